"""What the assistant decided to say: plain values that any way out can render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.assistant.status import Status
from bot.content.law import Source
from bot.content.wordlists import Row
from bot.language.english import Language

if TYPE_CHECKING:  # what words a reply need not load what looks things up
    from bot.assistant.finding import Finding
    from bot.assistant.situation import Situation


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
    caveats: tuple[str, ...] = ()
    """What goes with the values in the lead, for who shows it alone; `cost` has it too."""
    related: tuple[Choice, ...] = ()
    asked: Row | None = None
    """The part that is asked for, and comes first."""


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
    found: tuple[Finding, ...] = ()
    """What was looked up: calculated, or found among sessions and offices."""
    offers: tuple[str, ...] = ()
    """What the person may want to ask next, in words that are understood."""
    situation: Situation | None = None
    """Who, when and where, from the message and what went before it."""
    why: Why = Why()

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Return messages that the person may send next, as buttons."""
        found = (text for item in self.found for text in item.suggestions)
        return tuple(dict.fromkeys((*found, *self.offers)))
