"""When somebody of the staff reads along, as a setting writes it; and what fits on a button."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.question import VIETNAM
from bot.config import Config
from bot.content.fields import Slug
from bot.content.local import Holiday
from bot.errors import ConfigError
from handlers.staff.keys import ATTACH, CANCEL, DAY_OF, OTHER_DAY, POSTPONE
from handlers.staff.office_hours import parse

USUAL = parse("T2-T6 7h30-11h30, 13h30-17h; T7 7h30-11h")
MONDAY = date(2026, 11, 23)


def at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), VIETNAM)


@pytest.mark.parametrize(
    ("text", "days", "first", "last"),
    [
        ("T2-T6 7h30-17h", {1, 2, 3, 4, 5}, "07:30", "17:00"),
        ("thứ hai - thứ sáu từ 7h30 đến 17h", {1, 2, 3, 4, 5}, "07:30", "17:00"),
        ("T2, T4, T6 7:30-11:30", {1, 3, 5}, "07:30", "11:30"),
        ("hằng ngày 24/24", {1, 2, 3, 4, 5, 6, 7}, "00:00", "23:59"),
        ("CN 8h - 10h", {7}, "08:00", "10:00"),
    ],
)
def test_hours_are_written_as_on_the_door(
    text: str, days: set[int], first: str, last: str
) -> None:
    hours = parse(text)
    assert hours.by_weekday.keys() == days
    for parts in hours.by_weekday.values():
        assert (parts[0].start, parts[-1].end) == (
            time.fromisoformat(first), time.fromisoformat(last)
        )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["T2-T6", "7h-9h", "", ";", "T2-T6 17h-7h", "khi rảnh", "T2-T6 7h30-17h; lúc khác"]
)
def test_what_cannot_be_understood_is_a_fault_of_the_settings(text: str) -> None:
    with pytest.raises(ConfigError, match=r"telegram\.office_hours"):
        parse(text)


@pytest.mark.parametrize(
    ("hour", "on"),
    [("07:29", False), ("07:30", True), ("11:29", True), ("11:30", False), ("13:30", True),
     ("17:00", False)],
)  # fmt: skip
def test_the_last_minute_is_not_within_hours(hour: str, on: bool) -> None:
    assert USUAL.are_on(at(MONDAY, hour), {}) is on


def test_a_moment_counts_in_vietnam_wherever_the_clock_is() -> None:
    assert USUAL.are_on(datetime.fromisoformat("2026-11-23T01:00+00:00"), {})
    assert not USUAL.are_on(datetime.fromisoformat("2026-11-23T10:30+00:00"), {})


def test_a_holiday_is_closed_and_a_working_saturday_is_a_saturday() -> None:
    tet = {MONDAY: Holiday(date="23/11/2026", name="Hội làng")}
    assert not USUAL.are_on(at(MONDAY, "09:00"), tet)
    assert USUAL.next_begin(at(MONDAY, "09:00"), tet) == at(MONDAY + timedelta(1), "07:30")
    lieu = {MONDAY: Holiday(date="23/11/2026", name="Làm bù", working=True)}
    assert USUAL.are_on(at(MONDAY, "09:00"), lieu)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(VIETNAM))  # noqa: DTZ001
)
def test_somebody_is_there_when_hours_begin_and_nobody_between(moment: datetime) -> None:
    begin = USUAL.next_begin(moment, {})
    assert begin is not None
    assert begin > moment
    assert USUAL.are_on(begin, {})
    assert not USUAL.are_on(begin - timedelta(minutes=1), {})
    if not USUAL.are_on(moment, {}):
        middle = moment + (begin - moment) / 2
        assert not USUAL.are_on(middle, {})


def test_without_settings_there_is_no_chat_and_there_are_no_hours() -> None:
    telegram = Config().telegram
    assert (telegram.staff_chat, telegram.office_hours) == (None, None)


def test_every_button_fits_however_long_an_id_is() -> None:
    [limit] = [each.max_length for each in get_args(Slug) if hasattr(each, "max_length")]
    longest = "x" * limit
    for prefix in (CANCEL, DAY_OF, OTHER_DAY):
        assert len(f"{prefix}{longest}:261231".encode()) <= 64
    assert len(f"{POSTPONE}{longest}:261231:366".encode()) <= 64
    assert len(f"{ATTACH}{10**10 - 1}:{longest}".encode()) <= 64
