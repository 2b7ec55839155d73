"""A spreadsheet of sessions, taken over after a look at what that changes."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.content import wards as known_wards
from bot.content.editing import Edit
from bot.content.editing.edit import edit_of
from bot.content.loading import Files
from bot.content.spreadsheet.importing import Plan, Wish, plan_import
from bot.content.spreadsheet.matching import Match
from bot.content.spreadsheet.table import CellFault, TableError
from bot.errors import KnowledgeError
from bot.language.text import clean
from bot.web.console.frame import (
    FAULTY,
    MEGABYTE,
    OVERTAKEN,
    day_of,
    desk,
    form,
    house,
    needs,
    redirect,
    render,
    signed_in,
)
from bot.web.console.local import news, seeing
from bot.web.console.local.session_form import LIST
from bot.web.console.publishing import reviewing, saving

LARGEST = MEGABYTE
"""Bytes of a spreadsheet; a workbook of 5,000 sessions has less than half of that."""
_LARGEST_FORM = 2 * LARGEST
"""A page that shows what would change holds the spreadsheet as text."""
_MOST_SHOWN = 200
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Table:
    """A spreadsheet that was sent in, and what was said of it."""

    name: str
    data: bytes
    ward: str
    """Code; empty: that of each row."""
    source: str
    whole: bool


@needs("editor")
async def ask(request: web.Request) -> web.StreamResponse:
    """Show the form for a spreadsheet."""
    codes = {name: code for code, name in seeing.wards(request).items()}
    own = codes.get(seeing.own_ward(request), "")
    return _ask(request, Table("", b"", own, "", whole=False))


@needs("editor", largest=_LARGEST_FORM)
async def take(request: web.Request) -> web.StreamResponse:
    """Go on with a spreadsheet: show its faults, or what it changes, or publish it."""
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    table = await _sent(request)
    if wish == reviewing.BACK:
        return _ask(request, table)
    try:
        async with house(request).one_at_a_time:  # the worst table takes a processor for seconds
            plan = await asyncio.to_thread(_plan, request, files, table)
        edit = edit_of(_title(plan, table), files, plan.files)
        await _refuse_elsewhere(request, edit)
    except (TableError, KnowledgeError) as error:
        return _ask(request, table, error.faults)
    if not edit.files:
        words = "Bảng giống hệt lịch đang có" if plan.matches else "Bảng chưa có dòng nào"
        return redirect(request, LIST, told=f"{words}; chưa có gì thay đổi.")
    mark = _mark(edit)
    overtaken = (await form(request)).get("goc", mark) != mark
    if wish in reviewing.FINAL and not overtaken:
        kept = wish == reviewing.DRAFT
        said = await saving.save(request, edit, about=edit.title, what="import", draft=kept)
        return redirect(request, LIST, told=said)
    return await _review(request, plan, edit, files, table)


async def _review(
    request: web.Request, plan: Plan, edit: Edit, files: Files, table: Table
) -> web.Response:
    mark = _mark(edit)
    also = {"noi_dung": base64.b64encode(table.data).decode(), "ten": table.name, "goc": mark}
    kinds: dict[str, list[Match]] = {"new": [], "changed": [], "same": []}
    for match in plan.matches:
        kind = "new" if match.before is None else "changed" if match.fields else "same"
        kinds[kind].append(match)
    samples = {match.entry.shelf.ward for match in plan.matches if match.entry.shelf.file.sample}
    overtaken = (await form(request)).get("goc", mark) != mark
    shown = await news.review(
        request, edit, files, "import_review.html", also=also, plan=plan,
        kinds=kinds, most=_MOST_SHOWN, whole=table.whole, overtaken=overtaken,
        samples=sorted(map(seeing.written, samples)),
    )  # fmt: skip
    if overtaken and await reviewing.wish(request) in reviewing.FINAL:
        shown.set_status(OVERTAKEN)
    return shown


def _ask(request: web.Request, table: Table, faults: Sequence[object] = ()) -> web.Response:
    shown = [_fault_shown(fault) for fault in faults[:_MOST_SHOWN]]
    return render(
        request, "import.html", status=FAULTY if faults else 200, table=table, faults=shown,
        number=len(faults), wards=seeing.wards(request), wish=reviewing.WISH, address=LIST,
    )  # fmt: skip


def _fault_shown(fault: object) -> tuple[str, str]:
    """Return where a fault is, and what it says."""
    if not isinstance(fault, CellFault):
        return "Kiến thức", str(fault)
    message = fault.message.replace("thêm --area", "chọn phường, xã ở trên")
    message = message.replace("--area: ", "")
    message = message[:1].upper() + message[1:]
    if not fault.row:
        return "Cả tệp", message
    place = str(CellFault(fault.sheet, fault.row, fault.column, "")).removesuffix(": ")
    return place[:1].upper() + place[1:] if not fault.sheet else place, message


async def _refuse_elsewhere(request: web.Request, edit: Edit) -> None:
    if not await saving.may_make(request, edit):
        raise _refusal("Bảng có phiên ngoài địa bàn được giao cho bạn; bỏ các dòng ấy.")


def _refusal(message: str) -> TableError:
    return TableError([CellFault("", 0, 0, message)])


def _plan(request: web.Request, files: Files, table: Table) -> Plan:
    if not table.data:
        raise _refusal("Chọn một tệp .xlsx hoặc .csv.")
    if len(table.data) > LARGEST:
        raise _refusal("Tệp lớn hơn 1 MB; chép riêng bảng lịch sang tệp mới, hoặc chia nhỏ bảng.")
    knowledge, today = desk(request).engine.knowledge, day_of(request)
    area = known_wards.name(table.ward, knowledge) if table.ward else ""
    wish = Wish(table.name, today, area, table.source, signed_in(request).name, whole=table.whole)
    return plan_import(files, knowledge, table.data, wish)


async def _sent(request: web.Request) -> Table:
    sent = await form(request)
    upload, name, data = sent.get("bang"), str(sent.get("ten", "")), b""
    if isinstance(upload, web.FileField):
        with upload.file:
            name, data = upload.filename, await asyncio.to_thread(upload.file.read)
    else:
        try:
            data = base64.b64decode(str(sent.get("noi_dung", "")), validate=True)
        except (binascii.Error, ValueError):
            raise web.HTTPBadRequest from None
    ward = str(sent.get("ward", ""))
    name = clean(name.replace("\\", "/").rpartition("/")[2]).strip()[-_LONGEST_NAME:] or "bảng"
    source = clean(str(sent.get("source", ""))).strip()
    known = ward if ward in seeing.wards(request) else ""
    return Table(name, data, known, source, whole=sent.get("whole") == "1")


def _title(plan: Plan, table: Table) -> str:
    new = sum(match.before is None for match in plan.matches)
    changed = sum(bool(match.before and match.fields) for match in plan.matches)
    gone = f", {len(plan.missing)} bỏ" if table.whole and plan.missing else ""
    return f"Nhập lịch từ {table.name}: {new} mới, {changed} đổi{gone}"


def _mark(edit: Edit) -> str:
    """Return what tells what an edit makes of the folder from what another one does."""
    return hashlib.sha256(repr(sorted(edit.files.items())).encode()).hexdigest()


ROUTES = [web.get(f"{LIST}/_nhap", ask), web.post(f"{LIST}/_nhap", take)]
