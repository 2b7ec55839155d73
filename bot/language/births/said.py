"""How precisely a birth was said."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """What the message names, so that a question asks only for what is missing."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    """One year, by the calendar or by the zodiac."""
    AGE = "age"
    """An age in years, and any span of several years: `9x`, `sinh sau năm 2000`."""
    MONTHS = "months"
    """An age to the month: `18 tháng tuổi`, `14 tuổi 2 tháng`."""
    GRADE = "grade"
