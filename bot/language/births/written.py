"""Days, months and years as they are written: `5/3/2012`, `tháng 11 năm 86`, `2k3`, `9x`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.numerals import DAY, MONTH, YEAR, number
from bot.language.births.periods import Period, whole_month, whole_year
from bot.language.births.said import Said
from bot.language.written_days import existing_day

_YEAR = rf"(?P<y>[YRD]|{YEAR})"
_AND_YEAR = rf"(?:,?N|[/.\-,]?(?=[YR])|[/.\-](?=D)){_YEAR}"
_MONTH = rf"G(?P<m>D|{MONTH})"


class _Form(NamedTuple):
    """One way of writing a date: day, month and year are the groups `d`, `m` and `y`."""

    starts: str
    """Letters that it can begin with."""
    pattern: re.Pattern[str]
    sure: bool
    """Whether it can hardly be anything else."""


_FORMS = tuple(
    _Form(starts, re.compile(pattern), sure)
    for starts, pattern, sure in (
        ("Y", r"(?P<y>Y)([-/])(?P<m>D)\2(?P<d>D)", True),
        ("nD", r"n*(?P<d>D)([/.\-])(?P<m>D)\2(?P<y>[YRD])", True),
        ("nD", rf"n*(?P<d>D)[/.\-](?P<m>D),?N{_YEAR}", True),
        ("nD", rf"n*(?P<d>D){_MONTH}{_AND_YEAR}", True),
        ("n", rf"n+(?P<d>{DAY}){_MONTH}{_AND_YEAR}", True),
        ("G", rf"{_MONTH}{_AND_YEAR}", True),
        ("aD", r"a?(?P<m>D)[/.\-](?P<y>[YR])", True),
        ("aD", r"a?(?P<m>D)[/.\-](?P<y>(?P<late>D))", False),
        ("nD", r"n*(?P<d>D)(?P<m>D)(?P<y>Y)", False),
        ("NYR", r"N?(?P<y>[YR])", True),
        ("Nx", r"N?(?P<decade>x)", False),
        ("N", rf"N(?P<y>D|{YEAR})", False),
        ("nX", r"n*(?P<packed>X)", False),
        ("ND", r"N?(?P<digits>DDDD)", False),
        ("UNZ", rf"(?P<y>{YEAR})", False),
        ("D", r"(?<!n)(?P<y>D)", False),
    )
)
_BY_START = {
    letter: tuple(form for form in _FORMS if letter in form.starts) for letter in "YRxDXNGnaUZ"
}
_START = re.compile(f"[{''.join(_BY_START)}]")
_DIGITS = frozenset("DEYX")
_SLANG = frozenset("Rx")
_LAST_MONTH = 12


class Written(NamedTuple):
    """A date in a message, whatever it is the date of."""

    first: int
    """Index of its first word, `ngày` and `năm` included."""
    end: int
    """Index after its last word."""
    said: Said
    """`DAY`, `MONTH` or `YEAR`; `AGE` of a decade."""
    period: Period
    sure: bool
    """Whether it can hardly be anything else; `85` and `tám lăm` need a word before them."""
    named: bool
    """Whether it begins with `ngày`, `tháng` or `năm`."""
    slang: bool
    """Whether it is `2k3` or `9x`, which tell of births, if not of prices."""


@lru_cache(maxsize=4)
def find_written(message: Message, today: date) -> Sequence[Written]:
    """Return all that can be a date with its year, in order and apart from each other.

    Two digits of a year are the latest such year that is not after `today`'s. A day that no
    calendar has leaves its year. Births, issue and expiry ask for those of one message in turn.
    """
    found: list[Written] = []
    codes, at = message.codes, 0
    while start := _START.search(codes, at):
        at = start.start()
        for form in _BY_START[codes[at]]:
            match = form.pattern.match(codes, at)
            if match and (written := _read(message, match, form.sure, today)):
                found.append(written)
                at = written.end
                break
        else:
            at += 1
    return found


def _read(message: Message, match: re.Match[str], sure: bool, today: date) -> Written | None:
    first, end = match.span()
    named = message.codes[first] in "nGN"
    if _inside_longer_number(message, first + named, end):
        return None
    dated = _dated(message, match, today)
    # `năm 22 tuổi` is an age, `29 tháng 2` and `hai chín tháng hai` have no year.
    if dated is None or (not sure and message.codes[end : end + 1] in set("AG")):
        return None
    said, period = dated
    slang = message.codes[end - 1] in _SLANG and end - first <= 1 + named
    if slang and message.word(end - 1) == "2k":
        sure = False  # it may be a price, too
    return Written(first, end, said, period, sure, named, slang)


def _inside_longer_number(message: Message, first: int, end: int) -> bool:
    """Return whether digits go on before or after: telephone numbers, decrees, prices."""
    codes = message.codes
    before, after = codes[max(0, first - 2) : first], codes[end : end + 2]
    return (
        (before[-1:] in {"/", ".", "-", ","} and before[0] in _DIGITS and message.touch(first))
        or (after[:1] in {"/", ".", "-"} and after[1:] in _DIGITS and message.touch(end + 1))
        or (after[:1] == "/" and message.touch(end) and message.touch(end + 1))
    )


def _dated(message: Message, match: re.Match[str], today: date) -> tuple[Said, Period] | None:
    groups = match.re.groupindex
    if "y" in groups:
        return _with_year(message, match, today)
    word = message.word(match.start(1))
    if "digits" in groups:
        return _period(_digit_by_digit(message, match.start(1)), None, None, False)
    if "packed" in groups:
        packed = len(word) == len("05032012")
        return _period(int(word[4:]), int(word[2:4]), int(word[:2]), False) if packed else None
    first = 1900 + 10 * int(word[0])
    return Said.AGE, Period(date(first, 1, 1), date(first + 9, 12, 31))


def _with_year(message: Message, match: re.Match[str], today: date) -> tuple[Said, Period] | None:
    groups = match.re.groupindex
    if "late" in groups and int(message.word(match.start("late"))) <= _LAST_MONTH:
        return None  # a day and a month
    year = _year(message, *match.span("y"), today)
    month = number(message, *match.span("m")) if "m" in groups else None
    day = number(message, *match.span("d")) if "d" in groups else None
    in_full = len(message.word(match.start("y"))) == len("2012")
    return _period(year, month, day, in_full)


def _digit_by_digit(message: Message, first: int) -> int:
    """Return the year of `1 9 5 8`, or 0 where the digits are no year."""
    digits = [message.word(at) for at in range(first, first + 4)]
    year = "".join(digits)
    return int(year) if len(year) == 4 and year[:2] in {"19", "20"} else 0


def _year(message: Message, first: int, end: int, today: date) -> int:
    """Return the year in full, or 0 where one digit is too few."""
    if message.codes[first] == "R":
        return 2000 + int(message.word(first)[2:] or 0)
    year = number(message, first, end)
    if year >= 1000:
        return year
    if len(message.word(first)) == 1 or year >= 100:
        return 0
    return year + (today.year // 100 - (year > today.year % 100)) * 100


def _period(
    year: int, month: int | None, day: int | None, in_full: bool
) -> tuple[Said, Period] | None:
    """`in_full`: four digits, which still tell the year where day and month cannot be."""
    if not 1000 <= year <= date.max.year:
        return None
    if month is not None and 1 <= month <= _LAST_MONTH:
        if day is None:
            return Said.MONTH, whole_month(year, month)
        if found := existing_day(year, month, day):
            return Said.DAY, Period(found, found)
    if month is None or (in_full and day is not None):
        return Said.YEAR, whole_year(year)
    return None
