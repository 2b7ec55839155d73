"""Periods of days, and the days of birth that an age means: calendar arithmetic only."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from lunar_vn import convert_lunar_to_solar

OLDEST = 110
"""Years: who was born earlier does not ask; open intervals of birth begin here."""
SCHOOL_YEAR_STARTS = (9, 1)
"""Month and day from which a new school year counts. Lessons begin between the last days of
August and the opening on 5 September; from 1 September on people name the new grade."""
SUMMER = range(6, 9)
"""Months without lessons: a bare grade may be the one just finished or the next."""

_DAY = timedelta(1)
_YEARS_OF_LUNAR_CALENDAR = range(1900, 2101)


class Period(NamedTuple):
    """Days from first to last, both included."""

    first: date
    last: date

    def until(self, day: date) -> Period:
        """Return the part up to a day; `first` may then lie after `last`."""
        return Period(self.first, min(self.last, day))

    def years_earlier(self, years: int) -> Period:
        """Return the days of birth of those who reach an age within the period.

        Nobody reaches 14 on a 29 February in a year after a common one: `first` is after `last`.
        """
        eve = years_before(days_later(self.first, -1), years)
        return Period(days_later(eve, 1), years_before(self.last, years))


def years_before(day: date, years: int) -> date:
    """Return the last day of birth of those who have reached that many years on a day.

    Who was born on 29 February ages on 1 March in common years. So on 28 February 2027 nobody
    born on 29 February 2012 is 15 yet, and on 29 February 2028 who was born on 1 March 2011 is
    not 17. What lies before the calendar is its first day.
    """
    if day.year <= years:
        return date.min
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or that month's last; negative months are later.

    Never out of the calendar: its first or last day stands for what lies beyond.
    """
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    if year < 1:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_later(day: date, days: int) -> date:
    """Return a day some days later, or the nearest one within the calendar."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def whole_year(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def whole_month(year: int, month: int) -> Period:
    """Return a calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def third_of_year(year: int, third: int) -> Period:
    """Return the first, second or third four months of a year: đầu, giữa, cuối năm."""
    return Period(whole_month(year, 4 * third - 3).first, whole_month(year, 4 * third).last)


def week_of(day: date) -> Period:
    """Return the week from Monday to Sunday."""
    monday = days_later(day, -day.weekday())
    return Period(monday, days_later(monday, 6))


@lru_cache(maxsize=256)
def lunar_new_year(year: int) -> date:
    """Return mùng 1 Tết; outside 1900 to 2100 the first day of the solar year."""
    if year not in _YEARS_OF_LUNAR_CALENDAR:
        return date(year, 1, 1)
    return convert_lunar_to_solar(1, 1, year)


def lunar_year(year: int) -> Period:
    """Return the year from Tết to the day before the next one."""
    return Period(lunar_new_year(year), lunar_new_year(year + 1) - _DAY)


def school_year(day: date) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year - ((day.month, day.day) < SCHOOL_YEAR_STARTS)


def aged_exactly(day: date, youngest: int, oldest: int) -> Period:
    """Return when those were born who on a day have reached `youngest`, but not `oldest` + 1."""
    return Period(years_before(day, oldest + 1) + _DAY, years_before(day, youngest))


def aged_about(day: date, youngest: int, oldest: int) -> Period:
    """Return the same, with those who reach `youngest` only by 31 December."""
    return Period(years_before(day, oldest + 1) + _DAY, date(day.year - youngest, 12, 31))


def aged_months(day: date, youngest: int, oldest: int) -> Period:
    """Return when those were born who on a day are so many whole months old."""
    return Period(months_before(day, oldest + 1) + _DAY, months_before(day, youngest))


def in_grade(grade: int, first_year: int, last_year: int) -> Period:
    """Return when pupils of a grade were born, by the years in which their school year began."""
    return Period(date(first_year - 5 - grade, 1, 1), date(last_year - 5 - grade, 12, 31))
