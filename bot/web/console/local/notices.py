"""Notices of the wards that somebody sees: what holds, what comes, what was."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from aiohttp import web

from bot.content.editing import Edit, EditError, notices
from bot.content.loading import Files
from bot.content.neighbourhood import LocatedNotice
from bot.staff import members
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
from bot.web.console.local import notice_fields, seeing
from bot.web.console.local.notice_fields import KINDS, LABELS, NoticeDraft
from bot.web.console.overtaken import Clash, met
from bot.web.console.publishing import reviewing, saving

LIST = f"{ROOT}/thong-bao"
_SHELVES = (("now", "Đang có hiệu lực"), ("later", "Sắp tới"), ("past", "Đã qua"))


@needs("viewer")
async def everything(request: web.Request) -> web.StreamResponse:
    """List the notices, of one ward (`xa`) or of all."""
    today, wards = day_of(request), seeing.wards(request)
    ward = request.query.get("xa", "") if request.query.get("xa") in wards else ""
    member = signed_in(request)
    found = [
        item
        for item in desk(request).engine.knowledge.local.notices
        if any(seeing.sees(member, area.code) for area in item.areas)
        and (not ward or ward in {area.code for area in item.areas})
    ]
    shelves = [
        (words, sorted((item for item in found if _state(item, today) == state), key=_order))
        for state, words in _SHELVES
    ]
    return render(
        request, "notices.html", shelves=shelves, wards=wards, ward=ward, kinds=KINDS,
        address=LIST, mine={item.notice.id for item in found if _may_edit(request, item)},
    )  # fmt: skip


@needs("editor")
async def new(request: web.Request) -> web.StreamResponse:
    """Show the form of a notice that is not there yet."""
    return _show(request, notice_fields.fresh(seeing.own_ward(request), day_of(request)))


@needs("editor")
async def page(request: web.Request) -> web.StreamResponse:
    """Show a notice as it stands in the folder."""
    files = await reviewing.read_folder(request)
    return _show(request, _stored(files, _own(request)))


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Go on with a filled form: show faults, or what would change, or bring it into force."""
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    sent, name = await form(request), ""
    theirs: Filled = {}
    if "notice" in request.match_info:
        name = _own(request)
        theirs = _stored(files, name).filled
    original = entry_fields.unsealed(str(sent.get("goc", ""))) if name else {}
    draft = notice_fields.sent_in(sent, name, original)
    if not entry_fields.same(theirs, original):
        return _show(request, draft, theirs=theirs, status=OVERTAKEN)
    if wish == reviewing.BACK:
        return _show(request, draft)
    if name and entry_fields.same(draft.filled, original):
        return redirect(request, f"{LIST}/{name}", told="Chưa có gì thay đổi.")
    knowledge, by = desk(request).engine.knowledge, signed_in(request).name
    made, told = await asyncio.to_thread(draft.judged, files, knowledge, day_of(request), by)
    if made is not None and not told and not await saving.may_make(request, made):
        told.add("areas", "Có phường, xã ngoài địa bàn được giao cho bạn.")
    if told or made is None:
        return _show(request, draft, told=told, status=FAULTY)
    return await _go_on(request, made, files, wish)


@needs("editor")
async def end(request: web.Request) -> web.StreamResponse:
    """End a notice with a day (`until`); one that has not begun by then is taken away."""
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    name, sent, today = _own(request), await form(request), day_of(request)
    draft = _stored(files, name)
    if wish == reviewing.BACK:
        return redirect(request, f"{LIST}/{name}")
    if sent.get("goc") != entry_fields.sealed(draft.filled):
        return _show(request, draft, theirs=draft.filled, status=OVERTAKEN)
    text = entry_fields.tidied("until", str(sent.get("until", "")))
    try:
        last = today - timedelta(1) if sent.get("now") else date.fromisoformat(text)
    except ValueError:
        told = Told({"until": ["Điền ngày cuối, ví dụ 05/12/2026."]})
        return _show(request, draft, told=told, status=FAULTY)
    title = draft.filled["title"]
    if last.isoformat() < draft.filled["from"]:
        made = replace(notices.removed(files, name), title=f"Bỏ thông báo «{title}»")
    else:
        ended = notices.ended(files, name, last, signed_in(request).name, today)
        made = replace(ended, title=f"Thông báo «{title}» đến hết {last:%d/%m/%Y}")
    return await _go_on(request, made, files, wish)


async def _go_on(request: web.Request, made: Edit, files: Files, wish: str) -> web.Response:
    """Bring an edit into force or keep it where that is wished; show first what it changes."""
    if wish in reviewing.FINAL:
        kept = wish == reviewing.DRAFT
        said = await saving.save(request, made, about=made.title, draft=kept)
        return redirect(request, LIST, told=said)
    return await reviewing.review(request, made, files, made.title)


def _label(name: str) -> str:
    return LABELS.get(name, name)


def _show(
    request: web.Request, draft: NoticeDraft, *, told: Told | None = None,
    theirs: Filled | None = None, status: int = 200,
) -> web.Response:  # fmt: skip
    clashes: list[Clash] = []
    if theirs is not None:
        filled, clashes = met(draft.original, draft.filled, theirs, _label)
        draft = replace(draft, filled=filled, original=theirs)
    return render(
        request, "notice.html", status=status, draft=draft, wish=reviewing.WISH,
        address=f"{LIST}/{draft.notice or '_moi'}", list_address=LIST,
        form=Fields(draft.filled, told or Told(), LABELS), kinds=KINDS,
        original=entry_fields.sealed(draft.original), overtaken=theirs is not None,
        clashes=clashes, wards=seeing.wards(request),
        is_over=draft.original.get("until", "9") < day_of(request).isoformat(),
    )  # fmt: skip


def _stored(files: Files, notice: str) -> NoticeDraft:
    try:
        return notice_fields.stored(files, notice)
    except EditError:
        raise web.HTTPNotFound(text="Không có thông báo này.") from None


def _own(request: web.Request) -> str:
    """Return the id of the notice that the address names; 403 where a ward of it is not theirs."""
    name = request.match_info["notice"]
    for item in desk(request).engine.knowledge.local.notices:
        if item.notice.id == name:
            for area in item.areas:
                guard_area(request, area.code)
            return name
    raise web.HTTPNotFound(text="Không có thông báo này.")


def _may_edit(request: web.Request, item: LocatedNotice) -> bool:
    member = signed_in(request)
    return all(members.may_edit(member, area.code) for area in item.areas)


def _state(item: LocatedNotice, today: date) -> str:
    if today < item.notice.from_:
        return "later"
    return "past" if item.notice.until < today else "now"


def _order(item: LocatedNotice) -> tuple[date, str]:
    return item.notice.until, item.notice.id


_ONE = f"{LIST}/{{notice:[a-z0-9-]+}}"
ROUTES = [
    web.get(LIST, everything),
    web.get(f"{LIST}/_moi", new),
    web.post(f"{LIST}/_moi", save),
    web.get(_ONE, page),
    web.post(_ONE, save),
    web.post(f"{_ONE}/het", end),
]
