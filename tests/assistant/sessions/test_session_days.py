"""Which days a session has, but for suspensions."""

from __future__ import annotations

import pytest

from tests.assistant.sessions.planning import (
    ALL_DAY,
    MORNING,
    NATIONAL,
    WEEK,
    Case,
    days_of,
)
from tests.assistant.sessions.ward import (
    holiday,
    session,
)

CASES = [
    Case(
        "single dates",
        {"dates": ["05/12/2026", "06/12/2026"], "hours": MORNING},
        ["05/12 07:30-11:30", "06/12 07:30-11:30"],
    ),
    Case(
        "a range is every day of it",
        WEEK,
        ["01/12 07:30-11:30", "02/12 07:30-11:30", "03/12 07:30-11:30", "04/12 07:30-11:30"],
    ),
    Case(
        "a range with weekdays, without an end",
        {"from": "03/12/2026", "weekdays": "T3, T5", "hours": ["18h30-20h30"]},
        ["03/12 18:30-20:30", "08/12 18:30-20:30", "10/12 18:30-20:30"],
    ),
    Case(
        "single dates and a range stand together, a day in both counts once",
        {"dates": ["02/12/2026", "09/12/2026"], **WEEK, "weekdays": "T4"},
        ["02/12 07:30-11:30", "09/12 07:30-11:30"],
    ),
    Case(
        "exceptions drop out",
        {**WEEK, "except": ["02/12/2026", "03/12/2026"]},
        ["01/12 07:30-11:30", "04/12 07:30-11:30"],
    ),
    Case(
        "a public holiday in a range is told as a holiday",
        WEEK,
        [
            "01/12 07:30-11:30",
            "02/12 07:30-11:30",
            "03/12 07:30-11:30 nghi_le (Lễ lớn)",
            "04/12 07:30-11:30",
        ],
        holidays=(NATIONAL,),
    ),
    Case(
        "a session that works on holidays does",
        {**WEEK, "from": "03/12/2026", "on_holiday": "lam"},
        ["03/12 07:30-11:30", "04/12 07:30-11:30"],
        holidays=(NATIONAL,),
    ),
    Case(
        "a date that was written down wins over a holiday",
        {"dates": ["03/12/2026"], "hours": MORNING},
        ["03/12 07:30-11:30"],
        holidays=(NATIONAL,),
    ),
    Case(
        "a Saturday worked in lieu is no holiday, and no Monday",
        {**WEEK, "to": "14/12/2026", "weekdays": "T2, T7"},
        ["05/12 07:30-11:30", "07/12 07:30-11:30", "12/12 07:30-11:30", "14/12 07:30-11:30"],
        holidays=(holiday("05/12/2026", "Làm bù", working=True),),
    ),
    Case(
        "hours of their own on some weekdays",
        {
            "from": "05/12/2026",
            "to": "07/12/2026",
            "hours": ALL_DAY,
            "hours_by_day": {"CN": ["7h-11h"]},
        },
        [
            "05/12 07:30-11:30, 13:30-17:00",
            "06/12 07:00-11:00",
            "07/12 07:30-11:30, 13:30-17:00",
        ],
    ),
    Case("unknown hours stay unknown", {"dates": ["05/12/2026"]}, ["05/12 ?"]),
    Case(
        "the first day begins later",
        {"dates": ["05/12/2026", "06/12/2026"], "hours": ALL_DAY, "from_time": "10h"},
        ["05/12 10:00-11:30, 13:30-17:00", "06/12 07:30-11:30, 13:30-17:00"],
    ),
    Case(
        "of a first day of unknown hours at least the beginning is known",
        {"dates": ["05/12/2026", "06/12/2026"], "from_time": "10h"},
        ["05/12 ? từ 10:00", "06/12 ?"],
    ),
    Case(
        "slots are hours where no others are written, touching ones as one",
        {
            "dates": ["05/12/2026"],
            "slots": [
                {"hours": "9h-11h", "for": "Tổ 2"},
                {"hours": "7h-9h", "for": "Tổ 1"},
                {"hours": "14h-15h", "for": "Tổ 3"},
            ],
        },
        ["05/12 07:00-11:00, 14:00-15:00"],
    ),
    Case(
        "one day is cancelled",
        {**WEEK, "changes": [{"date": "02/12/2026", "status": "huy", "reason": "mất điện"}]},
        [
            "01/12 07:30-11:30",
            "02/12 07:30-11:30 huy (mất điện)",
            "03/12 07:30-11:30",
            "04/12 07:30-11:30",
        ],
    ),
    Case(
        "one day is moved to another",
        {
            "dates": ["05/12/2026"],
            "hours": MORNING,
            "changes": [
                {
                    "date": "05/12/2026",
                    "status": "hoan",
                    "reason": "mưa to",
                    "moved_to": "12/12/2026",
                }
            ],
        },
        ["05/12 07:30-11:30 hoan (mưa to) → 12/12", "12/12 07:30-11:30 (mưa to) ← 05/12"],
    ),
    Case(
        "hours and place told with a move are those of the new day",
        {
            "dates": ["05/12/2026"],
            "hours": MORNING,
            "changes": [
                {
                    "date": "05/12/2026",
                    "status": "huy",
                    "moved_to": "06/12/2026",
                    "hours": ["14h-16h"],
                    "place": "truong",
                }
            ],
        },
        ["05/12 07:30-11:30 huy → 06/12", "06/12 14:00-16:00 @truong ← 05/12"],
    ),
    Case(
        "a move may be cancelled in its turn",
        {
            "dates": ["05/12/2026"],
            "hours": MORNING,
            "changes": [
                {"date": "05/12/2026", "status": "hoan", "moved_to": "12/12/2026"},
                {"date": "12/12/2026", "status": "huy", "reason": "bão"},
            ],
        },
        ["05/12 07:30-11:30 hoan → 12/12", "12/12 07:30-11:30 huy (bão) ← 05/12"],
    ),
    Case(
        "a move to an exception or a holiday is meant",
        {
            **WEEK,
            "from": "02/12/2026",
            "except": ["04/12/2026"],
            "changes": [{"date": "02/12/2026", "status": "hoan", "moved_to": "04/12/2026"}],
        },
        [
            "02/12 07:30-11:30 hoan → 04/12",
            "03/12 07:30-11:30",
            "04/12 07:30-11:30 ← 02/12",
        ],
        holidays=(holiday("04/12/2026"),),
    ),
    Case(
        "other hours, another place, no room left, each on one day",
        {
            **WEEK,
            "changes": [
                {"date": "01/12/2026", "hours": ["13h30-17h"]},
                {"date": "02/12/2026", "place": "cho", "reason": "sân lát gạch"},
                {"date": "03/12/2026", "status": "het_cho"},
            ],
        },
        [
            "01/12 13:30-17:00",
            "02/12 07:30-11:30 @cho (sân lát gạch)",
            "03/12 07:30-11:30 het_cho",
            "04/12 07:30-11:30",
        ],
    ),
    Case(
        "the whole session is cancelled",
        {
            "dates": ["05/12/2026", "06/12/2026"],
            "hours": MORNING,
            "status": "huy",
            "reason": "hỏng máy",
        },
        ["05/12 07:30-11:30 huy (hỏng máy)", "06/12 07:30-11:30 huy (hỏng máy)"],
    ),
    Case(
        "the whole session moves to one day",
        {
            "dates": ["05/12/2026", "06/12/2026"],
            "hours": MORNING,
            "status": "hoan",
            "reason": "hỏng máy",
            "moved_to": "13/12/2026",
        },
        [
            "05/12 07:30-11:30 hoan (hỏng máy) → 13/12",
            "06/12 07:30-11:30 hoan (hỏng máy) → 13/12",
            "13/12 07:30-11:30 (hỏng máy) ← 05/12",
        ],
    ),
    Case(
        "the whole session is full, but for a day that is cancelled",
        {
            "dates": ["05/12/2026", "06/12/2026"],
            "hours": MORNING,
            "status": "het_cho",
            "changes": [{"date": "06/12/2026", "status": "huy", "reason": "bão"}],
        },
        ["05/12 07:30-11:30 het_cho", "06/12 07:30-11:30 huy (bão)"],
    ),
    Case(
        "two places at once are two occurrences",
        {"dates": ["05/12/2026"], "hours": MORNING, "places": ["dinh", "truong"]},
        ["05/12 07:30-11:30", "05/12 07:30-11:30 @truong"],
    ),
    Case(
        "visits at home have no place",
        {"kind": "tai_nha", "from": "02/12/2026", "weekdays": "T4"},
        ["02/12 ?", "09/12 ?"],
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_the_days_of_a_session(case: Case) -> None:
    record = session(**case.record)
    assert days_of(record, *case.stops, holidays=case.holidays) == case.days
