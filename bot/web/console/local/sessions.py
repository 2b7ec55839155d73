"""The sessions of the wards that somebody sees: a month, and a list of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.assistant.sessions.timetable import Calendar
from bot.content.local import Kind, State
from bot.content.neighbourhood import LocatedSession
from bot.web.console.frame import day_of, desk, needs, render, signed_in
from bot.web.console.local import months, seeing
from bot.web.console.local.months import Month
from bot.web.console.local.session_form import LIST
from bot.web.console.local.states import TONES, is_called_off, is_full, is_over, words_of

_MOST = 200
_AHEAD = timedelta(days=92)
Filter = Callable[[LocatedSession, date], bool]
FILTERS: Mapping[str, tuple[str, Filter]] = {
    "": ("còn hoặc sắp diễn ra", lambda located, today: not is_over(located, today)),
    "huy-hoan": ("có hủy, hoãn", is_called_off),
    "het-cho": ("có hết chỗ", is_full),
    "tam-dung": ("tạm dừng", lambda located, _: located.session.kind is Kind.SUSPENSION),
    "da-qua": ("đã qua", is_over),
    "tat-ca": ("tất cả", lambda *_: True),
}
_STATES = {
    State.CANCELLED: ("hủy cả phiên", "bad"),
    State.POSTPONED: ("hoãn cả phiên", "bad"),
    State.FULL: ("hết chỗ", "wait"),
}


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session in the list."""

    session: str
    words: str
    ward: str
    next_day: date | None
    """The next one on which it takes place, within three months."""
    tags: tuple[tuple[str, str], ...]
    """Colour and words of each."""
    sample: bool


@needs("viewer")
async def everything(request: web.Request) -> web.StreamResponse:
    """Show a month (`thang`) and a list, of one ward (`xa`) or one state (`loc`)."""
    today = day_of(request)
    wards = seeing.wards(request)
    ward = request.query.get("xa", "") if request.query.get("xa") in wards else ""
    chosen = request.query.get("loc", "") if request.query.get("loc") in FILTERS else ""
    first = months.first_of(request.query.get("thang", ""), today)
    found = [
        located
        for located in desk(request).engine.knowledge.local.sessions
        if seeing.sees(signed_in(request), located.area.code) and ward in {"", located.area.code}
    ]
    month, rows = await asyncio.to_thread(_worked_out, request, found, chosen, first, today)
    return render(
        request, "sessions.html", month=month, rows=rows[:_MOST], number=len(rows),
        wards=wards, ward=ward, chosen=chosen, this_month=f"{first:%Y-%m}",
        filters={key: words for key, (words, _) in FILTERS.items()}, address=LIST,
    )  # fmt: skip


def _worked_out(
    request: web.Request, found: list[LocatedSession], chosen: str, first: date, today: date
) -> tuple[Month, list[SessionShown]]:
    calendar = desk(request).engine.lookups.guide.calendar
    ids = {located.session.id for located in found}
    occurrences = [
        item
        for item in calendar.between(first, months.last_of(first))
        if item.session.session.id in ids
    ]
    coming = _next_days(calendar, ids, today)
    keep = FILTERS[chosen][1]
    rows = [_shown(item, coming, today) for item in found if keep(item, today)]
    rows.sort(key=lambda row: (row.next_day or date.max, row.words))
    return months.month(first, occurrences, today), rows


def _next_days(calendar: Calendar, ids: set[str], today: date) -> dict[str, date]:
    found: dict[str, date] = {}
    for item in calendar.between(today, today + _AHEAD):
        name = item.session.session.id
        if name in ids and item.takes_place:
            found.setdefault(name, item.day)
    return found


def _shown(located: LocatedSession, coming: dict[str, date], today: date) -> SessionShown:
    session, tags = located.session, []
    if session.kind is Kind.SUSPENSION:
        tags.append(("bad", "tạm dừng"))
    if session.status in _STATES:
        words, tone = _STATES[session.status]
        tags.append((tone, words))
    for change in session.changes:
        known = next((known for known in TONES if known.value == change.status.value), None)
        if known and change.date >= today and change.status is not State.PLANNED:
            label, tone = TONES[known]
            tags.append((tone, f"{label} {change.date:%d/%m}"))
    if is_over(located, today):
        tags.append(("", "đã qua"))
    return SessionShown(
        session.id, words_of(located), seeing.written(located.area), coming.get(session.id),
        tuple(tags), located.sample,
    )  # fmt: skip


ROUTES = [web.get(LIST, everything)]
