"""The day by which a result is due: working days counted from the day of handing in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.content.knowledge import Knowledge, wording_on
from bot.content.law import Unit
from bot.content.parameters import NoValueError, write_amount, write_day
from bot.content.topics import Entry
from bot.language.dates import When
from bot.language.english import Language
from bot.language.text import fold

_WORKING_DAYS = Unit.NGAY_LAM_VIEC
_PARAMETER = re.compile(r"\{([a-z0-9-]+)(?:\|[a-z-]+)?\}")
_HANDED_IN = re.compile(r"\b(?:nop|lam|di lam|dang ky|gui|lan tay|chup hinh|chup anh|submit\w*)\b")
_WHEN_DUE = re.compile(
    r"\b(?:(?:ngay|hom|bua|khi) nao|bao gio|chung nao|may ngay|bao lau|kip|tre|qua han|chua co"
    r"|chua thay|chua nhan|when|late|how long)\b"
)
_DAY = timedelta(days=1)
_FREE = 5
"""The weekday from which offices are closed: Saturday."""


class Deadline(NamedTuple):
    """The last working day of a term."""

    day: date
    holidays: tuple[date, ...]
    """Public holidays that were passed over, Saturdays and Sundays aside."""


def last_day(start: date, days: int, knowledge: Knowledge) -> Deadline | None:
    """Return the last of so many working days after a day, that day itself not counted.

    None where the holidays of a year that is reached are not known.
    """
    holidays = knowledge.local.holidays
    known = {day.year for day in holidays}
    day, passed = start, []
    while days:
        day += _DAY
        if day.year not in known:
            return None
        holiday = holidays.get(day)
        free = day.weekday() >= _FREE
        if holiday:
            if not (holiday.working or free):
                passed.append(day)
            free = not holiday.working
        days -= not free
    return Deadline(day, tuple(passed))


def asks_for_it(text: str) -> bool:
    """Return whether a message tells of handing in, and asks when the result comes."""
    plain = fold(text).lower()
    return bool(_HANDED_IN.search(plain) and _WHEN_DUE.search(plain))


def handed_in(whens: tuple[When, ...]) -> date | None:
    """Return the first single day that is named."""
    return next((when.first for when in whens if when.first == when.last), None)


def told(
    entry: Entry, start: date, today: date, knowledge: Knowledge, language: Language
) -> str | None:
    """Return the sentence on the day, by the one number of working days that a topic names."""
    parameter = _term(entry, start, knowledge)
    if parameter is None:
        return None
    found = knowledge.parameters
    try:
        days = found.amount(parameter, start)
        words = write_amount(found.amount(parameter, start, language), _WORKING_DAYS, language)
    except NoValueError:
        return None
    deadline = last_day(start, days, knowledge) if isinstance(days, int) else None
    if deadline is None:
        return None
    free = ", ".join(write_day(day, language) for day in deadline.holidays)
    line = knowledge.say(
        "ngay-tra-cham-nhat-co-le" if free else "ngay-tra-cham-nhat", language,
        nop=write_day(start, language), tra=write_day(deadline.day, language),
        thoi_han=words, le=free,
    )  # fmt: skip
    late = deadline.day < today
    return f"{line} {knowledge.say('ngay-tra-da-qua', language)}" if late else line


def _term(entry: Entry, day: date, knowledge: Knowledge) -> str | None:
    """Return the parameter of working days that the first lines of an answer rest on."""
    answer = wording_on(entry, day)
    if answer is None:
        return None
    for text in (answer.lead, answer.time or "", answer.details or ""):
        named = dict.fromkeys(_PARAMETER.findall(text))
        terms = [
            name for name in named
            if name in knowledge.parameters.by_id
            and knowledge.parameters.by_id[name].unit == _WORKING_DAYS
        ]  # fmt: skip
        if terms:
            return terms[0] if len(terms) == 1 else None
    return None
