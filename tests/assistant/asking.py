"""Ask the engine, and look at what comes back."""

from __future__ import annotations

from datetime import datetime

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)
NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


def on(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def ask(engine: Engine, text: str, moment: datetime = MOMENT, *context: str) -> Reply:
    return engine.answer(Question(text, moment, context))


def settled(reply: Reply) -> tuple[str, Status, tuple[str, ...]]:
    return reply.why.step, reply.status, reply.topics


def dates(reply: Reply) -> list[str]:
    """Return the days of the sessions that were found."""
    return [
        str(session["date"])
        for finding in reply.found
        if finding.local
        for session in finding.local.sessions
    ]
