"""Weeks, months and years counted from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.language.written_days import day_near, existing_day

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that a message can mean; the lunar calendar is known for these."""
OPEN_DAYS = 30
"""How far a time without an end reaches: `từ 5/12`, `sau thứ 7`."""


def monday_of(day: date) -> date:
    """Return the Monday of that week."""
    return day - timedelta(day.weekday())


def month_after(day: date, months: int) -> date:
    """Return the first day of the month that is so many months away."""
    number = 12 * day.year + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def end_of_month(day: date) -> date:
    """Return the last day of that month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def same_day_after(day: date, months: int) -> date:
    """Return the day with the same number so many months away, or the month's last."""
    last = end_of_month(month_after(day, months))
    return last.replace(day=min(day.day, last.day))


def third_of_month(day: date, third: str) -> tuple[date, date]:
    """Return the first ten days (`dau`), the next ten (`giua`) or the rest (`cuoi`)."""
    if third == "dau":
        return day.replace(day=1), day.replace(day=10)
    if third == "giua":
        return day.replace(day=11), day.replace(day=20)
    return day.replace(day=21), end_of_month(day)


def day_ahead(number: int, month: int, today: date) -> date | None:
    """Return the next such day, today included."""
    return day_near(number, month, today, past_days=0)


def day_behind(number: int, month: int, today: date) -> date | None:
    """Return the last such day, today included."""
    for year in range(today.year, today.year - 9, -1):
        found = existing_day(year, month, number)
        if found and found <= today:
            return found
    return None


def nth_of_months(number: int, today: date, step: int) -> date | None:
    """Return the nearest day with that number from today on, month by month in that direction."""
    for months in range(0, 3 * step, step):
        month = month_after(today, months)
        found = existing_day(month.year, month.month, number)
        if found and (found - today).days * step >= 0:
            return found
    return None
