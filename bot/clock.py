"""The present moment, in the one zone whose days the law counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.assistant.question import VIETNAM

Clock = Callable[[], datetime]


def now_in_vietnam() -> datetime:
    """Return the present moment, aware, in Vietnam's zone."""
    return datetime.now(VIETNAM)
