"""Announcements: written, seen as they will read, sent, followed, and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.assistant.question import VIETNAM
from bot.content import wards
from bot.content.knowledge import Knowledge
from bot.errors import UsageError
from bot.outreach import notices
from bot.outreach.kinds import Kind
from bot.outreach.notices import Notice
from bot.store.kept import CANCELLED, Batch
from bot.web.console.frame import (
    FAULTY,
    ROOT,
    Form,
    desk,
    form,
    is_part,
    needs,
    note,
    redirect,
    render,
)
from bot.web.console.frame import signed_in as user
from bot.web.console.outgoing.audience import area_of, audience, audiences, may_send

LIST = f"{ROOT}/gui-thong-bao"
NEW = f"{LIST}/moi"
_SHOWN = timedelta(days=90)
"""How far back the list goes."""
_MOST_SHOWN = 100
_KINDS: Mapping[str, str] = {Kind.NEWS: "lịch thay đổi", Kind.NOTICE: "cán bộ viết"}
_SENDING = web.AppKey("sending", asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form."""

    chosen: str
    """Code of the ward, or `audience.ALL`; empty: nothing yet."""
    text: str
    mark: int
    """The newest announcement when the form was opened: an equal one after it is the same one."""
    faults: Mapping[str, str]
    """By field."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An announcement with its progress."""

    batch: Batch
    where: str
    kind: str
    may_stop: bool

    @property
    def done(self) -> int:
        """Return how many chats it is settled with."""
        return self.batch.total - self.batch.left

    @property
    def runs(self) -> bool:
        """Return whether any of it is still to be sent."""
        return self.batch.left > 0 and not self.batch.cancelled


@needs("viewer")
async def everything(request: web.Request) -> web.StreamResponse:
    """List the announcements of the last months, newest first."""
    found = await _batches(request)
    shown = [_shown(request, batch) for batch in found[:_MOST_SHOWN]]
    return render(request, "announcements.html", shown=shown, days=_SHOWN.days)


@needs("editor")
async def blank(request: web.Request) -> web.StreamResponse:
    """Show the form for a new one; `noi` in the address chooses the ward."""
    newest = next(iter(await _batches(request)), None)
    chosen = request.query.get("noi", "")
    return await _form_page(request, Written(chosen, "", newest.number if newest else 0, {}))


@needs("editor")
async def preview(request: web.Request) -> web.StreamResponse:
    """Show how it will read and who gets it; a part where htmx asks."""
    written = _read(await form(request))
    if not is_part(request):
        return await _form_page(request, written)
    return await _render(request, "announcement_live.html", written)


@needs("editor")
async def press(request: web.Request) -> web.StreamResponse:
    """Look at it once more, go back to writing, or send it."""
    sent = await form(request)
    written = _read(sent)
    if written.faults or sent.get("viec") == "sua":
        return await _form_page(request, written)
    made = await _made(request, written)
    if not made.letters:
        faults = {"noi": "Nơi này chưa có ai theo dõi và chưa có nhóm nào, nên chưa gửi được."}
        return await _form_page(
            request, Written(written.chosen, written.text, written.mark, faults)
        )
    if sent.get("viec") != "gui":
        return await _render(
            request,
            "announcement_review.html",
            written,
            made=made,
            later=made.due > desk(request).clock(),
        )
    return await _send(request, made, written.mark)


@needs("viewer")
async def one(request: web.Request) -> web.StreamResponse:
    """Show an announcement and how far it has come."""
    shown = _shown(request, await _batch(request))
    return render(request, "announcement.html", shown=shown)


@needs("viewer")
async def progress(request: web.Request) -> web.StreamResponse:
    """Show how far an announcement has come; htmx asks for this part again and again."""
    shown = _shown(request, await _batch(request))
    whole = "announcement_progress.html" if is_part(request) else "announcement.html"
    return render(request, whole, shown=shown)


@needs("editor")
async def stop(request: web.Request) -> web.StreamResponse:
    """Take back what was not sent yet."""
    batch = await _batch(request)
    if not may_send(request, batch.ward):
        raise web.HTTPForbidden(text="Thông báo này ngoài phần việc của bạn.")
    gone = await asyncio.to_thread(desk(request).store.letters.cancel_batch, batch.number)
    told = "Thông báo đã gửi xong từ trước, không còn gì để dừng."
    if gone:
        await note(request, "announce-cancel", f"thông báo {batch.number}, còn {gone} nơi")
        told = f"Đã dừng. {gone} nơi chưa nhận sẽ không nhận thông báo này nữa."
    return redirect(request, f"{LIST}/{batch.number}", told=told)


async def _send(request: web.Request, made: Notice, mark: int) -> web.StreamResponse:
    """Send what was looked at, once, however often the button was pressed."""
    letters, author = desk(request).store.letters, user(request).name
    async with request.app[_SENDING]:
        twins = await _twins(request, made, mark)
        if not twins:
            number = await asyncio.to_thread(notices.send, made, letters, author)
            twins = await _twins(request, made, mark)  # of another process, at the same time
            if min([number, *twins]) == number:
                return await _sent(request, made, number)
            await asyncio.to_thread(letters.cancel_batch, number)
    told = "Thông báo này đã được gửi rồi nên không gửi thêm lần nữa."
    return redirect(request, f"{LIST}/{min(twins)}", told=told)


async def _sent(request: web.Request, made: Notice, number: int) -> web.StreamResponse:
    many = len(made.letters)
    where = _where(made.kind, desk(request).engine.knowledge)
    await note(request, "announce", f"thông báo {number} tới {many} nơi ({where})")
    told = f"Đã xếp hàng gửi tới {many} nơi."
    if made.due > desk(request).clock():
        told = (
            f"Đã xếp hàng; gửi tới {many} nơi lúc {made.due.astimezone(VIETNAM):%H:%M %d/%m/%Y}."
        )
    return redirect(request, f"{LIST}/{number}", told=told)


async def _twins(request: web.Request, made: Notice, mark: int) -> list[int]:
    """Return the announcements that the user sent from the same form."""
    author = user(request).name
    return [
        batch.number
        for batch in await _batches(request)
        if batch.number > mark
        and (batch.text, batch.author) == (made.text, author)
        and batch.kind.endswith(made.kind)  # it may have been stopped meanwhile
    ]


async def _made(request: web.Request, written: Written) -> Notice:
    at_desk, area = desk(request), area_of(request, written.chosen)
    return await asyncio.to_thread(
        notices.notice, notices.checked(written.text), area,
        at_desk.store.chats, at_desk.engine.knowledge, at_desk.clock(),
    )  # fmt: skip


def _read(sent: Form) -> Written:
    chosen, text = str(sent.get("noi", "")), str(sent.get("loi", "")).replace("\r\n", "\n")
    mark = str(sent.get("moc", ""))
    faults = {} if chosen else {"noi": "Chọn nơi nhận."}
    try:
        notices.checked(text)
    except UsageError as error:
        told = str(error)
        faults["loi"] = f"{told[:1].upper()}{told[1:]}."
    return Written(chosen, text, int(mark) if mark.isdecimal() and len(mark) < 16 else 0, faults)


async def _form_page(request: web.Request, written: Written) -> web.StreamResponse:
    found = await asyncio.to_thread(audiences, request)
    return await _render(
        request, "announcement_form.html", written, audiences=found,
        status=FAULTY if request.method == "POST" and written.faults else 200,
    )  # fmt: skip


async def _render(
    request: web.Request, template: str, written: Written, status: int = 200, **values: object
) -> web.StreamResponse:
    knowledge = desk(request).engine.knowledge
    area = area_of(request, written.chosen) if written.chosen else None
    who = await asyncio.to_thread(audience, request, written.chosen) if written.chosen else None
    text = written.text.strip()
    return render(
        request, template, status=status, written=written, longest=notices.LONGEST,
        audience=who,
        bubble=notices.worded(text, area, knowledge) if text and written.chosen else "",
        ending=knowledge.say("tin-thoi-nhan", "vi"), **values,
    )  # fmt: skip


def _shown(request: web.Request, batch: Batch) -> Shown:
    kind = batch.kind.removeprefix(CANCELLED).partition(":")[0]
    where = _where(batch.kind, desk(request).engine.knowledge)
    return Shown(batch, where, _KINDS.get(kind, kind), may_send(request, batch.ward))


def _where(kind: str, knowledge: Knowledge) -> str:
    ward = kind.partition(":")[2]
    return wards.name(ward, knowledge) if ward else "tất cả xã, phường"


async def _batch(request: web.Request) -> Batch:
    number = int(request.match_info["number"])
    batch = await asyncio.to_thread(desk(request).store.letters.batch, number)
    if batch is None:
        raise web.HTTPNotFound
    return batch


async def _batches(request: web.Request) -> list[Batch]:
    """Return the announcements of the last months, newest first."""
    since = datetime.now(UTC) - _SHOWN  # the store's own clock, which no setting fixes
    found = desk(request).store.letters.batches
    return (await asyncio.to_thread(found, since, datetime.max.replace(tzinfo=UTC)))[::-1]


def furnish(app: web.Application) -> None:
    """Let an application send."""
    app[_SENDING] = asyncio.Lock()


_ONE = f"{LIST}/{{number:[0-9]{{1,15}}}}"
ROUTES = [
    web.get(LIST, everything),
    web.get(NEW, blank),
    web.post(NEW, press),
    web.post(f"{NEW}/xem-truoc", preview),
    web.get(_ONE, one),
    web.get(f"{_ONE}/tien-do", progress),
    web.post(f"{_ONE}/dung", stop),
]
