"""A session in a form: a new one, or one that is to read otherwise."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

from aiohttp import web

from bot.content.editing import EditError
from bot.content.loading import Files
from bot.content.spreadsheet.importing import session_files
from bot.content.spreadsheet.state_cells import KINDS
from bot.language.weekdays import SPOKEN_NAMES
from bot.web.console import entry_fields
from bot.web.console.entry_fields import Filled
from bot.web.console.fault_words import Told
from bot.web.console.fields import Fields
from bot.web.console.frame import (
    FAULTY,
    OVERTAKEN,
    ROOT,
    day_of,
    desk,
    form,
    guard_area,
    needs,
    redirect,
    render,
    signed_in,
)
from bot.web.console.local import news, seeing, session_fields
from bot.web.console.local.session_fields import LABELS, SessionDraft
from bot.web.console.overtaken import Clash, met
from bot.web.console.publishing import reviewing, saving

LIST = f"{ROOT}/phien"
_KINDS = {words: words for words in (*KINDS.values(), "Tạm dừng lưu động")}
_HOLIDAYS = {"": "Nghỉ", "Làm": "Vẫn làm"}


@needs("editor")
async def new(request: web.Request) -> web.StreamResponse:
    """Show the form of a session that is not there yet; `ngay` may name its day."""
    try:
        day = f"{date.fromisoformat(request.query.get('ngay', '')):%d/%m/%Y}"
    except ValueError:
        day = ""
    source = f"{signed_in(request).name} nhập ngày {day_of(request):%d/%m/%Y}"
    draft = session_fields.fresh(seeing.own_ward(request), day, source)
    return await _show(request, draft, await reviewing.read_folder(request))


@needs("editor")
async def edit(request: web.Request) -> web.StreamResponse:
    """Show a session as it stands in the folder."""
    files = await reviewing.read_folder(request)
    try:
        draft = await asyncio.to_thread(session_fields.stored, files, _name(request))
    except EditError:
        raise web.HTTPNotFound(text="Không có phiên này.") from None
    guard_area(request, await _ward(request, files))
    return await _show(request, draft, files)


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Go on with a filled form: show faults, or what would change, or bring it into force."""
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    sent, name = await form(request), _name(request)
    theirs: Filled = {}
    if name:
        guard_area(request, await _ward(request, files))
        theirs = (await asyncio.to_thread(session_fields.stored, files, name)).filled
    original = entry_fields.unsealed(str(sent.get("goc", ""))) if name else {}
    draft = session_fields.sent_in(sent, name, original)
    if not entry_fields.same(theirs, original):
        return await _show(request, draft, files, theirs=theirs, status=OVERTAKEN)
    if wish == reviewing.BACK:
        return await _show(request, draft, files)
    knowledge, by = desk(request).engine.knowledge, signed_in(request).name
    if not _is_changed(draft):
        return redirect(request, f"{LIST}/{name}", told="Chưa có gì thay đổi.")
    made, told = await asyncio.to_thread(draft.judged, files, knowledge, day_of(request), by)
    if made is not None and not told and not await saving.may_make(request, made):
        told.add("area", "Phường, xã này ngoài địa bàn được giao cho bạn.")
    if told or made is None:
        return await _show(request, draft, files, told=told, status=FAULTY)
    if wish in reviewing.FINAL:
        kept = wish == reviewing.DRAFT or saving.must_draft(request)
        said = await saving.save(request, made, about=made.title, draft=kept)
        return redirect(request, f"{LIST}/{name}" if name else LIST, told=said)
    return await news.review(request, made, files)


def _label(name: str) -> str:
    return LABELS.get(name, name)


async def _show(
    request: web.Request, draft: SessionDraft, files: Files, *, told: Told | None = None,
    theirs: Filled | None = None, status: int = 200,
) -> web.Response:  # fmt: skip
    clashes: list[Clash] = []
    if theirs is not None:
        filled, clashes = met(draft.original, draft.filled, theirs, _label)
        draft = replace(draft, filled=filled, original=theirs)
    address = f"{LIST}/{draft.session}/sua" if draft.session else f"{LIST}/_moi"
    sites, source, more = await asyncio.to_thread(_beside, files, draft)
    return render(
        request, "session_form.html", status=status, draft=draft, address=address,
        form=Fields(draft.filled, told or Told(), LABELS), wish=reviewing.WISH,
        original=entry_fields.sealed(draft.original), overtaken=theirs is not None,
        clashes=clashes, wards=seeing.wards(request), sites=sites, source=source, more=more,
        kinds=_KINDS, holidays=_HOLIDAYS, weekdays=SPOKEN_NAMES,
        ticked=session_fields.chosen_weekdays(draft.filled),
    )  # fmt: skip


def _beside(files: Files, draft: SessionDraft) -> tuple[list[str], str, bool]:
    """Return the names of known places, a session's source, and whether it has more to it."""
    names, source = set(), ""
    for file in session_files(files).values():
        names |= {site.name for site in file.places.values()}
        source = next((one.source for one in file.sessions if one.id == draft.session), source)
    more = bool(draft.session) and session_fields.tells_more(files, draft.session)
    return sorted(names), source, more


def _is_changed(draft: SessionDraft) -> bool:
    return not draft.session or not entry_fields.same(draft.filled, draft.original)


async def _ward(request: web.Request, files: Files) -> str:
    """Return the code of the ward whose file the session stands in; 404 where there is none."""
    names = desk(request).engine.knowledge.area_names

    def found() -> str | None:
        for file in session_files(files).values():
            if any(one.id == _name(request) for one in file.sessions):
                return names.ward(file.area).code
        return None

    code = await asyncio.to_thread(found)
    if code is None:
        raise web.HTTPNotFound(text="Không có phiên này.")
    return code


def _name(request: web.Request) -> str:
    return request.match_info.get("session", "")


ONE = f"{LIST}/{{session:[a-z0-9-]+}}"
ROUTES = [
    web.get(f"{LIST}/_moi", new),
    web.post(f"{LIST}/_moi", save),
    web.get(f"{ONE}/sua", edit),
    web.post(f"{ONE}/sua", save),
]
