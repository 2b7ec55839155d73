"""A day or a year alone, as an answer of ours was asked for: first the birth, then the issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.language.births import Birth, find_births
from bot.language.dates import find_missing, find_whens
from bot.language.text import words

_BORN, _ISSUED = "sinh", "thẻ cấp"
_DAY = re.compile(r"\d+(?:[./-]\d+){0,2}")
_AROUND = {
    "da", "vang", "la", "ngay", "thang", "nam", "a", "nhe", "nha", "oi", "chac", "khoang", "tam",
    "hinh", "nhu", "hoi",
}  # fmt: skip
"""Words that may stand around a bare day."""


def is_bare(text: str) -> bool:
    """Return whether a message is a day or a year alone: `1986`, `dạ ngày 15/3/2021 ạ`."""
    spoken = [word.folded for word in words(text)]
    days = [word for word in spoken if _DAY.fullmatch(word)]
    return bool(days) and len(days) == sum(word not in _AROUND for word in spoken)


def as_told(texts: Sequence[str], moment: datetime) -> list[str]:
    """Return the messages of a person, oldest first, with what their bare days mean.

    The first bare day is that of the birth; so is a later one within an interval of birth that
    was told (`1986`, then `12/3/1986`). Any other is the day on which the card was issued, but
    for one to come or without a year, which is that of a visit.
    """
    told, born = [], None
    for text in texts:
        if is_bare(text) and not _is_to_come(text, moment):
            as_birth = next(iter(find_births(f"{_BORN} {text}", moment)), None)
            is_birth = born is None or (as_birth is not None and _narrows(as_birth, born))
            told.append(f"{_BORN if is_birth else _ISSUED} {text}")
        else:
            told.append(text)
        born = next(iter(find_births(told[-1], moment)), born)
    return told


def _is_to_come(text: str, moment: datetime) -> bool:
    """Return whether a day is later than today, or would be if its month had it."""
    ahead = (when.first > moment.date() for when in find_whens(text, moment))
    missing = (day.year or moment.year for day in find_missing(text, moment))
    return any(ahead) or any(year >= moment.year for year in missing)


def _narrows(birth: Birth, known: Birth) -> bool:
    return known.first <= birth.first and birth.last <= known.last
