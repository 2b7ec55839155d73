"""Ages in years and months, and school grades: `14 tuổi`, `7t`, `18 tháng tuổi`, `lớp 9`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bot.language.births.differences import is_difference
from bot.language.births.governing import tells_birth
from bot.language.births.hedges import Hedge, Hedged, born_then, hedges_before
from bot.language.births.message import Message
from bot.language.births.numerals import AGE, TWO_DIGITS, number
from bot.language.births.periods import (
    SUMMER,
    Period,
    aged_about,
    aged_exactly,
    aged_months,
    in_grade,
    school_year,
)
from bot.language.births.persons import CHILDREN, nearest_person
from bot.language.births.said import Said

OLDEST_TOLD = 120
"""Years above which a number is no age."""
_MOST_MONTHS, _MOST_MONTHS_BARE = 72, 36
_LAST_GRADE = 12

_YEARS = re.compile(rf"(?P<n>D|E|{AGE})(?P<unit>[Aa])")
_AFTER_WORD = re.compile(rf"(?<![DEUNVtTS])A:?(?P<n>D|{TWO_DIGITS}(?!N))(?![GAakx/%])")
_MONTHS = re.compile(rf"(?P<n>D|{TWO_DIGITS})G(?P<old>A?)")
_DECADE = re.compile(" D")
_GRADE = re.compile(rf"l(?P<n>D|{TWO_DIGITS})")
_PERIODS_OF_OTHERS = frozenset("nua truoc qua sau nay toi vua gan nam truoc lien".split())
"""After `8 tháng`: how long something lasts or lasted."""
_AGING = frozenset("nha em toi minh gai trai ut duoc dc moi da gan hon tron nay gio la co".split())
"""Between a child and its months."""
_AND = frozenset("va voi hay hoac , &".split())
_BEHIND = {
    "tron": ("tròn", Hedge.EXACT),
    "du": ("đủ", Hedge.EXACT),
    "hon": ("hơn", Hedge.MORE),
    "mu": ("mụ", Hedge.LUNAR),
}
"""Folded word behind an age to its spelling, and to what it says."""
_COUNTS = frozenset("DEN")
_COUNT_OF_MONTHS = frozenset({"DG", "Da"})
_UPPER_BOUND = frozenset("den toi duoi du".split())
_DATES_GO_ON = frozenset("/DYRNUSt")
_TEACHERS = frozenset("nhiem day giao vien".split())
"""Before the grade that somebody teaches."""
_NEXT_YEAR = {("nam", "sau"), ("nam", "toi")}
_NOT_YET_IN_GRADE = 2
"""Years below the first grade that `chưa vào lớp 1` reaches: kindergarten."""


class Told(NamedTuple):
    """An age found in a message."""

    first: int
    """Index of its first word."""
    end: int
    """Index after its last word."""
    period: Period
    said: Said
    hedged: Hedged | None = None
    years: int | None = None
    """The whole years that were said, where the day on which they are reached may be told."""
    at: int = 0
    """Index of the number of years, then."""
    months: tuple[int, int] | None = None
    """The least and the most whole months that were said, where months were."""

    @property
    def anchor(self) -> int:
        """The index before which the person stands."""
        return self.at or self.first

    @property
    def exact(self) -> bool:
        """Whether the age was said as complete."""
        said = self.hedged.said if self.hedged else frozenset()
        return Hedge.EXACT in said and not said & {
            Hedge.NOT, Hedge.DENIED, Hedge.BEFORE, Hedge.SOON, Hedge.NEARLY,
        }  # fmt: skip


def find_years(message: Message, day: date) -> Iterator[Told]:
    """Yield the ages in years beside `tuổi` or `t`, of several in a row each."""
    for match in _YEARS.finditer(message.codes):
        first, unit = match.start("n"), match.start("unit")
        years = number(message, first, unit)
        vague = message.word(first - 1) in {"may", "vai"}
        other = vague or is_difference(message, first) or not _is_unit(message, first, unit)
        if years > OLDEST_TOLD or other:
            continue
        yield from _others_before(message, first, day)
        yield _years(message, first, unit, years, day)
    for match in _AFTER_WORD.finditer(message.codes):
        if message.word(match.start() - 1) not in {"may", "nhieu", "so"}:
            hedged = hedges_before(message, match.start())
            years = number(message, *match.span("n"))
            end, added = _added(message, match.end())
            told = _told(hedged, end, years, added, day)
            yield told._replace(at=match.start("n"))


def find_decades(message: Message, day: date) -> Iterator[Told]:
    """Yield `U60`: in one's fifties, up to the sixtieth birthday."""
    for match in _DECADE.finditer(message.codes):
        at = match.start()
        years = number(message, at + 1, at + 2)
        if message.word(at) == "u" and message.touch(at + 1) and years % 10 == 0 and years >= 30:
            yield Told(at, at + 2, aged_exactly(day, years - 10, years - 1), Said.AGE)


def _is_unit(message: Message, first: int, unit: int) -> bool:
    """Return whether `t` is short for `tuổi`: right after the digits, and nothing after it."""
    if message.codes[unit] == "A":
        return True
    after = message.codes[unit + 1 : unit + 3]
    months = after in _COUNT_OF_MONTHS
    return (
        message.codes[first] == "D"
        and message.touch(unit)
        and (months or not (message.touch(unit + 1) and after[:1] in set("DEYX/")))
    )


def _others_before(message: Message, first: int, day: date) -> Iterator[Told]:
    """Yield the `5` of `hai cháu 5 và 9 tuổi`, where a person stands before it."""
    at = first - 2
    if message.codes[max(at, 0)] != "D" or message.word(at + 1) not in _AND:
        return
    hedged = hedges_before(message, at)
    person = nearest_person(message, at)
    if person and person.end >= hedged.start:
        yield _told(hedged, at + 1, number(message, at, at + 1), frozenset(), day)


def _years(message: Message, first: int, unit: int, years: int, day: date) -> Told:
    lower = _range_start(message, first, years)
    if lower is not None:
        return _range(message, lower, first, unit, years, day)
    hedged = hedges_before(message, first)
    if months := _months_behind(message, unit + 1, years):
        end, least, most = months
        period = aged_months(day, least, most)
        return Told(hedged.first, end, period, Said.MONTHS, months=(least, most))
    end, added = _added(message, unit + 1)
    return _told(hedged, end, years, added, day)


def _months_behind(message: Message, at: int, years: int) -> tuple[int, int, int] | None:
    """Return the end, the least and the most months of `3 tuổi rưỡi`, `14 tuổi 2 tháng`."""
    if message.word(at) == "ruoi":
        return at + 1, 12 * years + 3, 12 * years + 9
    if message.codes[at : at + 2] not in _COUNT_OF_MONTHS:
        return None
    if message.word(at + 2) in _PERIODS_OF_OTHERS:
        return None
    months = 12 * years + number(message, at, at + 1)
    return at + 2, months, months


def _told(hedged: Hedged, end: int, years: int, added: frozenset[Hedge], day: date) -> Told:
    hedged = hedged._replace(said=hedged.said | added)
    period = born_then(years, hedged.said, day)
    return Told(hedged.first, end, period, Said.AGE, hedged, years, hedged.at)


def _added(message: Message, at: int) -> tuple[int, frozenset[Hedge]]:
    """Return what is said behind an age, and the index after it."""
    word, after = message.word(at), message.word(at + 1)
    if word == "tro" and after in {"len", "xuong", "lai"}:
        return at + 2, frozenset({Hedge.OVER if after == "len" else Hedge.AT_MOST})
    spelling, hedge = _BEHIND.get(word, ("", Hedge.EXACT))
    if spelling and message.says(at, spelling) and message.codes[at + 1 : at + 2] not in _COUNTS:
        return at + 1, frozenset({hedge})
    return at, frozenset()


def _range_start(message: Message, first: int, years: int) -> int | None:
    """Return the index of the lower age in `6 đến dưới 14 tuổi`, `6-14 tuổi`, `13 14 tuổi`."""
    at, joined = first - 1, False
    while at > 0 and (message.word(at) in _UPPER_BOUND or message.codes[at] in "-A"):
        joined = joined or message.word(at) in {"den", "toi"} or message.codes[at] == "-"
        at -= 1
    if at < 0 or message.codes[at] != "D":
        return None
    lower = number(message, at, at + 1)
    beside = at == first - 1 and lower == years - 1
    return at if lower < years and (joined or beside) else None


def _range(message: Message, lower: int, first: int, unit: int, years: int, day: date) -> Told:
    hedged = hedges_before(message, lower)
    youngest = number(message, lower, lower + 1)
    oldest = years - 1 if message.word(first - 1) == "duoi" else years
    if Hedge.EXACT in hedged.said:
        period = aged_exactly(day, youngest, oldest)
    else:
        period = aged_about(day, youngest, oldest).until(day)
    return Told(hedged.first, unit + 1, period, Said.AGE, hedged)


def find_months(message: Message, day: date) -> Iterator[Told]:
    """Yield ages in months: beside `tuổi`, or right after a child: `bé 8 tháng`."""
    for match in _MONTHS.finditer(message.codes):
        first, end = match.start(), match.end()
        months = number(message, *match.span("n"))
        if match["old"]:
            old = months <= _MOST_MONTHS and message.word(end) != "the"
        else:
            old = months <= _MOST_MONTHS_BARE and _of_child(message, first, end)
        if old:
            hedged = hedges_before(message, first)
            least = months - 1 if Hedge.NEARLY in hedged.said and months else months
            most = least if Hedge.NEARLY in hedged.said else months
            yield Told(hedged.first, end, aged_months(day, least, most), Said.MONTHS)


def _of_child(message: Message, first: int, end: int) -> bool:
    person = nearest_person(message, first)
    if message.codes[end : end + 1] in _DATES_GO_ON:
        return False
    start = _newborn(message, first)
    if start is None:
        if person is None or person.head not in CHILDREN:
            return False
        start = min(person.end, first)
    between = {message.word(at) for at in range(start, first)}
    after = message.word(end)
    lasting = after in _PERIODS_OF_OTHERS or (
        after in {"roi", "r"} and message.word(end + 1) in {"chua", "ma", "van", "khong", "ko"}
    )
    return between <= _AGING and not lasting


def _newborn(message: Message, first: int) -> int | None:
    """Return the index after `đẻ`, `sinh` in `mới đẻ được 3 tháng`; not in `sau sinh 3 tháng`."""
    for at in range(first - 1, max(-1, first - 4), -1):
        if tells_birth(message, at):
            return at + 1 if message.word(at - 1) not in {"sau", "truoc", "nghi"} else None
    return None


def find_grades(message: Message, day: date) -> Iterator[Told]:
    """Yield school grades from 1 to 12.

    From 1 September the new school year counts. From June to August a bare grade may be the one
    just finished or the next; `lên`, `vào` tell the next, `xong`, `hết` the one before.
    """
    for match in _GRADE.finditer(message.codes):
        grade = number(message, *match.span("n"))
        taught = message.word(match.start() - 1) in _TEACHERS
        if not 1 <= grade <= _LAST_GRADE or taught or _is_school_year(message, match.end()):
            continue
        words = [message.word(at) for at in range(match.start() - 5, match.start())]
        yield Told(match.start(), match.end(), _grade(grade, words, day).until(day), Said.GRADE)


def _is_school_year(message: Message, end: int) -> bool:
    """Return whether the five of `lớp năm nay` is no grade, but the year."""
    return message.codes[end - 1] == "N" and message.word(end) in {"nay", "hoc"}


def _grade(grade: int, before: list[str], day: date) -> Period:
    now, summer, said = school_year(day), day.month in SUMMER, set(before)
    if "chua" in said:
        last = now + 1 + (_NOT_YET_IN_GRADE if grade == 1 else 0)
        return in_grade(grade, now + 1, last)
    if said & {"xong", "het", "nghiep"}:
        done = now if summer else now - 1
        return in_grade(grade, done, done)
    if "sang" in said or any(pair in _NEXT_YEAR for pair in pairwise(before)):
        return in_grade(grade, day.year + 1, day.year + 1)
    soon = said & {"sap", "chuan"} or (said & {"len", "vao"} and (summer or "nay" in said))
    if soon and (now < day.year or said & {"sap", "chuan"}):
        return in_grade(grade, now + 1, now + 1)
    return in_grade(grade, now, now + 1 if summer else now)
