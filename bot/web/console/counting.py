"""How much was asked, how it ended and what about: the figures of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.status import RATABLE, Status
from bot.store.kept import Tally

_BACK = {Status.CHOICES, Status.NEEDS_DETAIL}
_SLOT, _BAR = 10.0, 8.0
HEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Endings:
    """How many questions ended how; courtesies are no questions."""

    answered: int = 0
    back: int = 0
    """Answered with choices, or asked for a detail."""
    declined: int = 0
    """Not known, refused, or somebody else's."""

    @property
    def total(self) -> int:
        """Return how many there were."""
        return self.answered + self.back + self.declined

    def share(self, count: int) -> str:
        """Return a count as a part of all, in percent."""
        return f"{count / self.total:.0%}" if self.total else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a chart, in its units."""

    kind: str
    """Class of its colour: `a` answered, `b` asked back, `c` declined."""
    x: float
    y: float
    width: float
    height: float


def endings(tallies: Iterable[Tally]) -> Endings:
    """Return how questions ended."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.status in RATABLE:
            counts["answered"] += tally.count
        elif tally.status in _BACK:
            counts["back"] += tally.count
        elif tally.status != Status.SMALL_TALK:
            counts["declined"] += tally.count
    return Endings(**counts)


def by_day(tallies: Iterable[Tally], first: date, last: date) -> list[tuple[date, Endings]]:
    """Return how questions ended on each day, both days included; days without any too."""
    of_day: dict[date, list[Tally]] = {}
    for tally in tallies:
        of_day.setdefault(tally.day, []).append(tally)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [(day, endings(of_day.get(day, ()))) for day in days]


def chart(days: Iterable[tuple[date, Endings]]) -> tuple[list[Piece], float, int]:
    """Return the rectangles of stacked bars, the width of all, and how much the height means."""
    shown = [found for _, found in days]
    most = max((found.total for found in shown), default=0) or 1
    pieces = []
    for number, found in enumerate(shown):
        top = HEIGHT
        for kind, count in zip("abc", (found.answered, found.back, found.declined), strict=True):
            height = HEIGHT * count / most
            top -= height
            if count:
                pieces.append(
                    Piece(kind, number * _SLOT + 1, round(top, 2), _BAR, round(height, 2))
                )
    return pieces, len(shown) * _SLOT, most


def top_topics(tallies: Iterable[Tally], since: date, most: int) -> list[tuple[str, int]]:
    """Return the topics that were answered most since a day, with counts."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.topic and tally.day >= since:
            counts[tally.topic] += tally.count
    return counts.most_common(most)
