"""What a chat needs for a while and nobody must keep: in memory only, and not for long."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.language.english import Language

Value = TypeVar("Value")
_TWO_DAYS, _QUARTER = 48 * 3600.0, 15 * 60.0
_MOST_KNOWN = 10_000


class Recent(Generic[Value]):
    """Values by chat and key; the oldest go first."""

    def __init__(
        self, seconds: float, most: int = _MOST_KNOWN, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """So many at most, each for so long."""
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[tuple[int, object], tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def keep(self, chat: int, key: object, value: Value) -> None:
        """Keep a value in place of the one before."""
        now = self._clock()
        self._kept[chat, key] = now + self._seconds, value
        self._kept.move_to_end((chat, key))
        while len(self._kept) > self._most or next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)

    def find(self, chat: int, key: object) -> Value | None:
        """Return a value, or None where there is none any more."""
        until, value = self._kept.get((chat, key), (0.0, None))
        return value if until > self._clock() else None

    def drop(self, chat: int, key: object) -> None:
        """Forget a value."""
        self._kept.pop((chat, key), None)

    def forget(self, chat: int) -> None:
        """Forget all of a chat."""
        for each in [known for known in self._kept if known[0] == chat]:
            del self._kept[each]


@dataclass(frozen=True, slots=True)
class Told:
    """How a message was answered."""

    mark: int
    """Equal for equal questions; the words themselves are not kept."""
    turn: int | None
    """The place of the question in the conversation."""
    reply: int
    """The message that answers it; 0 where Telegram has not told its number."""


@dataclass(frozen=True)
class Lately:
    """All that is remembered of chats besides their questions."""

    told: Recent[Told] = field(default_factory=lambda: Recent(_TWO_DAYS))
    """By number of the message; Telegram lets people edit for as long."""
    languages: Recent[Language] = field(default_factory=lambda: Recent(_TWO_DAYS))
    """The language of the last answer; one for each chat."""
    albums: Recent[bool] = field(default_factory=lambda: Recent(_QUARTER))
    """Albums that were answered, by their id."""
    asked_where: Recent[bool] = field(default_factory=lambda: Recent(_QUARTER))
    """Whether a button that sends the location is at the bottom of the screen."""

    def forget(self, chat: int) -> None:
        """Forget all of a chat."""
        for each in (self.told, self.languages, self.albums, self.asked_where):
            each.forget(chat)
