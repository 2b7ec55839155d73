"""Ask the engine, as on a day of March."""

from __future__ import annotations

from datetime import datetime

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Reply

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)


def on(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def ask(engine: Engine, text: str, moment: datetime = MOMENT, *context: str) -> Reply:
    return engine.answer(Question(text, moment, context))
