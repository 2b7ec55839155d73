"""Cases that read as a record of staff and the days that follow from it."""

from __future__ import annotations

from typing import NamedTuple

from bot.assistant.sessions.timetable import Calendar
from bot.content.local import Holiday
from bot.content.neighbourhood import LocatedSession
from tests.assistant.sessions.ward import (
    day,
    holiday,
    session,
    shown,
    ward,
)

MORNING = ["7h30-11h30"]
ALL_DAY = ["7h30-11h30", "13h30-17h"]


class Case(NamedTuple):
    about: str
    record: dict[str, object]
    days: list[str]
    """From 01/12 to 14/12/2026; 1 December is a Tuesday."""
    stops: tuple[LocatedSession, ...] = ()
    holidays: tuple[Holiday, ...] = ()


def stop(**fields: object) -> LocatedSession:
    fields.setdefault("reason", "hội làng")
    return session("dung", kind="tam_dung", **{"scope": "tat_ca", **fields})


WEEK = {"from": "01/12/2026", "to": "04/12/2026", "hours": MORNING}
NATIONAL = holiday("03/12/2026", "Lễ lớn")


def days_of(*records: LocatedSession, holidays: tuple[Holiday, ...] = ()) -> list[str]:
    calendar = Calendar(ward(*records, holidays=holidays))
    return [shown(item) for item in calendar.between(day("01/12"), day("14/12"))]
