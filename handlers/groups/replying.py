"""Writing into a group: below the message that asks, and in its topic."""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.sending import NO_PREVIEW, thread_of

log = logging.getLogger(__name__)


async def reply(
    message: Message,
    text: str,
    buttons: InlineKeyboardMarkup | None = None,
    *,
    html: bool = False,
    below: Message | None = None,
) -> None:
    """Answer a message below it, or in its place where it has gone meanwhile.

    `below`: an earlier message of the same chat, which is answered instead.
    """
    try:
        await message.get_bot().send_message(
            message.chat_id,
            text,
            parse_mode=ParseMode.HTML if html else None,
            message_thread_id=thread_of(message),
            reply_parameters=ReplyParameters(
                (below or message).message_id, allow_sending_without_reply=True
            ),
            reply_markup=buttons,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        _complain(error)


async def write(
    bot: Bot, chat: int, text: str, buttons: InlineKeyboardMarkup | None = None
) -> None:
    """Write into a group; where members may not write, nothing comes of it."""
    try:
        await bot.send_message(chat, text, reply_markup=buttons)
    except BadRequest as error:
        _complain(error)


async def rewrite(
    query: CallbackQuery,
    text: str,
    buttons: InlineKeyboardMarkup | None = None,
    *,
    html: bool = False,
) -> None:
    """Change the message whose button was pressed, unless it was deleted meanwhile."""
    try:
        await query.edit_message_text(
            text,
            parse_mode=ParseMode.HTML if html else None,
            reply_markup=buttons,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        _complain(error)


def _complain(error: BadRequest) -> None:
    """Log why a group takes nothing: its topic is closed, members may not write."""
    log.warning("a group takes no message: %s", error.message)
