"""A citizen rates an answer."""

from __future__ import annotations

from telegram import Update

from handlers.buttons import RATE
from handlers.context import Context, language_of
from handlers.sending import acknowledge


async def rate(update: Update, context: Context) -> None:
    """Keep the verdict and thank for it."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    number, _, verdict = query.data.removeprefix(RATE).partition(":")
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    if not number.isdecimal() or verdict not in {"0", "1"}:
        await acknowledge(query, knowledge.say("nut-cu", language))
        return
    await context.desk.rate(int(number), helpful=verdict == "1")
    await acknowledge(query, knowledge.say("cam-on-danh-gia", language))
