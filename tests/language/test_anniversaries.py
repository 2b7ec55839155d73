from datetime import date, timedelta

import pytest

from bot.language.anniversaries import birthday, years_on
from bot.language.births.periods import lunar_new_year


def counted(born: date, day: date) -> int:
    """Whole years, counted birthday by birthday; 29 February has its day on 1 March."""
    years = 0
    while True:
        year = born.year + years + 1
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if (born.month, born.day) == (2, 29) and not leap:
            following = date(year, 3, 1)
        else:
            following = date(year, born.month, born.day)
        if following > day:
            return years
        years += 1


@pytest.mark.parametrize("line", [6, 14])
def test_ages_around_a_line_are_right_on_every_day_of_a_leap_cycle(line):
    day = date(2027, 9, 15)
    first = date(day.year - line - 2, 1, 1)
    for number in range(4 * 365 + 1):
        born = first + timedelta(number)
        assert years_on(born, day) == counted(born, day)


@pytest.mark.parametrize("line", [6, 14])
@pytest.mark.parametrize("born", [date(2012, 2, 29), date(2012, 2, 28), date(2012, 3, 1)])
def test_the_line_is_crossed_on_exactly_one_day(line, born):
    days = [date(2012 + line - 1, 12, 31) + timedelta(number) for number in range(4 * 365 + 1)]
    assert [years_on(born, day) for day in days] == [counted(born, day) for day in days]
    crossed = [day for day in days if years_on(born, day) == line]
    assert crossed[0] == birthday(born, line)


def test_who_is_born_on_29_february_ages_on_1_march_in_common_years():
    """Bộ luật Dân sự 2015, Điều 145: a term counts by the calendar."""
    born = date(2012, 2, 29)
    assert birthday(born, 14) == date(2026, 3, 1)
    assert birthday(born, 16) == date(2028, 2, 29)
    assert years_on(born, date(2026, 2, 28)) == 13
    assert years_on(born, date(2026, 3, 1)) == 14


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1899, date(1899, 1, 1)),
        (1900, date(1900, 1, 31)),
        (2026, date(2026, 2, 17)),
        (2100, date(2100, 2, 9)),
        (2101, date(2101, 1, 1)),
    ],
)
def test_tet_outside_the_lunar_calendar_is_the_first_day_of_the_year(year, day):
    assert lunar_new_year(year) == day
