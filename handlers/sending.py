"""A reply as a Telegram message: text with its buttons."""

from __future__ import annotations

import logging
from typing import Any, cast

from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.assistant.replies import as_html
from bot.desk import Answered
from handlers.buttons import Markup, keyboard, written_out
from handlers.context import Context
from handlers.delivery.calls import Call
from handlers.delivery.retries import Courier

log = logging.getLogger(__name__)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def respond(
    update: Update, context: Context, answered: Answered, to: int | None = None
) -> int:
    """Send a reply and go on in its language; return the number of the message, 0 if unknown.

    `to`: the number of the message that it visibly answers.
    """
    text, buttons = written(update, context, answered)
    return await tell(update, text, buttons, ParseMode.HTML, to)


def written(
    update: Update, context: Context, answered: Answered
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a reply in Telegram's HTML and its buttons; what follows goes on in its language."""
    chat, user = update.effective_chat, update.effective_user
    if chat and user:
        context.lately.languages.keep(chat.id, user.id, answered.reply.language)
    knowledge, private = context.desk.engine.knowledge, is_private(update)
    inline = private and bool(context.bot.supports_inline_queries)
    buttons = keyboard(answered, knowledge, private=private, inline=inline)
    return as_html(answered.reply, knowledge), buttons


def is_private(update: Update) -> bool:
    """Return whether one person alone reads what is said."""
    chat = update.effective_chat
    return chat is not None and chat.type == ChatType.PRIVATE


def thread_of(message: Message) -> int | None:
    """Return the topic of a forum that a message stands in; None for the general one."""
    return message.message_thread_id if message.is_topic_message else None


async def tell(
    update: Update,
    text: str,
    buttons: Markup | None = None,
    parse_mode: str | None = None,
    to: int | None = None,
) -> int:
    """Write into the update's chat, in its thread; also below messages that have gone.

    Return the number of the message, 0 where it is unknown: it may travel in the response to a
    webhook, or later. `to`: the number of the message that it visibly answers.
    """
    message, chat = update.effective_message, update.effective_chat
    if chat is None:
        return 0
    given: dict[str, Any] = {
        "chat_id": chat.id, "text": text, "link_preview_options": {"is_disabled": True},
    }  # fmt: skip
    if parse_mode:
        given["parse_mode"] = parse_mode
    if buttons:
        given["reply_markup"] = written_out(buttons)
    if message and (thread := thread_of(message)) is not None:
        given["message_thread_id"] = thread
    if to:
        given["reply_parameters"] = {"message_id": to, "allow_sending_without_reply": True}
    elif message and not is_private(update):
        given["reply_parameters"] = {"message_id": message.message_id}
    courier = cast("Courier", chat.get_bot().request)  # all that handlers say goes with it
    return await courier.say(Call("sendMessage", given))


async def rewrite(update: Update, text: str, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Change the message whose button was pressed; where that is impossible, write anew."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        await tell(update, text, buttons)
        return
    try:
        await query.edit_message_text(text, reply_markup=buttons)
    except BadRequest:
        await tell(update, text, buttons)


async def acknowledge(query: CallbackQuery, note: str | None = None) -> None:
    """Stop a button's spinning; where that fails, what the button is for is done all the same."""
    try:
        await query.answer(note)
    except TelegramError as error:
        log.info("a button could not be acknowledged: %s", error.__class__.__name__)
