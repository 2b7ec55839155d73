"""Days of the lunar calendar: Tết, rằm, giỗ Tổ, mùng một tháng Giêng."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from lunar_vn import convert_lunar_to_solar, solar_to_lunar

from bot.language.dates.calendar import FIRST_YEAR, LAST_YEAR
from bot.language.dates.pieces import Stretch

LAST_MONTH = 12
"""Tháng Chạp."""
_TET_DAYS = 5
"""Mùng 1 to mùng 5."""


def next_lunar_day(
    number: int, month: int, today: date, year: int | None = None
) -> Stretch | None:
    """Return the next such day, today included; in a month of 29 days day 30 is its last.

    `year` is the lunar year, if one was said.
    """
    years = [year] if year else range(today.year - 1, today.year + 2)
    for lunar_year in years:
        found = _solar(min(number, _length(month, lunar_year)), month, lunar_year)
        if found and (year or found >= today):
            return Stretch(found, found)
    return None


def next_day_of_any_month(number: int, today: date) -> Stretch:
    """Return the next day of the moon with that number, today included: rằm is the 15th."""
    return day_of_lunar_month(number, int(_lunar(today)[0] > number), today)


def day_of_lunar_month(number: int, months: int, today: date) -> Stretch:
    """Return that day of the lunar month which is `months` after the present one (0 or 1)."""
    day = today - timedelta(_lunar(today)[0] - 1)
    for _ in range(months):
        day += timedelta(32)
        day -= timedelta(_lunar(day)[0] - 1)
    found = day + timedelta(number - 1)
    return Stretch(found, found)


def next_lunar_month(month: int, today: date, days: tuple[int, int] = (1, 30)) -> Stretch | None:
    """Return these days of the next such lunar month that is not over."""
    for lunar_year in range(today.year - 1, today.year + 2):
        length = _length(month, lunar_year)
        first = _solar(min(days[0], length), month, lunar_year)
        last = _solar(min(days[1], length), month, lunar_year)
        if first and last and last >= today:
            return Stretch(first, last)
    return None


def next_tet(today: date) -> Stretch | None:
    """Return mùng 1 to mùng 5 of the Tết that is next or going on."""
    return next_lunar_month(1, today, (1, _TET_DAYS))


def _lunar(day: date) -> tuple[int, int]:
    lunar = solar_to_lunar(day)
    return lunar.day, lunar.month


@lru_cache(maxsize=256)
def _length(month: int, year: int) -> int:
    first = _solar(1, month, year)
    return 30 if first is None or _lunar(first + timedelta(29)) == (30, month) else 29


@lru_cache(maxsize=1024)
def _solar(number: int, month: int, year: int) -> date | None:
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    return convert_lunar_to_solar(number, month, year)
