"""How occurrences are sorted, found, named and numbered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assistant.sessions.timetable import Calendar
from bot.content.neighbourhood import LocatedSession
from tests.assistant.sessions.planning import (
    MORNING,
    days_of,
    stop,
)
from tests.assistant.sessions.ward import (
    CHO,
    GIO_ATOMS,
    NANG_ATOMS,
    SITES,
    day,
    session,
    ward,
)


def test_occurrences_are_sorted_by_day_and_hour_and_unknown_hours_come_last() -> None:
    found = days_of(
        session("toi", dates=["05/12/2026"], hours=["18h-20h"]),
        session("chua-ro", dates=["05/12/2026"]),
        session("sang", dates=["05/12/2026"], hours=MORNING),
        session("truoc", dates=["04/12/2026"], hours=["18h-20h"]),
    )
    assert found == ["04/12 18:00-20:00", "05/12 07:30-11:30", "05/12 18:00-20:00", "05/12 ?"]


def test_slots_hold_as_far_as_the_hours_of_the_day_do() -> None:
    record = session(
        dates=["05/12/2026", "06/12/2026"],
        hours=MORNING,
        slots=[{"hours": "7h30-9h", "for": "Tổ 1"}, {"hours": "9h-11h30", "for": "Tổ 2"}],
        changes=[{"date": "06/12/2026", "hours": ["9h-11h30"]}],
    )
    first, second = Calendar(ward(record)).between(day("05/12"), day("06/12"))
    assert [slot.for_ for slot in first.slots] == ["Tổ 1", "Tổ 2"]
    assert [slot.for_ for slot in second.slots] == ["Tổ 2"]
    assert (first.changed, second.changed) == (False, True)


def test_a_session_is_found_in_its_ward_and_in_the_ward_of_its_place() -> None:
    calendar = Calendar(ward(session(dates=["05/12/2026"], places=["cho"])))
    for atoms in (GIO_ATOMS, NANG_ATOMS, frozenset({"gio-tren"})):
        assert len(calendar.between(day("05/12"), day("05/12"), atoms)) == 1
    assert calendar.between(day("05/12"), day("05/12"), frozenset({"elsewhere"})) == []


def test_a_session_is_found_in_the_ward_that_it_visits_for_one_day() -> None:
    record = session(dates=["05/12/2026"], changes=[{"date": "05/12/2026", "place": "cho"}])
    [item] = Calendar(ward(record)).between(day("05/12"), day("05/12"), NANG_ATOMS)
    assert item.site is CHO


def test_every_occurrence_is_found_again_by_its_key() -> None:
    records = [
        session("mot", dates=["05/12/2026"], places=["dinh", "truong"]),
        session("hai", **{"from": "01/12/2026"}, changes=[{"date": "05/12/2026", "place": "cho"}]),
    ]
    calendar = Calendar(ward(*records))
    items = calendar.between(day("01/12"), day("14/12"))
    assert len(items) == 16
    for item in items:
        assert calendar.occurrence(item.key) == item
        assert len(item.key.encode()) <= 60
    assert len({item.key for item in items}) == 16


@pytest.mark.parametrize(
    "key", ["", "mot", "mot:20261206", "mot:2026", "ba:20261205", "mot:20261205:7", "::", "mot:x"]
)
def test_a_key_of_nothing_finds_nothing(key: str) -> None:
    calendar = Calendar(ward(session("mot", dates=["05/12/2026"])))
    assert calendar.occurrence(key) is None


def test_the_longest_id_still_fits_on_a_button() -> None:
    record = session("a" * 48, dates=["05/12/2026"], places=["dinh"] * 10, sites=SITES)
    items = Calendar(ward(record)).between(day("05/12"), day("05/12"))
    assert max(len(item.key) for item in items) == 59


def test_days_at_the_end_of_the_calendar_do_no_harm() -> None:
    calendar = Calendar(ward(session(**{"from": "01/12/2026"})))
    assert calendar.between(date(9999, 12, 30), date.max)[-1].day == date.max


class TestHowOftenStaffTouchedADay:
    def sequences(self, *stops: LocatedSession, **more: object) -> list[int]:
        calendar = Calendar(
            ward(session(dates=["05/12/2026", "06/12/2026"], hours=MORNING, **more), *stops)
        )
        return [item.sequence for item in calendar.between(day("05/12"), day("14/12"))]

    def test_an_untouched_session_counts_nothing(self) -> None:
        assert self.sequences() == [0, 0]

    def test_a_change_counts_on_its_day(self) -> None:
        assert self.sequences(changes=[{"date": "05/12/2026", "hours": ["8h-9h"]}]) == [1, 0]

    def test_a_move_counts_where_it_leaves_and_where_it_arrives(self) -> None:
        moved = {"date": "05/12/2026", "status": "hoan", "moved_to": "12/12/2026"}
        again = {"date": "12/12/2026", "hours": ["8h-9h"]}
        assert self.sequences(changes=[moved]) == [1, 0, 1]
        assert self.sequences(changes=[moved, again]) == [1, 0, 2]

    def test_the_status_of_the_whole_counts_on_every_day(self) -> None:
        assert self.sequences(status="het_cho") == [1, 1]

    def test_a_suspension_counts_and_goes_on_counting_when_it_is_lifted(self) -> None:
        assert self.sequences(stop(dates=["06/12/2026"])) == [0, 1]
        assert self.sequences(stop(dates=["06/12/2026"], status="huy")) == [0, 1]
