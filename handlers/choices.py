"""A citizen presses a button that names a topic, or "none of these"."""

from __future__ import annotations

from telegram import Update

from handlers.buttons import NONE, OPEN
from handlers.context import Context, conversation_of, language_of
from handlers.sending import acknowledge, rewrite, send, tell


async def choose(update: Update, context: Context) -> None:
    """Answer the chosen topic below the buttons, which stay for another choice."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    topic = query.data.removeprefix(OPEN)
    if topic not in knowledge.entries:
        await tell(update, knowledge.say("nut-cu", language))
        return
    answered = await context.desk.open_topic(
        topic, "telegram", conversation=conversation_of(update), language=language
    )
    await send(update, answered, knowledge)


async def none_of_these(update: Update, context: Context) -> None:
    """Note that nothing offered was right."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    number = query.data.removeprefix(NONE)
    if number.isdecimal():
        await context.desk.rate(int(number), helpful=False)
    note = context.desk.engine.knowledge.say("chua-co-cau-tra-loi", language_of(update))
    await rewrite(update, note)


async def unknown_button(update: Update, context: Context) -> None:
    """Answer buttons of a past that nobody knows any more, so that they stop spinning."""
    if update.callback_query is not None:
        note = context.desk.engine.knowledge.say("nut-cu", language_of(update))
        await acknowledge(update.callback_query, note)
