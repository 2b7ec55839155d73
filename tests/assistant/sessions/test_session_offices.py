"""Whether an office is open. 23/11/2026 is a Monday."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.offices import Offices, Opening
from bot.assistant.sessions.timetable import Calendar
from bot.content.local import Holiday
from bot.content.neighbourhood import Local, LocatedOffice, LocatedSession
from bot.language.clock_times import read_hours
from tests.assistant.sessions.ward import (
    GIO,
    GIO_ATOMS,
    NANG,
    NANG_ATOMS,
    at,
    day,
    holiday,
    hours_of,
    office,
    place,
    session,
    ward,
)

WEEK = [
    {"weekdays": "T2-T6", "hours": ["7h30-11h30", "13h30-17h"]},
    {"weekdays": "T7", "hours": ["7h30-11h30"]},
]


def known(
    *sessions: LocatedSession, holidays: tuple[Holiday, ...] = (), **fields: object
) -> tuple[Offices, LocatedOffice]:
    item = office(**{"open": WEEK, **fields})
    local = ward(*sessions, offices=[item], holidays=holidays)
    return Offices(local, Calendar(local)), item


def on(
    text: str,
    *sessions: LocatedSession,
    holidays: tuple[Holiday, ...] = (),
    **fields: object,
) -> Opening:
    offices, item = known(*sessions, holidays=holidays, **fields)
    return offices.opening(item, day(text))


def shown(opening: Opening) -> str:
    state = {True: "mở", False: "nghỉ", None: "chưa rõ"}[opening.open]
    reason = f"({opening.reason})" if opening.reason else ""
    return " ".join(filter(None, (state, hours_of(opening.hours), reason)))


BOTH = "mở 07:30-11:30, 13:30-17:00"
HOLIDAY = holiday("24/11/2026", "Hội diều")
IN_LIEU = holiday("29/11/2026", "Làm bù", working=True)
CLOSED = [{"from": "25/11/2026", "to": "26/11/2026", "reason": "sơn tường"}]
HALT = {"kind": "tam_dung", "scope": "tat_ca", "reason": "nâng cấp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23/11", BOTH),
        ("24/11", "nghỉ (Hội diều)"),
        ("25/11", "nghỉ (sơn tường)"),
        ("26/11", "nghỉ (sơn tường)"),
        ("27/11", BOTH),
        ("28/11", "mở 07:30-11:30"),
        ("22/11", "nghỉ"),
        ("29/11", "chưa rõ (Làm bù)"),
    ],
)
def test_the_days_of_an_office(text: str, expected: str) -> None:
    assert shown(on(text, holidays=(HOLIDAY, IN_LIEU), closures=CLOSED)) == expected


def test_an_office_that_works_on_holidays_is_open() -> None:
    assert shown(on("24/11", holidays=(HOLIDAY,), on_holiday="lam")) == BOTH


def test_a_day_worked_in_lieu_on_which_the_office_opens_anyway_is_open() -> None:
    in_lieu = holiday("28/11/2026", "Làm bù", working=True)
    assert shown(on("28/11", holidays=(in_lieu,))) == "mở 07:30-11:30"


@pytest.mark.parametrize(
    ("text", "expected"), [("23/11", "chưa rõ"), ("24/11", "nghỉ (Hội diều)")]
)
def test_unknown_hours_are_never_promised(text: str, expected: str) -> None:
    assert shown(on(text, holidays=(HOLIDAY,), open=[])) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"from": "23/11/2026"}, "nghỉ (nâng cấp)"),
        ({"from": "23/11/2026", "from_time": "10h"}, "mở 07:30-10:00 (nâng cấp)"),
        ({"dates": ["23/11/2026"], "hours": ["7h-12h"]}, "mở 13:30-17:00 (nâng cấp)"),
        ({"from": "24/11/2026"}, BOTH),
        ({"from": "23/11/2026", "scope": "luu_dong"}, BOTH),
        ({"from": "23/11/2026", "service": ["dinh_danh"]}, BOTH),
        ({"from": "23/11/2026", "area": NANG, "atoms": NANG_ATOMS}, BOTH),
    ],
    ids=str,
)
def test_a_suspension_of_everything_stops_the_office_of_the_ward(
    more: dict[str, object], expected: str
) -> None:
    assert shown(on("23/11", session("dung", **{**HALT, **more}))) == expected


def test_a_suspended_office_of_unknown_hours_is_closed() -> None:
    halt = session("dung", **HALT, dates=["23/11/2026"])
    assert shown(on("23/11", halt, open=[])) == "nghỉ (nâng cấp)"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("23/11/2026 7h29", False),
        ("23/11/2026 7h30", True),
        ("23/11/2026 11h30", False),
        ("23/11/2026 16h59", True),
        ("23/11/2026 17h00", False),
        ("22/11/2026 9h00", False),
    ],
)
def test_whether_it_is_open_at_a_moment(now: str, expected: bool) -> None:
    offices, item = known()
    assert offices.opening(item, at(now).date()).at(at(now)) is expected


def test_nothing_is_said_of_a_moment_or_hours_that_are_not_known() -> None:
    evening = read_hours("tối")
    assert evening
    opening = on("23/11", open=[])
    assert (opening.at(at("23/11/2026 9h00")), opening.during(evening)) == (None, None)


@pytest.mark.parametrize(("part", "expected"), [("sáng", True), ("chiều", True), ("tối", False)])
def test_whether_it_is_open_in_a_part_of_the_day(part: str, expected: bool) -> None:
    hours = read_hours(part)
    assert hours
    assert on("23/11").during(hours) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("23/11/2026 6h00", "23/11"),
        ("23/11/2026 12h00", "23/11"),
        ("23/11/2026 17h00", "27/11"),
        ("28/11/2026 12h00", "30/11"),
    ],
)
def test_when_it_opens_again(now: str, expected: str) -> None:
    offices, item = known(holidays=(HOLIDAY, IN_LIEU), closures=CLOSED)
    opening = offices.next_opening(item, at(now))
    assert opening
    assert opening.day == day(expected)


def test_an_office_that_is_closed_for_long_opens_on_no_known_day() -> None:
    away = [{"from": "23/11/2026", "to": "31/12/2026", "reason": "xây lại"}]
    offices, item = known(closures=away)
    assert offices.next_opening(item, at("23/11/2026 9h00")) is None


class TestWhichOffice:
    here = office("o-day")
    north = office(
        "bac", site=place("bac", "Công an xã Nắng Lên", area=NANG, atoms=NANG_ATOMS,
                          point=(22.55, 103.46)),
    )  # fmt: skip

    def known(self) -> Offices:
        local: Local = ward(offices=[self.north, self.here])
        return Offices(local, Calendar(local))

    def test_the_one_that_works_for_the_ward(self) -> None:
        assert self.known().handling(GIO_ATOMS) == [self.here]
        assert self.known().handling(frozenset({"gio-duoi"})) == [self.here]
        assert self.known().handling(frozenset({"elsewhere"})) == []

    def test_of_a_split_commune_the_ward_that_was_meant_decides(self) -> None:
        both = GIO_ATOMS | NANG_ATOMS
        assert self.known().handling(both, frozenset({NANG.code})) == [self.north]
        assert self.known().handling(both, frozenset({GIO.code, NANG.code})) == [
            self.north,
            self.here,
        ]

    def test_the_nearest_to_a_point_first_and_none_beyond_thirty_kilometres(self) -> None:
        near = self.known().near((22.41, 103.46))
        assert [(item.office.id, round(km)) for item, km in near] == [("o-day", 1), ("bac", 16)]
        assert self.known().near((21.0, 105.8)) == []
