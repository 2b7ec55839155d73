"""What is asked: a message, the moment, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.english import Language

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""All days of law are days in this zone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One message of a citizen."""

    text: str
    moment: datetime
    """Aware; the law of this moment's day in Vietnam answers."""
    context: tuple[str, ...] = ()
    """Earlier messages of the same person, oldest first."""
    language: Language | None = None
    """The language to answer in, where it is known."""
    place: str = ""
    """Where the person is known to be: ward and province in words."""
    point: tuple[float, float] | None = None
    """A location that was shared with the message: latitude and longitude; never stored."""
    forwarded: bool = False
    """Whether somebody else wrote it, and the person asks what to think of it."""
