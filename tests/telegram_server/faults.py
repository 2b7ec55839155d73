"""How calls fail: the next one of a kind, or by chance."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Failure:
    """How a call fails."""

    status: int = 0
    """0: the connection breaks instead of an answer; 200, with `done`: it is only slow."""
    description: str = "Internal Server Error"
    parameters: dict[str, Any] = field(default_factory=dict)
    done: bool = False
    """Whether it is carried out all the same."""
    seconds: float = 0.0
    """How long it takes before."""


def too_many(seconds: float) -> Failure:
    told = f"Too Many Requests: retry after {seconds:g}"
    return Failure(429, told, {"retry_after": seconds})


BREAK = Failure()
BREAK_AFTERWARDS = Failure(done=True)
ANY = (Failure(500), Failure(502, "Bad Gateway"), BREAK, BREAK_AFTERWARDS, too_many(1))


@dataclass
class Weather:
    """A share of all calls fails, each in a way that chance picks."""

    share: float
    ways: tuple[Failure, ...] = ANY
    dice: random.Random = field(default_factory=random.Random)

    def strikes(self) -> Failure | None:
        return self.dice.choice(self.ways) if self.dice.random() < self.share else None


@dataclass
class Faults:
    """What will go wrong."""

    planned: dict[tuple[str, int | None], deque[Failure]] = field(default_factory=dict)
    weather: Weather | None = None
    unseen: int = 0
    """Calls that were carried out though the bot could not know."""

    def plan(self, method: str, failure: Failure, chat: int | None = None) -> None:
        """Let the next call of a method fail, or the next one to a chat."""
        self.planned.setdefault((method, chat), deque()).append(failure)

    def next(self, method: str, chat: int | None) -> Failure | None:
        """Return how this call fails, or None."""
        for key in ((method, chat), (method, None)):
            if self.planned.get(key):
                return self._noted(self.planned[key].popleft())
        return self._noted(self.weather.strikes()) if self.weather else None

    def _noted(self, failure: Failure | None) -> Failure | None:
        self.unseen += bool(failure and failure.done)
        return failure
