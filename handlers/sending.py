"""A reply as a Telegram message: text with its buttons."""

from __future__ import annotations

import logging
import re
from html import unescape

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.assistant.replies import as_html
from bot.assistant.reply import Status
from bot.content.knowledge import Knowledge
from bot.desk import Answered

log = logging.getLogger(__name__)
OPEN = "t:"
"""Callback data that opens a topic: `t:<topic id>`."""
SHELF = "g:"
"""Callback data that opens a group of topics: `g:<group id>`."""
RATE = "r:"
"""Callback data that rates an answer: `r:<number>:<0 or 1>`."""
NONE = "n:"
"""Callback data for "none of these": `n:<number>`."""
_TAG = re.compile(r"<[^>]+>")


async def send(update: Update, answered: Answered, knowledge: Knowledge) -> None:
    """Send a reply; where Telegram refuses the markup, as plain text."""
    text = as_html(answered.reply, knowledge)
    buttons = keyboard(answered, knowledge)
    try:
        await tell(update, text, buttons, ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        await tell(update, unescape(_TAG.sub("", text)), buttons)


async def tell(
    update: Update,
    text: str,
    buttons: InlineKeyboardMarkup | None = None,
    parse_mode: str | None = None,
) -> None:
    """Write into the update's chat, in its thread; also below messages that have gone."""
    message, chat = update.effective_message, update.effective_chat
    if chat is None:
        return
    write = message.reply_text if message else chat.send_message
    preview = LinkPreviewOptions(is_disabled=True)
    await write(text, parse_mode=parse_mode, reply_markup=buttons, link_preview_options=preview)


async def rewrite(update: Update, text: str, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Change the message whose button was pressed; where that is impossible, write anew."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        await tell(update, text, buttons)
        return
    try:
        await query.edit_message_text(text, reply_markup=buttons)
    except BadRequest as error:
        if "not modified" not in str(error):  # it is, when somebody pressed twice
            await tell(update, text, buttons)


async def acknowledge(query: CallbackQuery, note: str | None = None) -> None:
    """Stop a button's spinning; after an outage it may be too late for that, which is no harm."""
    try:
        await query.answer(note)
    except BadRequest:
        log.info("a button was pressed too long ago to be acknowledged")


def keyboard(answered: Answered, knowledge: Knowledge) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply, or None."""
    reply, number = answered.reply, answered.number
    rows = [
        [InlineKeyboardButton(choice.title, callback_data=OPEN + choice.topic)]
        for choice in reply.choices
    ]
    if reply.status is Status.CHOICES and number is not None:
        none = knowledge.say("khong-co-cau-nao-dung", reply.language)
        rows.append([InlineKeyboardButton(none, callback_data=f"{NONE}{number}")])
    if reply.status in {Status.ANSWERED, Status.SCAM_CHECK} and number is not None:
        rows.append(
            [
                InlineKeyboardButton("👍", callback_data=f"{RATE}{number}:1"),
                InlineKeyboardButton("👎", callback_data=f"{RATE}{number}:0"),
            ]
        )
    return InlineKeyboardMarkup(rows) if rows else None
