"""A citizen presses a button that names a topic, or one that nobody knows any more."""

from __future__ import annotations

from telegram import Update

from handlers.buttons import OPEN
from handlers.context import Context, conversation_of, spoken
from handlers.sending import acknowledge, respond, tell


async def choose(update: Update, context: Context) -> None:
    """Answer the chosen topic below the buttons, which stay for another choice."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    topic = query.data.removeprefix(OPEN)
    if topic not in knowledge.entries:
        await tell(update, knowledge.say("nut-cu", language))
        return
    answered = await context.desk.open_topic(
        topic, "telegram", conversation=conversation_of(update), language=language
    )
    await respond(update, context, answered)


async def unknown_button(update: Update, context: Context) -> None:
    """Answer buttons of a past that nobody knows any more, so that they stop spinning."""
    if update.callback_query is not None:
        note = context.desk.engine.knowledge.say("nut-cu", spoken(update, context))
        await acknowledge(update.callback_query, note)
