"""One topic: its answer in a form, what an edit of it changes, and how that comes into force."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.content.editing import Edit, EditError
from bot.web.console import entry_fields
from bot.web.console.answers import entry_draft, entry_views, waiting
from bot.web.console.answers.entry_draft import EntryDraft
from bot.web.console.frame import (
    FAULTY,
    OVERTAKEN,
    ROOT,
    day_of,
    desk,
    form,
    guard_area,
    is_part,
    needs,
    redirect,
)
from bot.web.console.publishing import reviewing, saving

LIST = f"{ROOT}/chu-de"
_REARRANGING = {reviewing.BACK, "them", "them-loi", "xem-truoc"}
"""Wishes after which the form is shown again."""


@needs("viewer")
async def page(request: web.Request) -> web.StreamResponse:
    """Show a topic as it stands in the folder."""
    topic, knowledge = request.match_info["topic"], desk(request).engine.knowledge
    files = await reviewing.read_folder(request)
    try:
        draft = await asyncio.to_thread(entry_draft.stored, files, topic, knowledge)
    except EditError:
        raise web.HTTPNotFound(text="Không có chủ đề này.") from None
    return await entry_views.show(request, draft)


@needs("viewer")
async def questions(request: web.Request) -> web.StreamResponse:
    """Show which questions of the last days lead to a topic; a part where htmx asks."""
    topic = request.match_info["topic"]
    if topic not in desk(request).engine.knowledge.entries:
        raise web.HTTPNotFound
    return await entry_views.questions(request, topic)


@needs("editor")
async def new(request: web.Request) -> web.StreamResponse:
    """Show the form of a topic that is not there yet."""
    guard_area(request)
    return await begin(request, request.query.get("nhom", ""), [], ())


async def begin(
    request: web.Request, group: str, texts: list[str], numbers: tuple[int, ...]
) -> web.Response:
    """Show the form of a new topic that is to answer these questions of the queue."""
    today = day_of(request)
    return await entry_views.show(request, entry_draft.fresh(today, group, texts, numbers))


@needs("editor")
async def preview(request: web.Request) -> web.StreamResponse:
    """Show how a form that is being filled in would read, and what is wrong with it so far."""
    files = await reviewing.read_folder(request)
    draft = await _sent(request, files)
    told = await asyncio.to_thread(draft.first_look, files)
    return await entry_views.live(request, draft, told)


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Go on with a filled form: show faults, or what would change, or bring it into force."""
    guard_area(request)
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    draft = await _sent(request, files)
    theirs = await asyncio.to_thread(draft.stored_now, files)
    if not entry_fields.same(theirs, draft.original):
        if is_part(request):
            raise web.HTTPConflict(text="Chủ đề này vừa được người khác sửa. Bấm «Sửa tiếp».")
        return await entry_views.show(request, draft, theirs=theirs, status=OVERTAKEN)
    if wish in _REARRANGING:
        more = wish == "them-loi"
        return await entry_views.show(request, draft.with_another_answer() if more else draft)
    edit, told = await asyncio.to_thread(draft.judged, files)
    if told or edit is None:
        return await entry_views.show(request, draft, told=told, status=FAULTY)
    if wish in reviewing.FINAL:
        return await _finish(request, draft, edit, wish)
    if not edit.files:
        return redirect(request, entry_views.address_of(draft), told="Chưa có gì thay đổi.")
    return await reviewing.review(request, edit, files, draft.name)


async def _finish(request: web.Request, draft: EntryDraft, edit: Edit, wish: str) -> web.Response:
    """Bring an edit into force or keep it, and take out of the queue what it answers."""
    kept = wish == reviewing.DRAFT or saving.must_draft(request)
    told = await saving.save(request, edit, about=draft.topic, draft=kept)
    await waiting.resolve(request, draft.numbers, "new-topic", draft.topic)
    return redirect(request, LIST if draft.is_new and kept else f"{LIST}/{draft.topic}", told=told)


async def _sent(request: web.Request, files: dict[str, bytes]) -> EntryDraft:
    sent, topic = await form(request), request.match_info.get("topic", "")
    knowledge = desk(request).engine.knowledge
    return await asyncio.to_thread(entry_draft.sent_in, sent, topic, files, knowledge)


ROUTES = [
    web.get(f"{LIST}/_moi", new),
    web.post(f"{LIST}/_moi", save),
    web.post(f"{LIST}/_moi/xem-truoc", preview),
    web.get(f"{LIST}/{{topic}}", page),
    web.post(f"{LIST}/{{topic}}", save),
    web.post(f"{LIST}/{{topic}}/xem-truoc", preview),
    web.get(f"{LIST}/{{topic}}/cau-hoi", questions),
]
