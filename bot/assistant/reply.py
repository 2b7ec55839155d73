"""What the assistant decided to say: plain values that any way out can render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.content.models import Source
from bot.language.ages import Age
from bot.language.english import Language


class Status(StrEnum):
    """Every way in which a message can end."""

    ANSWERED = "answered"
    CHOICES = "choices"
    NEEDS_DETAIL = "needs_detail"
    CALCULATED = "calculated"
    SESSIONS = "sessions"
    OFFICE = "office"
    SCAM_CHECK = "scam_check"
    SMALL_TALK = "small_talk"
    DECLINED_NEIGHBOUR = "declined_neighbour"
    DECLINED_UNKNOWN = "declined_unknown"
    REFUSED = "refused"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic offered as a button."""

    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """An official address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One topic, answered for one day; every text is final."""

    topic: str
    title: str
    lead: str
    details: str = ""
    steps: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    cost: str = ""
    time: str = ""
    where: str = ""
    changes: tuple[str, ...] = ()
    """Sentences on values that will change on a known day."""
    sources: tuple[Source, ...] = ()
    valid_until: date | None = None
    attributed: bool = False
    """Whether it rests on a single source."""
    related: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A class and its score in the ranking."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Why:
    """What the engine saw, for `ask --why`."""

    words: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    in_scope: float = 0.0
    step: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole reply to one message."""

    status: Status
    language: Language = "vi"
    note: str = ""
    """The assistant's own sentence, above or instead of items."""
    items: tuple[Item, ...] = ()
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    topics: tuple[str, ...] = ()
    """Topics answered, best first; small talk counts as its topic."""
    confidence: float = 0.0
    ranking: tuple[Score, ...] = ()
    flags: tuple[str, ...] = ()
    """Signs of fraud seen in the message."""
    redacted: tuple[str, ...] = ()
    ages: tuple[Age, ...] = ()
    why: Why = Why()
