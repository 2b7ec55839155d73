"""Who belongs to the staff, and what each of them may do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace

from aiohttp import web

from bot.content import wards
from bot.content.knowledge import Knowledge
from bot.staff.links import LINK_LASTS, link
from bot.staff.members import LONGEST_NAME, ROLES, name_of
from bot.store.kept import StaffMember
from bot.web.console.frame import (
    FAULTY,
    ROOT,
    Form,
    desk,
    form,
    house,
    needs,
    note,
    redirect,
    render,
    signed_in,
)

_LIST = f"{ROOT}/can-bo"
_LARGEST_ID = 2**52
_HELP = {
    "viewer": "xem các trang, không sửa gì",
    "editor": "sửa câu trả lời, lịch, thông báo; chỉ trong địa bàn được giao, nếu có ghi",
    "approver": "như biên tập, và duyệt bản nháp, đưa bản cũ trở lại",
    "admin": "mọi việc, kể cả thêm bớt cán bộ",
}


@dataclass(frozen=True)
class Entered:
    """What was typed into the form, and what is wrong with it."""

    name: str
    role: str
    areas: str
    telegram: str
    faults: dict[str, str]
    """By field."""


@needs("admin")
async def everybody(request: web.Request) -> web.StreamResponse:
    """List the staff."""
    members = await asyncio.to_thread(desk(request).store.staff.members)
    knowledge = desk(request).engine.knowledge
    rows = [(member, [wards.name(code, knowledge) for code in member.areas]) for member in members]
    return render(request, "staff.html", rows=rows)


@needs("admin")
async def blank(request: web.Request) -> web.StreamResponse:
    """Show the form for somebody new."""
    return _form_page(request, None, Entered("", "editor", "", "", {}))


@needs("admin")
async def one(request: web.Request) -> web.StreamResponse:
    """Show somebody's form."""
    member = await _member(request)
    knowledge = desk(request).engine.knowledge
    areas = "\n".join(wards.name(code, knowledge) for code in member.areas)
    telegram = str(member.telegram or "")
    return _form_page(request, member, Entered(member.name, member.role, areas, telegram, {}))


@needs("admin")
async def add(request: web.Request) -> web.StreamResponse:
    """Add somebody."""
    return await _keep(request, None)


@needs("admin")
async def change(request: web.Request) -> web.StreamResponse:
    """Change somebody's name, role or wards."""
    return await _keep(request, await _member(request))


@needs("admin")
async def remove(request: web.Request) -> web.StreamResponse:
    """Remove somebody, who is signed out at once."""
    member = await _member(request)
    if member.number == signed_in(request).number:
        raise web.HTTPBadRequest(text="Bạn không tự xóa mình được; nhờ một người quản trị khác.")
    await asyncio.to_thread(desk(request).store.staff.remove, member.number)
    await note(request, "staff-remove", member.name)
    return redirect(request, _LIST, told=f"Đã xóa {member.name}.")


@needs("admin")
async def invite(request: web.Request) -> web.StreamResponse:
    """Make a link by which somebody signs in, and show it once."""
    member = await _member(request)
    store, moment = desk(request).store, house(request).clock()
    secret = await asyncio.to_thread(store.staff.invite, member.number, moment, LINK_LASTS)
    await note(request, "link", member.name)
    address = link(house(request).config.web.address, secret)
    minutes = LINK_LASTS.seconds // 60
    return render(request, "staff_link.html", invited=member, address=address, minutes=minutes)


async def _keep(request: web.Request, before: StaffMember | None) -> web.StreamResponse:
    store = desk(request).store
    members = await asyncio.to_thread(store.staff.members)
    others = [member for member in members if not before or member.number != before.number]
    knowledge = desk(request).engine.knowledge
    found = await asyncio.to_thread(_read, await form(request), others, knowledge)
    if before and before.number == signed_in(request).number:
        found = _still_admin(found)
    if isinstance(found, Entered):
        return _form_page(request, before, found)
    await asyncio.to_thread(
        store.staff.keep, replace(found, number=before.number if before else 0)
    )
    areas = f" ({', '.join(found.areas)})" if found.areas else ""
    what = "staff-change" if before else "staff-add"
    await note(request, what, f"{found.name}: {ROLES[found.role]}{areas}")  # type: ignore[index]
    return redirect(request, _LIST, told=f"Đã lưu {found.name}.")


def _read(
    sent: Form, others: Iterable[StaffMember], knowledge: Knowledge
) -> StaffMember | Entered:
    """Return who the form describes, or what was typed with its faults."""
    faults = {}
    name = name_of(_text(sent, "name"))
    if not name:
        faults["name"] = f"Ghi họ tên, nhiều nhất {LONGEST_NAME} chữ."
    elif any(other.name.casefold() == name.casefold() for other in others):
        faults["name"] = "Đã có người tên này; thêm chức vụ hoặc tổ để phân biệt."
    role = _text(sent, "role")
    if role not in ROLES:
        faults["role"] = "Chọn một quyền."
    lines = [line.strip() for line in _text(sent, "areas").splitlines() if line.strip()]
    areas = [wards.find(line, knowledge) for line in lines]
    unknown = [line for line, area in zip(lines, areas, strict=True) if area is None]
    if unknown:
        faults["areas"] = (
            f"Không rõ «{'», «'.join(unknown)}» là xã, phường nào; "
            "ghi ví dụ: phường Đoàn Kết, tỉnh Lai Châu."
        )
    telegram = _text(sent, "telegram").strip()
    if telegram and not (telegram.isdecimal() and 0 < int(telegram[:20]) < _LARGEST_ID):
        faults["telegram"] = "Số tài khoản Telegram chỉ gồm chữ số."
    elif telegram and any(other.telegram == int(telegram) for other in others):
        faults["telegram"] = "Số này đã là của người khác trong danh sách."
    if faults:
        return Entered(_text(sent, "name"), role, _text(sent, "areas"), telegram, faults)
    codes = tuple(dict.fromkeys(area.code for area in areas if area))
    return StaffMember(
        name, role, () if role == "admin" else codes, int(telegram) if telegram else None
    )


def _still_admin(found: StaffMember | Entered) -> StaffMember | Entered:
    """Keep admins from locking themselves out."""
    if isinstance(found, Entered) or found.role == "admin":
        return found
    fault = "Bạn không tự bỏ quyền quản trị của mình được; nhờ một người quản trị khác."
    telegram = str(found.telegram or "")
    return Entered(found.name, "admin", "\n".join(found.areas), telegram, {"role": fault})


def _text(sent: Form, field: str) -> str:
    value = sent.get(field, "")
    return value if isinstance(value, str) else ""


def _form_page(
    request: web.Request, before: StaffMember | None, entered: Entered
) -> web.StreamResponse:
    return render(
        request, "staff_form.html", status=FAULTY if entered.faults else 200,
        before=before, entered=entered, roles=ROLES, explained=_HELP,
    )  # fmt: skip


async def _member(request: web.Request) -> StaffMember:
    number = int(request.match_info["number"])
    member = await asyncio.to_thread(desk(request).store.staff.member, number)
    if member is None:
        raise web.HTTPNotFound
    return member


_ONE = f"{_LIST}/{{number:[0-9]{{1,15}}}}"
ROUTES = [
    web.get(_LIST, everybody),
    web.get(f"{_LIST}/moi", blank),
    web.post(f"{_LIST}/moi", add),
    web.get(_ONE, one),
    web.post(_ONE, change),
    web.post(f"{_ONE}/xoa", remove),
    web.post(f"{_ONE}/lien-ket", invite),
]
