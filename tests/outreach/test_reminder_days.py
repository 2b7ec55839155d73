from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.eligibility import DueKind
from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.language.clock_times import Hours
from bot.outreach.kinds import Kind, at, considerate
from bot.outreach.reminders import (
    day_in,
    day_of,
    reminders,
    renewal_letters,
    session_letters,
    thing,
)
from bot.store.kept import Letter
from tests.outreach.conftest import IN_VIETNAM, NOON

DAYS = st.dates(date(2024, 1, 1), date(2080, 1, 1))
KINDS = st.sampled_from(DueKind)


def told(letters: list[Letter]) -> list[str]:
    return [f"{letter.due.astimezone(VIETNAM):%d/%m/%Y %H:%M}" for letter in letters]


class TestDaysOfTheCalculator:
    def test_a_day_far_ahead_is_told_sixty_and_seven_days_before_at_eight(self) -> None:
        letters = renewal_letters(7, DueKind.LAST, date(2027, 3, 1), NOON)
        assert told(letters) == ["31/12/2026 08:00", "22/02/2027 08:00"]
        assert [letter.subject for letter in letters] == [
            "last:2027-03-01:60", "last:2027-03-01:7",
        ]  # fmt: skip
        assert {(letter.chat, letter.kind) for letter in letters} == {(7, Kind.RENEWAL)}

    def test_what_is_past_by_now_is_left_out(self) -> None:
        letters = renewal_letters(7, DueKind.LAST, date(2026, 12, 24), NOON)
        assert told(letters) == ["17/12/2026 08:00"]

    @pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 29)])
    def test_so_near_to_the_day_the_next_morning_is_chosen(self, day: date) -> None:
        assert told(renewal_letters(7, DueKind.LAST, day, NOON)) == ["23/11/2026 08:00"]

    @pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 22), date(2020, 1, 1)])
    def test_of_tomorrow_and_of_the_past_nobody_is_reminded(self, day: date) -> None:
        assert renewal_letters(7, DueKind.LAST, day, NOON) == []

    def test_the_seventh_day_before_counts_until_its_morning(self) -> None:
        early = NOON.replace(hour=7, minute=59)
        assert told(renewal_letters(7, DueKind.LAST, date(2026, 11, 29), early)) == [
            "22/11/2026 08:00"
        ]

    @given(KINDS, DAYS, IN_VIETNAM)
    def test_every_reminder_lies_before_its_day_and_after_now_and_none_comes_twice(
        self, kind: DueKind, day: date, moment: datetime
    ) -> None:
        letters = renewal_letters(7, kind, day, moment)
        for letter in letters:
            assert moment < letter.due < at(day, time(0))
            assert letter.due.astimezone(VIETNAM).time() == time(8)
            assert day_of(letter) == (kind, day)
            days = int(letter.subject.rpartition(":")[2])
            assert letter.due.astimezone(VIETNAM).date() + timedelta(days) == day
        assert len({letter.due for letter in letters}) == len(letters)
        assert len({thing(letter) for letter in letters}) <= 1
        assert bool(letters) == (day - moment.date() > timedelta(1))

    @given(KINDS, DAYS, IN_VIETNAM, st.timedeltas(timedelta(0), timedelta(days=900)))
    def test_who_asks_again_later_gets_no_other_days_than_at_first_until_the_last_week(
        self, kind: DueKind, day: date, moment: datetime, later: timedelta
    ) -> None:
        first = renewal_letters(7, kind, day, moment)
        again = renewal_letters(7, kind, day, moment + later)
        if (day - (moment + later).date()).days > 7:
            assert {letter.subject for letter in again} <= {letter.subject for letter in first}


class TestSessions:
    def test_a_session_is_told_the_evening_before_and_two_hours_ahead(
        self, guide: LocalGuide
    ) -> None:
        letters = session_letters(7, session(guide, "gio-buoi-toi:20261203"), NOON)
        assert told(letters) == ["02/12/2026 19:00", "03/12/2026 16:30"]
        assert [letter.subject for letter in letters] == [
            "gio-buoi-toi:20261203:evening", "gio-buoi-toi:20261203:start",
        ]  # fmt: skip

    def test_the_key_of_another_place_of_a_session_survives_the_way_through_a_letter(
        self, guide: LocalGuide
    ) -> None:
        other = replace(session(guide, "gio-buoi-toi:20261203"), number=2)
        for letter in session_letters(7, other, NOON):
            assert thing(letter) == (Kind.SESSION, "gio-buoi-toi:20261203:2")
            assert day_in(thing(letter)[1]) == date(2026, 12, 3)

    def test_a_session_of_unknown_hours_is_told_the_evening_before(
        self, guide: LocalGuide
    ) -> None:
        letters = session_letters(7, session(guide, "gio-tai-nha:20261202"), NOON)
        assert told(letters) == ["01/12/2026 19:00"]

    def test_of_a_session_that_is_called_off_nobody_is_reminded(self, guide: LocalGuide) -> None:
        assert session_letters(7, session(guide, "gio-buoi-toi:20261208"), NOON) == []

    def test_who_has_a_place_in_a_full_session_is_reminded(self, guide: LocalGuide) -> None:
        full = replace(session(guide, "gio-buoi-toi:20261203"), standing=Standing.FULL)
        assert len(session_letters(7, full, NOON)) == 2

    @given(
        st.dates(date(2024, 1, 1), date(2060, 1, 1)),
        st.times(),
        st.timedeltas(timedelta(days=-3), timedelta(days=90)),
    )
    def test_every_reminder_lies_before_the_session_and_after_now_and_none_comes_twice(
        self, guide: LocalGuide, day: date, opens: time, ahead: timedelta
    ) -> None:
        start = opens.replace(second=0, microsecond=0)
        known = session(guide, "gio-buoi-toi:20261203")
        held = replace(known, day=day, hours=(Hours(start, time(23, 59)),))
        moment = at(day, start) - ahead
        letters = session_letters(7, held, moment)
        for letter in letters:
            assert moment < letter.due < at(day, start)
        assert len({letter.subject for letter in letters}) == len(letters)
        if ahead <= timedelta(hours=2):
            assert letters == [] or letters[0].subject.endswith("evening")


def session(guide: LocalGuide, key: str) -> Occurrence:
    found = guide.calendar.occurrence(key)
    assert found is not None
    return found


@pytest.mark.parametrize("key", ["", "gio", "gio:", "gio:mai", "gio:20261399"])
def test_a_key_without_a_day_has_none(key: str) -> None:
    assert day_in(key) is None


def test_announcements_are_no_reminders() -> None:
    letters = [Letter(7, NOON, kind, "a:b") for kind in Kind]
    assert [letter.kind for letter in reminders(letters)] == [Kind.RENEWAL, Kind.SESSION]


class TestNights:
    @pytest.mark.parametrize(
        ("moment", "goes"),
        [
            ("2026-11-22T20:59:59", "2026-11-22T20:59:59"),
            ("2026-11-22T21:00", "2026-11-23T07:00"),
            ("2026-11-22T23:30", "2026-11-23T07:00"),
            ("2026-11-23T00:10", "2026-11-23T07:00"),
            ("2026-11-23T06:59", "2026-11-23T07:00"),
            ("2026-11-23T07:00", "2026-11-23T07:00"),
        ],
    )
    def test_nobody_is_disturbed_between_nine_and_seven(self, moment: str, goes: str) -> None:
        assert considerate(in_vietnam(moment)) == in_vietnam(goes)

    @pytest.mark.parametrize(
        ("begins", "waits"),
        [
            ("2026-11-22T22:00", False),
            ("2026-11-23T07:30", False),
            ("2026-11-23T09:59", False),
            ("2026-11-23T10:00", True),
            ("2026-11-24T07:30", True),
        ],
    )
    def test_what_begins_early_in_that_morning_does_not_wait(
        self, begins: str, waits: bool
    ) -> None:
        night = in_vietnam("2026-11-22T21:30")
        assert (considerate(night, in_vietnam(begins)) > night) is waits

    def test_nights_are_those_of_vietnam(self) -> None:
        assert considerate(datetime(2026, 11, 22, 15, tzinfo=UTC)) == in_vietnam(
            "2026-11-23T07:00"
        )


def in_vietnam(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
