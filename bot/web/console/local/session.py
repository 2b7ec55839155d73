"""One session: what is held when, and what is to be told of its days."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import Hit
from bot.assistant.sessions.serving import Fit
from bot.assistant.sessions.wording import Sheet, Teller
from bot.content.editing import EditError, sessions
from bot.content.loading import Files
from bot.content.local import Kind
from bot.content.neighbourhood import LocatedSession
from bot.web.console.fault_words import Told
from bot.web.console.fields import Fields
from bot.web.console.frame import (
    FAULTY,
    OVERTAKEN,
    day_of,
    desk,
    form,
    guard_area,
    needs,
    redirect,
    render,
    signed_in,
)
from bot.web.console.local import news, seeing, session_state
from bot.web.console.local.session_form import LIST, ONE
from bot.web.console.local.session_state import DEEDS, LABELS, WHOLE, StateDraft
from bot.web.console.local.states import TONES, words_of
from bot.web.console.publishing import reviewing, saving

_AHEAD = timedelta(days=92)
_FEW, _MOST = 6, 60


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of a session, to be chosen."""

    day: str
    """In ISO form."""
    words: str
    standing: str
    tone: str
    reason: str


@needs("viewer")
async def page(request: web.Request) -> web.StreamResponse:
    """Show a session; `ngay` chooses one of its days."""
    located = _located(request)
    try:
        day = date.fromisoformat(request.query.get("ngay", "")).isoformat()
    except ValueError:
        day = ""
    draft = session_state.blank(located.session.id, _place(located), day)
    return await _show(request, located, draft, await reviewing.read_folder(request))


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Go on with what is to be told: show faults, or what would change, or publish it."""
    located = _located(request)
    guard_area(request, located.area.code)
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    sent, name = await form(request), located.session.id
    draft = session_state.sent_in(sent, name, _place(located))
    if sent.get("goc") != _mark(files, name):
        return await _show(request, located, draft, files, status=OVERTAKEN)
    if wish == reviewing.BACK:
        return await _show(request, located, draft, files)
    made, told = await asyncio.to_thread(
        draft.judged, files, day_of(request), signed_in(request).name
    )
    if told or made is None:
        return await _show(request, located, draft, files, told=told, status=FAULTY)
    address = f"{LIST}/{name}"
    if not made.files:
        return redirect(request, address, told="Chưa có gì thay đổi.")
    if wish in reviewing.FINAL:
        kept = wish == reviewing.DRAFT
        said = await saving.save(request, made, about=made.title, draft=kept)
        return redirect(request, address, told=said)
    return await news.review(request, made, files)


async def _show(
    request: web.Request, located: LocatedSession, draft: StateDraft, files: Files, *,
    told: Told | None = None, status: int = 200,
) -> web.Response:  # fmt: skip
    shown = await asyncio.to_thread(_days, request, located)
    is_stop = located.session.kind is Kind.SUSPENSION
    return render(
        request, "session.html", status=status, located=located, draft=draft,
        form=Fields(draft.filled, told or Told(), LABELS), wish=reviewing.WISH,
        mark=_mark(files, located.session.id), overtaken=status == OVERTAKEN,
        deeds=DEEDS, whole=WHOLE, days=shown[:_MOST], few=_FEW, is_stop=is_stop,
        words=words_of(located), ward=seeing.written(located.area), tones=TONES,
    )  # fmt: skip


def _days(request: web.Request, located: LocatedSession) -> list[DayShown]:
    """Return the coming days of a session, and today."""
    engine, moment = desk(request).engine, desk(request).clock().astimezone(VIETNAM)
    today = moment.date()
    found = engine.lookups.guide.calendar.between(today, today + _AHEAD, located.atoms)
    own = [item for item in found if item.session.session.id == located.session.id]
    teller = Teller(Voice(engine.knowledge, "vi", moment))
    by_day: dict[date, list[Occurrence]] = {}
    for item in own:
        by_day.setdefault(item.day, []).append(item)
    return [_shown(items, teller) for items in by_day.values()]


def _shown(items: list[Occurrence], teller: Teller) -> DayShown:
    first = items[0]
    words = "; ".join(teller.line(Sheet((Hit(item, Fit.DEPENDS, item.hours),))) for item in items)
    label, tone = TONES[first.standing]
    if first.moved_to:
        label = f"{label} sang {first.moved_to:%d/%m/%Y}"
    return DayShown(first.day.isoformat(), words, label, tone, first.reason)


def _located(request: web.Request) -> LocatedSession:
    """Return the session in force that the address names, if its ward is shown to the user."""
    local, name = desk(request).engine.knowledge.local, request.match_info["session"]
    found = next((item for item in local.sessions if item.session.id == name), None)
    if found is None or not seeing.sees(signed_in(request), found.area.code):
        raise web.HTTPNotFound(text="Không có phiên này, hoặc phiên ngoài địa bàn của bạn.")
    return found


def _place(located: LocatedSession) -> str:
    names = "; ".join(site.site.name for site in located.sites)
    return names or f"phiên ở {located.area.name}"


def _mark(files: Files, session: str) -> str:
    """Return what tells a session as it stands in the folder from one that was edited."""
    try:
        record = sessions.written_as(files, session)
    except EditError:
        return ""
    return hashlib.sha256(repr(record).encode()).hexdigest()


ROUTES = [web.get(ONE, page), web.post(ONE, save)]
