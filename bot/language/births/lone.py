"""Messages that are nothing but a day or an age: answers to who asks when somebody was born."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.language.births.ages import OLDEST_TOLD
from bot.language.births.found import Found
from bot.language.births.hedges import born_then
from bot.language.births.message import Message
from bot.language.births.numerals import AGE, number
from bot.language.births.periods import years_before
from bot.language.births.persons import COMMON
from bot.language.births.said import Said
from bot.language.births.written import Written

_POLITE = COMMON | frozenset(
    "da vang u uh ok oke a ah ak la nhe nha ne thua ban ad roi do thi".split()
)
_SIGNS = frozenset(",.;:(")
_AGE = re.compile(AGE)
_LEAST = 10


def find_lone(message: Message, dates: Sequence[Written], day: date) -> Iterator[Found]:
    """Yield the day or month, at least a year ago, or the age in words that a message is.

    `5-3-2012`, `dạ 3/1987 ạ`, `sáu mươi hai`. A year or digits alone may be anything.
    """
    for written in dates:
        if _may_be_birth(written, day) and _is_all(message, written.first, written.end):
            yield Found(*written[:2], written.period, written.said, written.first)
    for match in _AGE.finditer(message.codes):
        first, end = match.span()
        years = number(message, first, end)
        spoken = end - first > 1 and _LEAST <= years <= OLDEST_TOLD
        if spoken and _is_all(message, first, end):
            yield Found(first, end, born_then(years, frozenset(), day), Said.AGE, first)


def _may_be_birth(written: Written, day: date) -> bool:
    first, last = written.period
    possible = day.year - OLDEST_TOLD <= first.year and last <= years_before(day, 1)
    return possible and written.said in {Said.DAY, Said.MONTH}


def _is_all(message: Message, first: int, end: int) -> bool:
    others = [*range(first), *range(end, len(message.tokens))]
    return all(message.words[at] in _POLITE or message.codes[at] in _SIGNS for at in others)
