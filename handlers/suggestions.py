"""A citizen presses a suggested answer: the same as typing what stands on the button."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from handlers.buttons import SUGGEST
from handlers.context import Context, conversation_of, spoken
from handlers.locating import put_away
from handlers.sending import acknowledge, respond, tell


async def take(update: Update, context: Context) -> None:
    """Answer the text of the pressed button, however old it is; nothing is remembered for it."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    text = _pressed(query, query.data)
    if text is None:
        await tell(update, knowledge.say("nut-cu", language))
        return
    await put_away(update, context, "khong-can-vi-tri")
    answered = await context.desk.ask(
        text, "telegram", conversation=conversation_of(update), language=language
    )
    await respond(update, context, answered)


def _pressed(query: CallbackQuery, data: str) -> str | None:
    """Return what is said by a button: its data tells, or else the message in which it stands."""
    said = data.removeprefix(SUGGEST)
    if not said.isdecimal():
        return said
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    buttons = (each for row in (markup.inline_keyboard if markup else ()) for each in row)
    return next((each.text for each in buttons if each.callback_data == data), None)
