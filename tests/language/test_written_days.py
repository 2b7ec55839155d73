from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.weekdays import SPOKEN_NAMES
from bot.language.written_days import PAST_DAYS, read_day

SATURDAY = date(2026, 12, 5)
NEAR = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "05/12/2026",
        "5/12/2026",
        "5 / 12 / 2026",
        "5.12.26",
        "5-12-2026",
        "5–12–2026",
        "2026-12-05",
        "2026/12/5",
        "2026-12-05 00:00:00",
        "2026-12-05T00:00:00",
        "46361",
        "46361.0",
        "ngày 5 tháng 12 năm 2026",
        "5 tháng 12 năm 2026",
        "Thứ 7, 05/12/2026",
        "thứ bảy 5/12/2026",
        "T7 5-12-2026",
        "05/12/2026 (T7)",
        " 05/12/2026. ",
    ],
)
def test_a_full_day_is_read_as_staff_write_it(text):
    assert read_day(text) == SATURDAY


@pytest.mark.parametrize(
    "text",
    ["", "12", "5/12", "31/2/2026", "5/13/2026", "0/1/2026", "123456", "mai", "5/12/2026 8h"],
)
def test_what_is_no_full_day_is_none(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12", SATURDAY),
        ("thứ 7, 5/12", SATURDAY),
        ("5 tháng 12", SATURDAY),
        ("1/1", date(2027, 1, 1)),
        ("23/9", date(2026, 9, 23)),
        ("22/9", date(2027, 9, 22)),
        ("29/2", date(2028, 2, 29)),
    ],
)
def test_a_missing_year_is_the_nearest_one_not_long_past(text, day):
    assert read_day(text, near=NEAR) == day


@pytest.mark.parametrize(("text", "year"), [("1/1/50", 2050), ("1/1/51", 1951), ("1/1/00", 2000)])
def test_two_digits_of_a_year_up_to_fifty_are_of_this_century(text, year):
    assert read_day(text) == date(year, 1, 1)


@pytest.mark.parametrize("text", ["thứ 7, 06/12/2026", "CN 05/12/2026", "05/12/2026 (T2)"])
def test_a_weekday_that_contradicts_the_day_is_told_in_vietnamese(text):
    with pytest.raises(ValueError, match=r"ngày 0[56]/12/2026 là .*, không phải "):
        read_day(text)


def test_the_sentence_names_both_weekdays():
    with pytest.raises(ValueError, match=r"^ngày 06/12/2026 là Chủ nhật, không phải thứ Bảy$"):
        read_day("thứ 7, 6/12", near=NEAR)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1951, 1, 1), date(2050, 12, 31)))
def test_a_day_with_its_own_weekday_is_read_back(day):
    assert read_day(f"{SPOKEN_NAMES[day.isoweekday()]}, {day:%d/%m/%Y}") == day
    assert read_day(f"{day:%d.%m.%y}") == day
    assert read_day(day.isoformat()) == day


@settings(max_examples=80, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_day_without_a_year_is_never_more_than_sixty_days_back(day, near):
    found = read_day(f"{day.day}/{day.month}", near=near)
    assert found is not None
    assert found >= near - timedelta(PAST_DAYS)
    assert (found.day, found.month) == (day.day, day.month)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1982, 2, 18), date(2099, 1, 1)))
def test_excel_serial_numbers_are_days(day):
    assert read_day(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize("text", ["05-06/12", "5.6/12", "5/6-12"])
def test_two_days_in_one_are_no_day_of_another_year(text):
    assert read_day(text) is None
