"""Full dates as staff and forms write them: `05/12/2026`, `Thứ 7, 5.12.26`, `2026-12-05`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.text import fold
from bot.language.weekdays import SPOKEN_NAMES, WEEKDAY, iso_weekday

PAST_DAYS = 60
"""How far back a day without a year may lie before it is taken for next year's."""

_LAST_SHORT_YEAR = 50
"""Two digits up to this are 20xx, above it 19xx."""
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIAL = re.compile(r"([3-7][0-9]{4})(?:\.0+)?")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(
    r"(?:ngay )?([0-9]{1,2})(?: ?([/.\-]) ?| thang )([0-9]{1,2})"
    r"(?:(?: ?([/.\-]) ?|,? nam )([0-9]{4}|[0-9]{2}))?"
)
_NAMED_DAY = re.compile(rf"[ (]*(?P<day>{WEEKDAY})[ ,():.-]*")


def read_day(text: str, near: date | None = None) -> date | None:
    """Return the one day that the text is, or `None`.

    Day before month, always; `2026-12-05` and Excel's serial numbers (from 1982) too. A two-digit
    year up to 50 is 20xx. Without a year the day is the first one not more than `PAST_DAYS` before
    `near`, and `None` if `near` is not given. A weekday beside it must agree.

    Raises:
        ValueError: The weekday contradicts the day; the Vietnamese sentence is for staff.
    """
    plain = " ".join(re.sub("[–—−‒]", "-", fold(text).lower()).split())
    named = _NAMED_DAY.search(plain)
    if named:
        plain = f"{plain[: named.start()]} {plain[named.end() :]}"
    day = _day(plain.strip(" ,.()"), near)
    if day and named and iso_weekday(named["day"]) != day.isoweekday():
        told = SPOKEN_NAMES[iso_weekday(named["day"]) or 7]
        raise ValueError(
            f"ngày {day:%d/%m/%Y} là {SPOKEN_NAMES[day.isoweekday()]}, không phải {told}"
        )
    return day


def _day(plain: str, near: date | None) -> date | None:
    if match := _EXCEL_SERIAL.fullmatch(plain):
        return _EXCEL_EPOCH + timedelta(int(match[1]))
    if match := _ISO.fullmatch(plain):
        return existing_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain):
        day, month = int(match[1]), int(match[3])
        if match[2] and match[4] and match[2] != match[4]:
            return None  # `05-06/12` is two days of December
        if match[5]:
            return existing_day(full_year(match[5]), month, day)
        return day_near(day, month, near) if near else None
    return None


def full_year(digits: str) -> int:
    """Return the year of four or two digits: `26` is 2026, `85` is 1985."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def existing_day(year: int, month: int, day: int) -> date | None:
    """Return that day, or `None` where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_near(day: int, month: int, near: date, past_days: int = PAST_DAYS) -> date | None:
    """Return the first such day that lies at most `past_days` before `near`."""
    earliest = near - timedelta(past_days)
    # A leap day may be eight years away.
    for year in range(earliest.year, earliest.year + 9):
        found = existing_day(year, month, day)
        if found and found >= earliest:
            return found
    return None
