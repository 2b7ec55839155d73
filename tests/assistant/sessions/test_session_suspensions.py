"""What suspensions leave of a session."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.timetable import Calendar
from tests.assistant.sessions.planning import (
    ALL_DAY,
    MORNING,
    NATIONAL,
    Case,
    days_of,
    stop,
)
from tests.assistant.sessions.ward import (
    NANG,
    NANG_ATOMS,
    day,
    session,
    ward,
)

CASES = [
    Case(
        "a suspension of everything from a day on, without an end",
        {"from": "02/12/2026", "hours": MORNING, "weekdays": "T4"},
        ["02/12 07:30-11:30", "09/12 07:30-11:30 tam_dung (hội làng)"],
        stops=(stop(**{"from": "03/12/2026"}),),
    ),
    Case(
        "a suspension that sets in at one o'clock leaves the morning",
        {"dates": ["03/12/2026", "04/12/2026"], "hours": ALL_DAY},
        [
            "03/12 07:30-11:30 (hội làng)",
            "04/12 07:30-11:30, 13:30-17:00 tam_dung (hội làng)",
        ],
        stops=(stop(**{"from": "03/12/2026", "from_time": "13h"}),),
    ),
    Case(
        "a suspension that sets in before the hours leaves nothing, after them everything",
        {"dates": ["03/12/2026"], "hours": MORNING, "places": ["dinh", "truong"]},
        ["03/12 07:30-11:30 tam_dung (hội làng)", "03/12 07:30-11:30 @truong"],
        stops=(
            stop(**{"from": "03/12/2026", "from_time": "7h", "scope": "dia_diem",
                    "places": ["dinh"]}),
            stop(**{"from": "03/12/2026", "from_time": "12h"}),
        ),
    ),
    Case(
        "of unknown hours a suspension tells at least when they end",
        {"dates": ["03/12/2026", "04/12/2026"]},
        ["03/12 ? đến 13:00 (hội làng)", "04/12 ? tam_dung (hội làng)"],
        stops=(stop(**{"from": "03/12/2026", "from_time": "13h"}),),
    ),
    Case(
        "a suspension of some hours cuts them out",
        {"dates": ["03/12/2026"], "hours": ["7h-17h"]},
        ["03/12 07:00-11:00, 13:00-17:00 (hội làng)"],
        stops=(stop(dates=["03/12/2026"], hours=["11h-13h"]),),
    ),
    Case(
        "a suspension of mobile sessions leaves a fixed desk alone",
        {"dates": ["03/12/2026"], "hours": MORNING, "kind": "co_dinh"},
        ["03/12 07:30-11:30"],
        stops=(stop(dates=["03/12/2026"], scope="luu_dong"),),
    ),
    Case(
        "a suspension of mobile sessions stops a mobile one",
        {"dates": ["03/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30 tam_dung (hội làng)"],
        stops=(stop(dates=["03/12/2026"], scope="luu_dong"),),
    ),
    Case(
        "a suspension at one place leaves the other",
        {"dates": ["03/12/2026"], "hours": MORNING, "places": ["dinh", "truong"]},
        ["03/12 07:30-11:30", "03/12 07:30-11:30 @truong tam_dung (hội làng)"],
        stops=(stop(dates=["03/12/2026"], scope="dia_diem", places=["truong"]),),
    ),
    Case(
        "a session that moved out of a suspended place takes place",
        {
            "dates": ["03/12/2026"],
            "hours": MORNING,
            "changes": [{"date": "03/12/2026", "place": "truong"}],
        },
        ["03/12 07:30-11:30 @truong"],
        stops=(stop(dates=["03/12/2026"], scope="dia_diem", places=["dinh"]),),
    ),
    Case(
        "a suspension on a holiday holds too",
        {"dates": ["03/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30 tam_dung (hội làng)"],
        stops=(stop(**{"from": "01/12/2026"}),),
        holidays=(NATIONAL,),
    ),
    Case(
        "a suspension that was lifted stops nothing",
        {"dates": ["03/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30"],
        stops=(stop(dates=["03/12/2026"], status="huy"),),
    ),
    Case(
        "a suspension that was lifted for one day stops the others",
        {"dates": ["03/12/2026", "04/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30", "04/12 07:30-11:30 tam_dung (hội làng)"],
        stops=(
            stop(**{"from": "03/12/2026", "changes": [{"date": "03/12/2026", "status": "huy"}]}),
        ),
    ),
    Case(
        "a suspension of another ward is no matter",
        {"dates": ["03/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30"],
        stops=(stop(dates=["03/12/2026"], area=NANG, atoms=NANG_ATOMS),),
    ),
    Case(
        "what was cancelled anyway is not called suspended",
        {"dates": ["03/12/2026"], "hours": MORNING, "status": "huy", "reason": "bão"},
        ["03/12 07:30-11:30 huy (bão)"],
        stops=(stop(dates=["03/12/2026"]),),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_the_days_of_a_session(case: Case) -> None:
    record = session(**case.record)
    assert days_of(record, *case.stops, holidays=case.holidays) == case.days


def test_a_suspension_of_one_service_leaves_the_other() -> None:
    plain = session(dates=["03/12/2026"], hours=MORNING)
    halt = stop(dates=["03/12/2026"], service=["dinh_danh"])
    [item] = Calendar(ward(plain, halt)).between(day("03/12"), day("03/12"))
    assert (item.takes_place, item.services, item.reason) == (True, ("can_cuoc",), "hội làng")


def test_a_suspension_of_a_service_that_is_not_offered_stops_nothing() -> None:
    plain = session(dates=["03/12/2026"], hours=MORNING, service=["can_cuoc"])
    assert days_of(plain, stop(dates=["03/12/2026"], service=["dinh_danh"])) == [
        "03/12 07:30-11:30"
    ]
