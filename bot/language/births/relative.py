"""Times told from today: `tháng trước`, `cách đây 3 năm`, `qua Tết`, `tháng 5 năm ngoái`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.periods import (
    Period,
    days_later,
    lunar_new_year,
    months_before,
    third_of_year,
    week_of,
    whole_month,
    whole_year,
)
from bot.language.written_days import existing_day

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi 1": 11, "muoi 2": 12,
}  # fmt: skip
"""As `_spoken` writes them: `một` and `hai` are digits by then."""
_SURE_NUMBERS = frozenset("mot hai ba bon chin".split())
"""Words that hardly are others without their marks."""
_ENDING = {"lam": 5, "nham": 5}
"""Words for a number behind `mười` alone."""
_SPOKEN = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_TENS = r"(?:[2-9] )?muoi(?: (?:[1-9]|tu|lam|nham|sau|bay|tam))?"
_YEARS = {
    "nam ngoai": -1, "nam truoc": -1, "nam roi": -1, "nam vua roi": -1, "nam vua qua": -1,
    "nam kia": -2, "nam nay": 0, "nam sau": 1, "nam toi": 1, "sang nam": 1, "qua nam": 1,
    "ra nam": 1,
}  # fmt: skip
_MONTHS = {
    "thang truoc": 1, "thang roi": 1, "thang vua roi": 1, "thang vua qua": 1, "thang nay": 0,
    "thang sau": -1, "thang toi": -1, "sang thang": -1, "qua thang": -1,
}  # fmt: skip
_WEEKS = {
    "tuan truoc": -7, "tuan roi": -7, "tuan vua roi": -7, "tuan vua qua": -7, "tuan nay": 0,
    "tuan sau": 7, "tuan toi": 7,
}  # fmt: skip
_DAYS = {
    "hom kia": -2, "hom qua": -1, "bua qua": -1, "ngay hom qua": -1, "hom nay": 0, "bua nay": 0,
    "mai": 1, "ngay mai": 1, "ngay mot": 2, "ngay kia": 2,
}  # fmt: skip
_OTHER_WORDS = {"tôi": "_", "quà": "_", "rơi": "_"}
"""Words that are no `tới`, `qua`, `rồi`."""
_NAMES = frozenset({"mai", "nam"})
_THIRDS = {"dau nam": 1, "giua nam": 2, "cuoi nam": 3}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PATTERN = re.compile(
    rf"(?<![\w/.])(?<!nhieu )(?<!muoi )(?:(?P<day>{_any(_DAYS)})|(?P<week>{_any(_WEEKS)})"
    rf"|(?P<near>{_any(_MONTHS)})"
    rf"|(?P<third>{_any(_THIRDS)})(?: (?P<of>{_any(_YEARS)}|ngoai|nay|sau))?(?! [0-9])"
    rf"|(?P<year>{_any(_YEARS)})"
    rf"|thang (?P<month>[0-9]{{1,2}}|{_SPOKEN})(?! ?[/.-] ?[0-9]| nam [0-9]| [0-9]{{4}}| sinh)"
    rf"(?: (?P<which>{_any(_YEARS)}|nay|toi|sau|roi|vua roi|vua qua))?"
    rf"|(?:ngay )?(?P<date>[0-9]{{1,2}} (?:/|thang) [0-9]{{1,2}})"
    rf"(?! ?[/.-]| nam [0-9]| [0-9]{{4}})(?: (?P<in>{_any(_YEARS)}|nay|toi|roi|vua roi|vua qua))?"
    r"|(?P<tet>truoc|hoi|dip|sau|ra|qua|het|an|xong) (?:cai )?tet(?: xong)?"
    rf"|(?P<ago>cach (?:day|nay) )?(?:(?P<about>hon|gan) |khoang |tam |chung |thieu )?"
    rf"(?P<count>{_TENS}|[0-9]{{1,2}}|may|vai|it|nua|nam|bay|tam) "
    r"(?P<unit>ngay|hom|bua|tuan|thang|nam)"
    r"(?P<half> ruoi)?(?: (?P<way>nua|truoc|roi|nay|day))?"
    r")(?!\w)(?! (?:moc|tuoi|khi|han|luc|hoc))"
)
_ANY_TIME = re.compile(
    r"(?<!\w)(?:hom|bua|mai|tet|cach|thieu|tuan|thang|ngay\s+(?:mai|mot|kia|nua|truoc|roi)"
    r"|nam\s+(?:ngoai|truoc|roi|kia|nay|sau|toi|vua|nua|ruoi)"
    r"|(?:sang|qua|ra|dau|giua|cuoi)\s+nam)(?!\w)|[0-9]\s?/\s?[0-9]"
)
"""What a folded message has if it tells of such a time at all."""
_VAGUE, _VAGUE_COUNTS = {"may", "vai", "it"}, (2, 9)
_SLACK = {"thang": 15, "tuan": 3}
"""Days that a number of units is off at most; years are off by half a year."""
_AFTER_TET = 3
"""Months after Tết that `qua Tết` reaches."""


class Relative(NamedTuple):
    """A period told from today."""

    first: int
    """Index of its first word."""
    end: int
    """Index after its last word."""
    period: Period
    sure: bool
    """Whether the year is told: not in `tháng 5`, `5/12`."""


def find_relative(
    message: Message, today: date, *, past: bool, ages: Collection[int] = ()
) -> list[Relative]:
    """Return the periods told from today, in order.

    `past` tells whether `tháng 5` and `Tết` are the last ones or the next ones; `ages` are the
    indices of numbers that begin none. A number of years ago is half a year more or less, of
    months half a month; `mấy` is two to nine.
    """
    if not _ANY_TIME.search(message.plain):
        return []
    words = ["_" if at in ages else _spoken(message, at) for at in range(len(message.tokens))]
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    index = {start: at for at, start in enumerate(starts)}
    found = []
    for match in _PATTERN.finditer(" ".join(words)):
        first, end = index[match.start()], index.get(match.end() + 1)
        period = _period(match, today, past or message.word(first - 1) == "hoi")
        if period and end:
            in_any_year = (match["month"] and not match["which"]) or (
                match["date"] and not match["in"]
            )
            found.append(Relative(first, end, period, not in_any_year))
    return found


def _spoken(message: Message, at: int) -> str:
    """Return the folded word, a number whose marks are sure in digits, a name as no word."""
    token = message.tokens[at]
    sure = token.typed != token.word or token.word in _SURE_NUMBERS
    if message.codes[at] == "U" and sure and token.word in _NUMBERS:
        return str(_NUMBERS[token.word])
    written = message.text[token.start : token.end]
    named = at and message.word(at - 1) != "ngay" and written.istitle()
    if named and token.word in _NAMES and token.typed == token.word:
        return "_"
    if token.typed == "này" and message.word(at - 2) in _VAGUE:
        return "_"
    return _OTHER_WORDS.get(token.typed, token.word)


def _period(match: re.Match[str], today: date, past: bool) -> Period | None:
    read = next(read for group, read in _READERS if match[group])
    return read(match, today, past)


def _day(match: re.Match[str], today: date, _: bool) -> Period:
    day = days_later(today, _DAYS[match["day"]])
    return Period(day, day)


def _week(match: re.Match[str], today: date, _: bool) -> Period:
    return week_of(days_later(today, _WEEKS[match["week"]]))


def _near_month(match: re.Match[str], today: date, _: bool) -> Period:
    month = months_before(today.replace(day=1), _MONTHS[match["near"]])
    return whole_month(month.year, month.month)


def _year(match: re.Match[str], today: date, _: bool) -> Period:
    return whole_year(today.year + _YEARS[match["year"]])


def _third(match: re.Match[str], today: date, _: bool) -> Period:
    of = match["of"] or "nay"
    years = _YEARS.get(of, _YEARS.get(f"nam {of}", 0))
    return third_of_year(today.year + years, _THIRDS[match["third"]])


def _named_month(match: re.Match[str], today: date, past: bool) -> Period | None:
    return _month(match["month"], match["which"] or "", today, past)


def _month(said: str, which: str, today: date, past: bool) -> Period | None:
    month = _digit(said)
    if not 1 <= month <= 12:
        return None
    if which in _YEARS:
        return whole_month(today.year + _YEARS[which], month)
    if which == "nay":
        return whole_month(today.year, month)
    back = which.endswith(("roi", "qua")) or (past and not which)
    if back:
        return whole_month(today.year - (month > today.month), month)
    return whole_month(today.year + (month < today.month), month)


def _date(match: re.Match[str], today: date, past: bool) -> Period | None:
    """Return a day and month of the year that is meant; none on a 29 February without one."""
    day, _, month = match["date"].split()
    which = match["in"] or ""
    period = _month(month, which, today, past)
    if period is None:
        return None
    found = existing_day(period.first.year, period.first.month, int(day))
    if found and not which and (found > today if past else found < today):
        found = existing_day(found.year + (-1 if past else 1), found.month, found.day)
    return Period(found, found) if found else None


def _tet(match: re.Match[str], today: date, past: bool) -> Period:
    this_year = lunar_new_year(today.year)
    if past:
        tet = this_year if this_year <= today else lunar_new_year(today.year - 1)
        if match["tet"] == "truoc":
            return Period(months_before(tet, 2), days_later(tet, -1))
        return Period(tet, months_before(tet, -2))
    tet = this_year if this_year > today else lunar_new_year(today.year + 1)
    if match["tet"] == "truoc":
        return Period(days_later(today, 1), days_later(tet, -1))
    return Period(days_later(today, 1), months_before(tet, -_AFTER_TET))


def _count(said: str) -> int:
    """Return a number: digits, a word, or `2 muoi 5`."""
    tens, spoken, ones = said.rpartition("muoi")
    if not spoken:
        return _digit(said)
    return 10 * _digit(tens.strip() or "1") + _digit(ones.strip() or "0")


def _digit(word: str) -> int:
    return int(word) if word.isdecimal() else (_NUMBERS | _ENDING)[word]


def _counted(match: re.Match[str], today: date, _: bool) -> Period | None:
    way = match["way"]
    if not (match["ago"] or way):
        return None
    ahead = way == "nua" and not match["ago"]
    period = _around(match, today, -1 if ahead else 1)
    if ahead:
        return Period(max(period.first, days_later(today, 1)), period.last)
    return period.until(today)


def _around(match: re.Match[str], today: date, back: int) -> Period:
    """Return the days that a count of units can mean; `back` is -1 for what is to come."""
    said, unit = match["count"], match["unit"]
    if said in _VAGUE:
        return _between(today, back, unit, _VAGUE_COUNTS)
    if said == "nua":
        months = (4, 8) if unit == "nam" else (0, 1)
        return _between(today, back, "thang", months)
    count = _count(said)
    if match["about"] == "hon":
        return _between(today, back, unit, (count, count + 1))
    if match["about"] == "gan":
        return _between(today, back, unit, (max(0, count - 1), count))
    if unit == "nam":
        half = 6 if match["half"] else 0
        return _between(today, back, "thang", (12 * count + half - 6, 12 * count + half + 6))
    middle = _before(today, back * count, unit)
    slack = _SLACK.get(unit, 0)
    return Period(days_later(middle, -slack), days_later(middle, slack))


def _between(today: date, back: int, unit: str, counts: tuple[int, int]) -> Period:
    first, last = sorted(_before(today, back * count, unit) for count in counts)
    return Period(first, last)


def _before(today: date, count: int, unit: str) -> date:
    """Return the day that many units earlier."""
    if unit in {"nam", "thang"}:
        return months_before(today, count * 12 if unit == "nam" else count)
    return days_later(today, -count * (7 if unit == "tuan" else 1))


_READERS: tuple[tuple[str, Callable[[re.Match[str], date, bool], Period | None]], ...] = (
    ("day", _day),
    ("week", _week),
    ("near", _near_month),
    ("date", _date),
    ("third", _third),
    ("year", _year),
    ("month", _named_month),
    ("tet", _tet),
    ("count", _counted),
)
"""Group of the pattern that must have matched, and what reads it."""
