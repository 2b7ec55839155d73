"""The stacked bars of the first page: how questions ended, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.staff.endings import Endings

_SLOT, _BAR = 10.0, 8.0
HEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a chart, in its units."""

    kind: str
    """Class of its colour: `a` answered, `b` asked back, `c` declined."""
    x: float
    y: float
    width: float
    height: float


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
