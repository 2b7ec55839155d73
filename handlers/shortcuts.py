"""Commands that ask what people ask most: `/lich` for sessions, `/tuoi` for the day of renewal."""

from __future__ import annotations

from telegram import Update

from bot.content.knowledge import Knowledge
from bot.content.topics import Lookup
from handlers.context import Context, conversation_of, spoken
from handlers.questions import question
from handlers.sending import respond


async def sessions(update: Update, context: Context) -> None:
    """Answer when and where sessions are held; a place may follow: `/lich phường Mẫu`."""
    await _ask(update, context, "lich")


async def ages(update: Update, context: Context) -> None:
    """Answer when a card must be renewed; a birth may follow: `/tuoi 12/3/1986`."""
    await _ask(update, context, "tinh-tuoi")


async def _ask(update: Update, context: Context, lookup: Lookup) -> None:
    """Open the topic that this look-up answers; what follows the command goes on with it.

    Where there is no such topic, the command is a question like others.
    """
    desk, language = context.desk, spoken(update, context)
    topic = topic_of(desk.engine.knowledge, lookup)
    if topic is None:
        await question(update, context)
        return
    conversation = conversation_of(update)
    answered = await desk.open_topic(
        topic, "telegram", conversation=conversation, language=language
    )
    if context.args:
        said = " ".join(context.args)
        answered = await desk.ask(said, "telegram", conversation=conversation, language=language)
    await respond(update, context, answered)


def topic_of(knowledge: Knowledge, lookup: Lookup) -> str | None:
    """Return the topic that a look-up answers by itself."""
    entries = knowledge.entries.values()
    return next((e.id for e in entries if e.answered_by == lookup and not e.beside), None)
