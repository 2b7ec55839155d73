from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.question import VIETNAM
from bot.errors import UsageError
from bot.reporting.periods import Period, Preset, as_of, name_of, period_of, read_period

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
PRESETS = [preset for preset in Preset if preset is not Preset.WAVE]
TODAY = date(2026, 11, 26)


@given(DAYS, st.sampled_from(PRESETS))
def test_a_day_lies_in_its_period_and_the_next_period_begins_right_after_it(
    day: date, preset: Preset
) -> None:
    period = period_of(preset, day)
    assert period.first <= day <= period.last
    following = period_of(preset, period.last + timedelta(1))
    assert following.first == period.last + timedelta(1)
    assert all(period_of(preset, each) == period for each in (period.first, period.last))


@given(DAYS)
def test_a_week_has_seven_days_from_monday(day: date) -> None:
    week = period_of(Preset.WEEK, day)
    assert [each.isoweekday() for each in week.days] == [1, 2, 3, 4, 5, 6, 7]


@given(DAYS)
def test_longer_periods_are_made_of_shorter_ones(day: date) -> None:
    month, quarter, half, year = (
        period_of(preset, day)
        for preset in (Preset.MONTH, Preset.QUARTER, Preset.HALF, Preset.YEAR)
    )
    assert year.first <= half.first <= quarter.first <= month.first
    assert month.last <= quarter.last <= half.last <= year.last
    assert len({each.month for each in quarter.days}) == 3
    assert len({each.month for each in half.days}) == 6
    assert len(year.days) in {365, 366}


@pytest.mark.parametrize(
    ("preset", "day", "first", "last"),
    [
        (Preset.MONTH, "2028-02-10", "2028-02-01", "2028-02-29"),
        (Preset.MONTH, "2027-02-28", "2027-02-01", "2027-02-28"),
        (Preset.QUARTER, "2028-02-29", "2028-01-01", "2028-03-31"),
        (Preset.HALF, "2026-07-01", "2026-07-01", "2026-12-31"),
        (Preset.YEAR, "2028-02-29", "2028-01-01", "2028-12-31"),
        (Preset.WEEK, "2027-01-01", "2026-12-28", "2027-01-03"),
        (Preset.DAY, "2028-02-29", "2028-02-29", "2028-02-29"),
    ],
)
def test_periods_end_where_the_calendar_says(
    preset: Preset, day: str, first: str, last: str
) -> None:
    expected = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert period_of(preset, date.fromisoformat(day)) == expected


@given(DAYS)
def test_a_period_begins_and_ends_at_midnight_in_vietnam(day: date) -> None:
    period = Period(day, day)
    assert period.begins.utcoffset() == timedelta(hours=7)
    assert period.begins == datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    assert timedelta(0) < timedelta(1) - (period.ends - period.begins) <= timedelta(seconds=1)


@given(DAYS, st.integers(0, 900))
def test_what_a_period_writes_is_read_as_the_same(day: date, length: int) -> None:
    period = Period(day, day + timedelta(length))
    assert read_period(str(period), period.last) == period


@given(DAYS, st.sampled_from(PRESETS))
def test_a_preset_is_the_period_of_today(today: date, preset: Preset) -> None:
    assert read_period(preset.value, today) == period_of(preset, today)


def test_days_may_be_written_as_in_vietnam() -> None:
    expected = Period(date(2026, 11, 1), date(2026, 11, 20))
    assert read_period("01/11/2026..20/11/2026", TODAY) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "không rõ là kỳ nào"),
        ("dot", "không rõ là kỳ nào"),
        ("tuần trước", "không rõ là kỳ nào"),
        ("2026-11-01", "không rõ là kỳ nào"),
        ("2026-11-01..2026-11-02..2026-11-03", "không rõ là kỳ nào"),
        ("2026-11-31..2026-12-01", "không rõ là kỳ nào"),
        ("2026-11-20..2026-11-01", "kết thúc trước khi bắt đầu"),
        ("2026-11-27..2026-12-01", "chưa bắt đầu"),
        ("thứ Hai 26/11/2026..27/11/2026", "thứ"),
    ],
)
def test_what_is_no_period_is_one_clear_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_period(text, TODAY)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ngay", "Ngày 26/11/2026"),
        ("tuan", "Tuần từ ngày 23/11/2026 đến ngày 29/11/2026"),
        ("thang", "Tháng 11 năm 2026"),
        ("quy", "Quý IV năm 2026"),
        ("nua-nam", "6 tháng cuối năm 2026"),
        ("nam", "Năm 2026"),
        ("2026-01-01..2026-06-30", "6 tháng đầu năm 2026"),
        ("2026-10-15..2026-11-14", "Từ ngày 15/10/2026 đến ngày 14/11/2026"),
    ],
)
def test_a_period_is_called_as_reports_call_it(text: str, name: str) -> None:
    assert name_of(read_period(text, TODAY)) == name


@given(DAYS, st.integers(0, 400), st.integers(-500, 500))
def test_what_has_passed_of_a_period_has_a_day_at_least(day: date, length: int, now: int) -> None:
    period = Period(day, day + timedelta(length))
    passed = period.until(day + timedelta(now))
    assert passed.first == period.first <= passed.last <= period.last
    if 0 <= now <= length:
        assert passed.last == day + timedelta(now)


def test_a_campaign_has_no_calendar() -> None:
    with pytest.raises(ValueError, match="days of its own"):
        period_of(Preset.WAVE, TODAY)


def test_a_day_that_is_not_over_is_told_with_its_hour() -> None:
    noon = datetime(2026, 11, 26, 12, 30, tzinfo=VIETNAM)
    assert as_of(TODAY, noon) == "số liệu tính đến 12:30 ngày 26/11/2026"
    assert as_of(date(2026, 11, 25), noon) == "số liệu tính đến hết ngày 25/11/2026"
