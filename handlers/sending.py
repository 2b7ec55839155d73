"""A reply as a Telegram message: text with its buttons."""

from __future__ import annotations

import logging

from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.assistant.replies import as_html
from bot.content.knowledge import Knowledge
from bot.desk import Answered
from handlers.buttons import keyboard

log = logging.getLogger(__name__)


async def send(update: Update, answered: Answered, knowledge: Knowledge) -> None:
    """Send a reply with its buttons."""
    text = as_html(answered.reply, knowledge)
    await tell(update, text, keyboard(answered, knowledge), ParseMode.HTML)


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
    except BadRequest:
        await tell(update, text, buttons)


async def acknowledge(query: CallbackQuery, note: str | None = None) -> None:
    """Stop a button's spinning; where that fails, what the button is for is done all the same."""
    try:
        await query.answer(note)
    except TelegramError as error:
        log.info("a button could not be acknowledged: %s", error.__class__.__name__)
