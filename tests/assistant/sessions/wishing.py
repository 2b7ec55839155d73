"""Sessions of the invented ward that several tests ask about, and a short way of asking."""

from __future__ import annotations

from collections.abc import Iterable

from bot.assistant.sessions.query import Answered, Hit, Wanted
from bot.assistant.sessions.search import find
from bot.assistant.sessions.timetable import Calendar
from bot.content.neighbourhood import Local, LocatedNotice
from tests.assistant.sessions.ward import (
    GIO_ATOMS,
    NANG,
    NANG_ATOMS,
    at,
    session,
    shown,
)

SUNDAY = "22/11/2026 9h00"
MORNING = ["7h30-11h30"]


def told(hits: Iterable[Hit]) -> list[str]:
    return [f"{hit.occurrence.session.session.id} {shown(hit.occurrence)}" for hit in hits]


def names(found: Iterable[LocatedNotice]) -> list[str]:
    return [item.notice.id for item in found]


def ask(local: Local, now: str = SUNDAY, **wish: object) -> Answered:
    wish.setdefault("atoms", GIO_ATOMS)
    return find(Calendar(local), local.notices, Wanted(at(now), **wish))


EVENING = session("toi", **{"from": "01/12/2026", "weekdays": "T3, T5"}, hours=["18h30-20h30"])
SATURDAY = session("bay", dates=["05/12/2026", "12/12/2026"], hours=MORNING)
UNKNOWN = session("chua-ro", dates=["05/12/2026"], places=["truong"])
DESK = session("ban", kind="co_dinh", **{"from": "01/11/2026"}, weekdays="T2-T6", hours=MORNING)
FAR = session("nang", area=NANG, atoms=NANG_ATOMS, places=["cho"], dates=["04/12/2026"])
