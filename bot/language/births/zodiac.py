"""Years of birth by their names in the cycle of sixty: `sinh năm quý tị`, `tuổi Nhâm Thìn`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.periods import Period, lunar_year

_STEMS = "giap at binh dinh mau ky canh tan nham quy".split()
_ANY_STEM = frozenset(_STEMS)
_BRANCHES = (
    ("ti", "ty"), ("suu",), ("dan",), ("mao", "meo"), ("thin",), ("ti", "ty"), ("ngo",), ("mui",),
    ("than",), ("dau",), ("tuat",), ("hoi",),
)  # fmt: skip
_CYCLE = 60
_FIRST = 4
"""A year that begins a cycle: Giáp Tý, as 1984."""
_PLACES = {
    (stem, branch): number
    for number in range(_CYCLE)
    for stem in [_STEMS[number % 10]]
    for branch in _BRANCHES[number % 12]
}
"""Names to the place in the cycle; Tý and Tỵ never follow the same stem."""
_BEFORE = {"nam", "tuoi", "sinh", "sn"}


class Named(NamedTuple):
    """A lunar year that is named as one of birth."""

    first: int
    end: int
    period: Period
    """From Tết to the day before the next."""
    a_cycle_before: Period


def find_zodiac(message: Message, day: date) -> Iterator[Named]:
    """Yield the years named after `năm`, `tuổi` or `sinh`: the latest that has begun."""
    words = message.words
    for at in range(1, len(words) - 1):
        if words[at] not in _ANY_STEM:
            continue
        place = _PLACES.get((words[at], words[at + 1]))
        if place is None or words[at - 1] not in _BEFORE:
            continue
        year = day.year - (day.year - _FIRST - place) % _CYCLE
        if lunar_year(year).first > day:
            year -= _CYCLE
        yield Named(at - 1, at + 2, lunar_year(year), lunar_year(year - _CYCLE))
