"""A citizen presses a suggested answer: the same as typing what stands on the button."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Message, Update

from handlers.context import Context, conversation_of, language_of
from handlers.sending import acknowledge, send, tell


async def take(update: Update, context: Context) -> None:
    """Answer the text of the pressed button; it stands in the message, so old ones work too."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    text = _pressed(query.message, query.data) if isinstance(query.message, Message) else None
    if text is None:
        await tell(update, knowledge.say("nut-cu", language))
        return
    answered = await context.desk.ask(
        text, "telegram", conversation=conversation_of(update), language=language
    )
    await send(update, answered, knowledge)


def _pressed(message: Message, data: str) -> str | None:
    """Return what stands on the button with this data."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    buttons: list[InlineKeyboardButton] = [button for row in rows for button in row]
    return next((button.text for button in buttons if button.callback_data == data), None)
