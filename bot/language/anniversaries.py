"""Whole years from a day: the age reached on a day, and the day on which an age is reached."""

from __future__ import annotations

from datetime import date


def years_on(born: date, day: date) -> int:
    """Return the whole years reached on a day; who is born on 29 February ages on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date:
    """Return the day that many years later; 29 February becomes 1 March in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
