"""What a chat needs for a while and nobody must keep: in memory, and not for long."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any, Generic, TypeVar

from bot.language.english import Language
from handlers.packing import Packed, now_by

Value = TypeVar("Value")
_TWO_DAYS, _QUARTER = 48 * 3600.0, 15 * 60.0
_MOST_KNOWN = 10_000
_MOST_PACKED = 50
"""Values of one chat that go with it to another process: the newest ones."""


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

    def pack(self, chat: int) -> list[tuple[Any, float, Any]]:
        """Return what is kept of a chat: key, until when (seconds of the day's clock), value."""
        now, ahead = self._clock(), now_by(self._clock)
        found = [
            (key, until + ahead, value)
            for (whose, key), (until, value) in self._kept.items()
            if whose == chat and until > now
        ]
        return found[-_MOST_PACKED:]

    def unpack(self, chat: int, packed: Sequence[tuple[Any, float, Any]]) -> None:
        """Keep of a chat what was packed, for as long as it had."""
        ahead = now_by(self._clock)
        for key, until, value in packed:
            self._kept[chat, key] = until - ahead, value
            self._kept.move_to_end((chat, key))

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

    def pack(self, chat: int) -> Packed | None:
        """Return all that is remembered of a chat."""
        told = [(key, until, astuple(value)) for key, until, value in self.told.pack(chat)]
        others = [each.pack(chat) for each in (self.languages, self.albums, self.asked_where)]
        return Packed(_TWO_DAYS, [told, *others]) if told or any(others) else None

    def unpack(self, chat: int, state: Any) -> None:
        """Remember it."""
        told, languages, albums, asked_where = state
        self.told.unpack(chat, [(key, until, Told(*value)) for key, until, value in told])
        self.languages.unpack(chat, languages)
        self.albums.unpack(chat, albums)
        self.asked_where.unpack(chat, asked_where)

    def forget(self, chat: int) -> None:
        """Forget all of a chat."""
        for each in (self.told, self.languages, self.albums, self.asked_where):
            each.forget(chat)
