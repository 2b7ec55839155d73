from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.births import birth_of, birthday, years_on
from bot.content.knowledge import Knowledge
from bot.content.parameters import Parameters
from bot.language.ages import Age

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.fixture(scope="module")
def parameters(small_knowledge: Knowledge) -> Parameters:
    return small_knowledge.parameters


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


@pytest.mark.parametrize("years", [0, 5, 6, 13, 14])
def test_an_age_means_exactly_the_births_that_have_it_on_any_day_of_a_leap_cycle(
    years, parameters
):
    day = date(2027, 1, 1)
    for _ in range(4 * 365 + 1):
        birth = birth_of(Age(years), day, parameters)
        one = timedelta(1)
        ages = [counted(born, day) for born in (birth.first - one, birth.first, birth.last)]
        assert ages == [years + 1, years, years]
        later = birth.last + one
        assert later > day if years == 0 else counted(later, day) == years - 1
        assert (birth.years_min, birth.years_max) == (years, years)
        day += one


@pytest.mark.parametrize(
    ("years", "bands"),
    [
        (0, ("duoi-6",)),
        (5, ("duoi-6",)),
        (6, ("6-den-14",)),
        (13, ("6-den-14",)),
        (14, ("tu-14",)),
        (100, ("tu-14",)),
    ],
)
def test_whole_years_fall_in_one_band(years, bands, parameters):
    assert birth_of(Age(years), date(2026, 3, 2), parameters).bands == bands


@pytest.mark.parametrize(
    ("born", "bands"),
    [
        (2026, ("duoi-6",)),
        (2021, ("duoi-6",)),
        (2020, ("duoi-6", "6-den-14")),
        (2019, ("6-den-14",)),
        (2013, ("6-den-14",)),
        (2012, ("6-den-14", "tu-14")),
        (2011, ("tu-14",)),
    ],
)
def test_a_year_of_birth_may_straddle_a_line(born, bands, parameters):
    assert birth_of(Age(None, born), date(2026, 3, 2), parameters).bands == bands


@pytest.mark.parametrize(
    ("day", "bands"),
    [
        (date(2026, 1, 1), ("6-den-14", "tu-14")),
        (date(2025, 12, 31), ("6-den-14",)),
        (date(2026, 12, 31), ("tu-14",)),
        (date(2026, 12, 30), ("6-den-14", "tu-14")),
    ],
)
def test_a_year_of_birth_stops_straddling_on_the_last_day_of_the_year(day, bands, parameters):
    assert birth_of(Age(None, 2012), day, parameters).bands == bands


@settings(max_examples=100, deadline=None)
@given(st.integers(1920, 2040), DAYS)
def test_a_year_of_birth_spans_its_days_up_to_today(born, day):
    birth = birth_of(Age(None, born), day, Parameters([]))
    if born > day.year:
        assert birth is None
        return
    assert birth.first == date(born, 1, 1)
    assert birth.last == min(date(born, 12, 31), day)
    assert birth.years_min == counted(birth.last, day)
    assert birth.years_max == counted(birth.first, day)


@pytest.mark.parametrize("age", [Age(2500), Age(10**30), Age(None, 2027), Age(None, 0)])
def test_a_birth_out_of_calendars_or_in_the_future_is_none(age, parameters):
    assert birth_of(age, date(2026, 3, 2), parameters) is None


def test_without_the_lines_of_the_law_there_are_no_bands(parameters):
    before_the_law = date(2023, 12, 31)
    assert birth_of(Age(5), before_the_law, parameters).bands == ()
    assert birth_of(Age(5), date(2026, 3, 2), Parameters([])).bands == ()
