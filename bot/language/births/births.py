"""When the persons of a message were born, as intervals of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from bot.language.births.ages import Told, find_decades, find_grades, find_months, find_years
from bot.language.births.bare import find_bare
from bot.language.births.dated import find_dated, find_named, find_recent
from bot.language.births.found import Found
from bot.language.births.lone import find_lone
from bot.language.births.message import Message, message_of
from bot.language.births.milestones import is_milestone
from bot.language.births.past import is_past
from bot.language.births.persons import nearest_person
from bot.language.births.said import Said
from bot.language.births.turning import turned
from bot.language.births.written import Written, find_written

_NUMBER_WORD = (
    "(?:mot|hai|ba|bon|tu|nam|lam|nham|sau|bay|tam|chin|muoi|chuc|ham|tram|khong|le|linh)"
)
_WORTH_READING = re.compile(
    rf"[0-9]|(?<!\w)(?:{_NUMBER_WORD}\s+t[hu]|(?:muoi|chuc|ham)(?!\w)"
    rf"|(?:sinh|sanh|tuoi|lop|sn|nam)\s+(?:(?:vao|nam|ngay|thang)\s+){{0,3}}"
    rf"(?:{_NUMBER_WORD}|giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)(?!\w)"
    r"|s[ai]nh\s+(?:vao\s+|hoi\s+)?(?:nam|thang|tuan|hom|bua|dau|giua|cuoi)\s)"
)
"""What a folded message has if it tells of a birth at all."""


@dataclass(frozen=True, slots=True)
class Birth:
    """Days on which one person, or each of several, can have been born."""

    first: date
    last: date
    """Both included."""
    said: Said
    exact_age: bool
    """Whether an age was said as complete: `đủ 14`, `tròn 14 tuổi`."""
    who: str
    """Folded word of the person it is about (`con`, `me`, `chau`, `toi`); empty if none."""
    span: tuple[int, int]
    """Characters of the text."""
    milestone: bool = False
    """Whether it is an age of renewal named for itself, and no person's present age."""


def find_births(text: str, moment: datetime) -> list[Birth]:
    """Return the births that a message tells of, in the order of the text.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone. No interval
    ends after that day, unless an expected birth is told (`dự sinh tháng 3/2027`).
    """
    return list(_births_on(text, moment.date()))


@lru_cache(maxsize=4)
def _births_on(text: str, day: date) -> list[Birth]:
    """Return the births; the search and the calculator ask for those of one message in turn."""
    message = message_of(text)
    if not _WORTH_READING.search(message.plain):
        return []
    dates = find_written(message, day)
    found = _apart(_all(message, dates, day)) or find_lone(message, dates, day)
    return [_birth(message, item) for item in found]


def find_past_ages(text: str, moment: datetime) -> list[int]:
    """Return the whole years at which a card was made: `làm thẻ hồi 16 tuổi`.

    They are no births, since nobody knows how long ago that was. Arguments as of `find_births`.
    """
    message = message_of(text)
    if not _WORTH_READING.search(message.plain):
        return []
    told = find_years(message, moment.date())
    return [age.years for age in told if age.years is not None and is_past(message, age)]


def _all(message: Message, dates: Sequence[Written], day: date) -> list[Found]:
    found = [
        *find_dated(message, dates, day),
        *find_named(message, day),
        *find_recent(message, day),
    ]
    taken = {at for birth in found for at in range(birth.first, birth.end)}
    times = [written for written in dates if written.sure and written.first not in taken]
    in_years = list(find_years(message, day))
    present = [age for age in in_years if not is_past(message, age)]
    told = [
        *present,
        *find_months(message, day),
        *find_grades(message, day),
        *find_decades(message, day),
    ]
    bare = list(find_bare(message, day))
    plain = [*told, *(item.told for item in bare)]
    ages = turned(message, plain, times, day)
    in_company = len(present) < len(in_years)
    alone = [False] * len(told) + [item.needs_company and not in_company for item in bare]
    known = [*found, *(_found(age) for age in plain)]
    for age, in_time, needs_company in zip(plain, ages, alone, strict=True):
        others = [other for other in known if other.end <= age.first]
        milestone = is_milestone(message, age, others)
        item = _found(age if milestone else in_time)
        found.append(item._replace(needs_company=needs_company, milestone=milestone))
    return found


def _found(age: Told) -> Found:
    return Found(age.first, age.end, age.period, age.said, age.anchor, age.exact)


def _apart(found: list[Found]) -> list[Found]:
    """Return them in order, the longer one where two overlap; none without a sure one."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.first, -item.end)):
        if not kept or item.first >= kept[-1].end:
            kept.append(item)
    return [] if all(item.needs_company for item in kept) else kept


def _birth(message: Message, found: Found) -> Birth:
    person = nearest_person(message, found.anchor)
    return Birth(
        found.period.first,
        found.period.last,
        found.said,
        found.exact,
        person.head if person else "",
        message.span(found.first, found.end),
        found.milestone,
    )
