"""Who is served: residential groups, ages on the day, schools, residence and services."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.residents import Group, lives_in, read_groups
from bot.assistant.sessions.serving import Fit, Persons, verdict
from bot.assistant.sessions.timetable import Calendar
from bot.content.local import Residency, Service
from bot.language.births import Birth
from bot.language.text import fold
from tests.assistant.sessions.ward import born, day, hours_of, session, ward

CHILD_OF_5 = born("01/06/2021")
PUPIL = born("03/09/2011")
GRANDMOTHER = born("02/09/1956")


def groups(kind: str, *numbers: int) -> frozenset[Group]:
    return frozenset(Group(kind, number) for number in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ 3", groups("to", 3)),
        ("tổ dân phố số 12", groups("to", 12)),
        ("tdp 4, 5 và 7", groups("to", 4, 5, 7)),
        ("Tổ 1-3, tổ 9", groups("to", 1, 2, 3, 9)),
        ("Tổ 1 đến tổ 4", groups("to", 1, 2, 3, 4)),
        ("em ở kp 2 ạ", groups("khu-pho", 2)),
        ("khối phố 6", groups("khoi", 6)),
        ("thôn 1 và xóm 2", groups("thon", 1) | groups("xom", 2)),
        ("tổ 3, 5/12 có làm không", groups("to", 3)),
        ("tổ 3 lúc 7h", groups("to", 3)),
        ("tổ 3, 7h30 có làm không", groups("to", 3)),
        ("từ 3 đến 5", frozenset()),
        ("tới 3", frozenset()),
        ("thôn Đông", frozenset()),
        ("tổ chức ngày 5/12", frozenset()),
        ("tổ 5-3", groups("to", 5, 3)),
    ],
)
def test_numbered_groups_are_read(text: str, expected: frozenset[Group]) -> None:
    assert read_groups(text) == expected


@pytest.mark.parametrize(
    ("said", "message", "expected"),
    [
        ("Tổ 1-7", "em o to 3", True),
        ("Tổ 1-7", "em o to 8", False),
        ("Tổ 1-7", "em o thon 3", None),
        ("Tổ 1-7", "em hoi", None),
        ("Thôn Đông, thôn Tây", "nha toi o thon tay", True),
        ("Thôn Đông", "nha toi o thon dongg", None),
        ("Thôn Đông và tổ 2", "to 3", False),
        ("Toàn phường", "to 3", True),
        ("Ai chưa kịp làm", "to 3", None),
    ],
)
def test_whether_somebody_lives_there(said: str, message: str, expected: bool | None) -> None:
    assert lives_in(said, read_groups(message), message) is expected


def fit(
    serves: dict[str, object] | None = None,
    *births: Birth,
    on: str = "05/12",
    message: str = "",
    services: frozenset[Service] = frozenset(),
    residency: Residency = Residency.ANY,
    **more: object,
) -> Fit:
    record = session(**{"dates": [day(on)], "serves": serves or {}, **more})
    [item] = Calendar(ward(record)).between(day(on), day(on))
    folded = fold(message).lower()
    persons = Persons(births, read_groups(folded), residency, services, folded)
    return verdict(item, persons).fit


def test_without_conditions_everybody_is_served() -> None:
    assert fit() is Fit.YES
    assert fit(None, CHILD_OF_5, GRANDMOTHER) is Fit.YES


@pytest.mark.parametrize(
    ("serves", "birth", "expected"),
    [
        ({"age_min": 14}, CHILD_OF_5, Fit.NO),
        ({"age_min": 14}, PUPIL, Fit.YES),
        ({"age_min": 14}, GRANDMOTHER, Fit.YES),
        ({"age_min": 6, "age_max": 13}, CHILD_OF_5, Fit.NO),
        ({"age_min": 6, "age_max": 13}, PUPIL, Fit.NO),
        ({"age_max": 5}, CHILD_OF_5, Fit.YES),
        ({"age_max": 5}, GRANDMOTHER, Fit.NO),
        ({"age_min": 14}, born("01/01/2012", "31/12/2012"), Fit.DEPENDS),
        ({"age_min": 14}, born("01/01/2013", "31/12/2013"), Fit.NO),
        ({"age_min": 14, "age_max": 14}, born("05/12/2012"), Fit.YES),
        ({"age_min": 14, "age_max": 14}, born("06/12/2012"), Fit.NO),
        ({"age_max": 13}, born("06/12/2012"), Fit.YES),
        ({"birth_years": [2011, 2012]}, PUPIL, Fit.YES),
        ({"birth_years": [2011, 2012]}, GRANDMOTHER, Fit.NO),
        ({"birth_years": [2012]}, born("01/06/2011", "01/06/2012"), Fit.DEPENDS),
        ({"birth_years": [2011], "age_min": 16}, PUPIL, Fit.NO),
    ],
    ids=str,
)
def test_ages_count_on_the_day_of_the_session(
    serves: dict[str, object], birth: Birth, expected: Fit
) -> None:
    assert fit(serves, birth) is expected


@pytest.mark.parametrize("serves", [{"age_min": 14}, {"age_max": 13}, {"birth_years": [2012]}])
def test_where_no_age_was_told_it_depends(serves: dict[str, object]) -> None:
    assert fit(serves) is Fit.DEPENDS


def test_of_several_persons_those_who_are_not_served_are_named() -> None:
    record = session(dates=["05/12/2026"], serves={"age_min": 14})
    [item] = Calendar(ward(record)).between(day("05/12"), day("05/12"))
    found = verdict(item, Persons((GRANDMOTHER, CHILD_OF_5)))
    assert (found.fit, found.left_out) == (Fit.YES, (CHILD_OF_5,))
    nobody = verdict(item, Persons((CHILD_OF_5,)))
    assert (nobody.fit, nobody.left_out) == (Fit.NO, ())


@pytest.mark.parametrize(
    ("message", "expected"),
    [("tổ 2", Fit.YES), ("tổ 9", Fit.NO), ("phường này", Fit.DEPENDS), ("thôn 2", Fit.DEPENDS)],
)
def test_residents_of_some_groups_only(message: str, expected: Fit) -> None:
    assert fit({"residents": "Tổ 1-7"}, message=message) is expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cháu học tiểu học gió lùa", Fit.YES),
        ("cháu học trường Tiểu học Gió Lùa lớp 4", Fit.YES),
        ("cháu học lớp 4", Fit.NO),
        ("cháu học tiểu học gió lùa b", Fit.YES),
        ("cháu học tiểu học gió", Fit.NO),
    ],
)
def test_a_school_is_closed_to_who_does_not_name_it(message: str, expected: Fit) -> None:
    assert fit({"school": "Trường Tiểu học Gió Lùa"}, message=message) is expected


def test_a_company_is_closed_too_but_home_visits_may_be_asked_for() -> None:
    serves = {"group": "Công nhân xưởng Diều"}
    assert fit(serves, message="ai cũng được") is Fit.NO
    assert fit(serves, message="tôi là công nhân xưởng diều") is Fit.YES
    at_home = {"kind": "tai_nha", "places": []}
    assert fit({"group": "Cụ già yếu"}, message="mẹ tôi ốm", **at_home) is Fit.DEPENDS


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Residency.ANY, Fit.DEPENDS),
        (Residency.PERMANENT, Fit.YES),
        (Residency.TEMPORARY, Fit.NO),
    ],
)
def test_residence_is_a_condition_where_it_is_written(asked: Residency, expected: Fit) -> None:
    assert fit({"residency": "thuong_tru"}, residency=asked) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({Service.CARD}, Fit.YES),
        ({Service.ACCOUNT}, Fit.NO),
        ({Service.CARD, Service.ACCOUNT}, Fit.DEPENDS),
        (set(), Fit.YES),
    ],
)
def test_a_service_that_is_not_offered_does_not_fit(asked: set[Service], expected: Fit) -> None:
    assert fit(services=frozenset(asked), service=["can_cuoc"]) is expected


SLOTS = {
    "hours": ["7h30-11h30"],
    "slots": [
        {"hours": "7h30-9h", "for": "Tổ 1-3"},
        {"hours": "9h-11h30", "for": "Tổ 4-7"},
    ],
}


@pytest.mark.parametrize(
    ("message", "hours", "own", "expected"),
    [
        ("tổ 2", "07:30-09:00", True, Fit.YES),
        ("tổ 6", "09:00-11:30", True, Fit.YES),
        ("", "07:30-11:30", False, Fit.YES),
        ("tổ 9", "07:30-11:30", False, Fit.DEPENDS),
    ],
)
def test_who_lives_in_a_group_has_its_hours(
    message: str, hours: str, own: bool, expected: Fit
) -> None:
    [item] = Calendar(ward(session(dates=["05/12/2026"], **SLOTS))).between(
        day("05/12"), day("05/12")
    )
    folded = fold(message)
    found = verdict(item, Persons(groups=read_groups(folded), message=folded))
    assert (hours_of(found.hours), found.own_hours, found.fit) == (hours, own, expected)


def test_conditions_add_up() -> None:
    serves = {"age_min": 14, "residents": "Tổ 1-7"}
    assert fit(serves, PUPIL, message="tổ 2") is Fit.YES
    assert fit(serves, PUPIL) is Fit.DEPENDS
    assert fit(serves, CHILD_OF_5, message="tổ 2") is Fit.NO
    assert fit(serves, PUPIL, message="tổ 9") is Fit.NO
