from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.outreach import weekly
from bot.outreach.kinds import Kind
from bot.store.kept import Group, Letter
from bot.store.sqlite import SqliteStore
from tests.outreach.conftest import IN_VIETNAM, NOON

MONDAYS = Group(-5, "gio", 3, weekly_day=1)


def planned(store: SqliteStore, chat: int = -5) -> list[tuple[str, str, int | None]]:
    return [
        (f"{letter.due.astimezone(VIETNAM):%d/%m %H:%M}", letter.subject, letter.thread)
        for letter in store.letters.of_chat(chat)
        if letter.kind == Kind.WEEKLY
    ]


def test_the_schedule_comes_on_the_chosen_weekday_at_half_past_seven(store: SqliteStore) -> None:
    weekly.plan(store.letters, MONDAYS, NOON)
    assert planned(store) == [("23/11 07:30", "gio", 3)]


@pytest.mark.parametrize(("hour", "day"), [(7, "22/11"), (8, "29/11")])
def test_today_counts_until_the_schedule_would_have_come(
    store: SqliteStore, hour: int, day: str
) -> None:
    sundays = replace(MONDAYS, weekly_day=7)
    weekly.plan(store.letters, sundays, NOON.replace(hour=hour))
    assert planned(store) == [(f"{day} 07:30", "gio", 3)]


def test_a_new_plan_takes_the_place_of_the_old_one_and_of_nothing_else(
    store: SqliteStore,
) -> None:
    other = Letter(-5, NOON, Kind.NEWS, "1")
    store.letters.add([other])
    weekly.plan(store.letters, MONDAYS, NOON)
    weekly.plan(store.letters, replace(MONDAYS, chat=-6), NOON)
    weekly.plan(store.letters, replace(MONDAYS, area="nang", weekly_day=5, thread=None), NOON)
    assert planned(store) == [("27/11 07:30", "nang", None)]
    assert planned(store, -6) == [("23/11 07:30", "gio", 3)]
    assert Kind.NEWS in {letter.kind for letter in store.letters.of_chat(-5)}


@pytest.mark.parametrize(
    "group", [replace(MONDAYS, weekly_day=None), replace(MONDAYS, area="")], ids=["day", "ward"]
)
def test_without_a_day_or_a_ward_there_is_none(store: SqliteStore, group: Group) -> None:
    weekly.plan(store.letters, MONDAYS, NOON)
    weekly.plan(store.letters, group, NOON)
    assert planned(store) == []
    assert weekly.following(group, NOON) is None


def test_a_group_that_is_gone_gets_no_other_one() -> None:
    assert weekly.following(None, NOON) is None


@given(IN_VIETNAM, st.integers(1, 7))
def test_the_next_schedule_lies_within_a_week_on_its_day(moment: datetime, day: int) -> None:
    letter = weekly.following(replace(MONDAYS, weekly_day=day), moment)
    assert letter is not None
    due = letter.due.astimezone(VIETNAM)
    assert moment < due <= moment + timedelta(weeks=1)
    assert (due.isoweekday(), due.time()) == (day, time(7, 30))


class TestWhatItSays:
    def test_the_sessions_of_the_coming_seven_days_and_what_was_called_off(
        self, guide: LocalGuide
    ) -> None:
        said = "\n".join(weekly.schedule("gio", guide, NOON.replace(month=12, day=7, hour=7)))
        assert said.startswith(
            "Lịch làm căn cước từ thứ Hai 07/12/2026 đến Chủ nhật 13/12/2026 ở phường Gió Lùa:"
        )
        assert "Thứ Năm 10/12/2026, 19h–21h" in said
        assert "Ngày mai (thứ Ba 08/12/2026)" in said
        assert "đã hủy. Lý do: mưa to." in said
        assert "15/12/2026" not in said

    def test_of_a_ward_without_any_session_it_says_so_and_where_to_ask(
        self, guide: LocalGuide
    ) -> None:
        said = weekly.schedule("dao", guide, NOON)
        assert said[0].startswith("Tôi chưa có lịch làm căn cước từ Chủ nhật 22/11/2026")
        assert said[-1] == "Bạn hỏi Công an xã, phường nơi bạn ở."

    def test_of_a_ward_that_is_no_more_it_says_nothing(self, guide: LocalGuide) -> None:
        assert weekly.schedule("không-có", guide, NOON) == []
