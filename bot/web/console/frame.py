"""What every page for the staff is built on: sign-in, forms, navigation, notes, the layout.

A page module has handlers and `ROUTES`, which `bot/web/console/app.py` collects:

    @needs("editor")                                   # or viewer, approver, admin
    async def save(request: web.Request) -> web.StreamResponse:
        sent = await form(request)                     # its CSRF token was checked
        guard_area(request, area)                      # 403 where the ward is not theirs
        ...                                            # asyncio.to_thread for the store
        await note(request, "edit", topic)             # into the audit log
        return redirect(request, "/console/chu-de", told="Đã lưu.")

    ROUTES = [web.get("/console/chu-de", page), web.post("/console/chu-de", save)]

- `render(request, "topics.html", **values)` fills templates/console/topics.html, which begins
  with `{% extends "console/layout.html" %}` and fills the blocks `title` (also the heading) and
  `content`. Every template has `member`, `house`, `knowledge` (in force), `today`, `csrf`,
  `may(role)`, `may_edit(area)`, `topic_link(id)` and the filters `day`, `moment`, `role`. A part
  for htmx is a template that extends nothing.
- Every form that posts contains `{{ csrf_field() }}`; htmx sends the token by itself.
- `needs` checks the session, the role and, on everything but GET, the token, before the handler
  runs. `web.HTTPForbidden`, `web.HTTPNotFound`, `web.HTTPBadRequest(text=…)` and `BotError`s
  raised in a handler become a page that says so. Larger forms: `needs(role, largest=MEGABYTE)`.
- Redirect by returning `redirect(…)`, never by raising.
- A menu entry is a line in `PAGES`. Styles: the classes at the top of static/console.css. Neither
  script nor style stands in a page itself (CSP): no `style=`, no `on…=`, no `hx-on`.
- `house(request)` has `config`, `preparer`, `clock` and the lock `one_at_a_time`; `desk(request)`
  has `engine`, `store` and the clock of the answers.
- Differences between two folders: `differences.of` and the part `difference.html`. Saving an edit,
  or keeping it as a draft: `saving`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from aiohttp import web
from jinja2 import Environment
from markupsafe import Markup
from multidict import MultiDictProxy

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.errors import BotError, KnowledgeError, StoreError
from bot.staff import members
from bot.staff.house import House
from bot.staff.members import ROLES, Role
from bot.store.kept import Deed, StaffMember
from bot.web.console import cookies, guard
from bot.web.keys import DESK, HOUSE
from bot.web.keys import PAGES as TEMPLATES

log = logging.getLogger(__name__)
ROOT = cookies.PATH
MEGABYTE = 1024 * 1024
FAULTY, OVERTAKEN = 422, 409  # of a form that comes back: why
_LARGEST_FORM = 256 * 1024
_MOST_FIELDS = 2000
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Form = MultiDictProxy[str | bytes | bytearray | web.FileField]
_CSRF_FIELD = Markup('<input type="hidden" name="csrf" value="{}">')
_MEMBER = web.RequestKey("member", StaffMember)
_FORM = web.RequestKey("form", MultiDictProxy)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the menu."""

    path: str
    label: str
    role: Role = "viewer"
    """From which role on it is shown."""


PAGES: list[Page] = [
    Page("/console", "Tổng quan"),
    Page("/console/hang-doi", "Câu hỏi chờ"),
    Page("/console/chu-de", "Chủ đề"),
    Page("/console/thong-so", "Thông số"),
    Page("/console/phien", "Phiên lưu động"),
    Page("/console/thong-bao", "Thông báo"),
    Page("/console/ban-nhap", "Bản nháp", "editor"),
    Page("/console/phat-hanh", "Các bản phát hành"),
    Page("/console/gui-thong-bao", "Gửi thông báo"),
    Page("/console/so-lieu", "Số liệu đã đếm"),
    Page("/console/bao-cao", "Báo cáo"),
    Page("/console/to-dan", "Tờ dán và bài loa"),
    Page("/console/can-bo", "Cán bộ và quyền", "admin"),
    Page("/console/nhat-ky", "Nhật ký", "approver"),
]
"""The menu, in order."""


def needs(role: Role, largest: int = _LARGEST_FORM) -> Callable[[Handler], Handler]:
    """Let only those in who are signed in with a role, and only forms that are our own.

    `largest`: bytes that a form may have, files included.
    """

    def guarded(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarding(request: web.Request) -> web.StreamResponse:
            member = await _whose_session(request)
            if member is None:
                return _to_sign_in(request)
            request[_MEMBER] = member
            try:
                if not members.has_role(member, role):
                    raise web.HTTPForbidden
                if request.method not in {"GET", "HEAD"}:
                    request[_FORM] = await _own_form(request, largest)
                return await handler(request)
            except web.HTTPException as error:
                return fault(request, error.status, error.text or "")
            except BotError as error:
                return told_fault(request, error)

        return guarding

    return guarded


def signed_in(request: web.Request) -> StaffMember:
    """Return who uses a page that `needs` guards."""
    return request[_MEMBER]


def guard_area(request: web.Request, area: str = "") -> None:
    """Raise 403 where the user may not change what belongs to a ward (empty: to everybody)."""
    if not members.may_edit(signed_in(request), area):
        raise web.HTTPForbidden(text="Việc này ngoài địa bàn được giao cho bạn.")


async def form(request: web.Request) -> Form:
    """Return what a page guarded by `needs` was sent; its CSRF token was checked."""
    sent: Form = request[_FORM]
    return sent


async def note(request: web.Request, what: str, about: str) -> None:
    """Keep in the audit log what the user did: a word of `audit.DEEDS`, and to what."""
    deed = Deed(house(request).clock(), signed_in(request).name, what, about)
    await asyncio.to_thread(desk(request).store.audit.note, deed)


def desk(request: web.Request) -> Desk:
    """Return the desk: engine, store, clock of the answers."""
    return request.app[DESK]


def house(request: web.Request) -> House:
    """Return what is known of the installation."""
    return request.app[HOUSE]


def is_part(request: web.Request) -> bool:
    """Return whether htmx asks, which wants a part of a page."""
    return request.headers.get("HX-Request") == "true"


def day_of(request: web.Request) -> date:
    """Return the day in Vietnam for which the pages are shown."""
    return desk(request).clock().astimezone(VIETNAM).date()


def render(
    request: web.Request, template: str, *, status: int = 200, **values: Any
) -> web.Response:
    """Return a page, or a part of one, made of a template in templates/console."""
    member = request.get(_MEMBER)
    csrf = guard.mark(request.cookies[cookies.SESSION], "csrf") if member else ""
    told = cookies.words(request) if member and not is_part(request) else ""
    knowledge = desk(request).engine.knowledge
    found = request.app[TEMPLATES].get_template(f"console/{template}")
    text = found.render(
        {
            "member": member,
            "house": house(request),
            "knowledge": knowledge,
            "today": day_of(request),
            "frame": {
                "pages": [
                    page for page in PAGES if member and members.has_role(member, page.role)
                ],
                "here": _here(request.path),
                "told": told,
            },
            "csrf": csrf,
            "csrf_field": lambda: _CSRF_FIELD.format(csrf),
            "may": lambda role: member is not None and members.has_role(member, role),
            "may_edit": lambda area="": member is not None and members.may_edit(member, area),
            "topic_link": topic_link,
            **values,
        }
    )
    response = web.Response(text=text, content_type="text/html", status=status)
    if told:
        cookies.forget_words(response)
    return response


def redirect(request: web.Request, path: str, told: str = "") -> web.Response:
    """Return the way to another page, which says `told` once."""
    response = web.Response(status=303, headers={"Location": path})
    if is_part(request):  # htmx would put the other page into the part
        response = web.Response(status=204, headers={"HX-Redirect": path})
    if told:
        cookies.keep_words(request, response, told)
    return response


def fault(request: web.Request, status: int, text: str = "") -> web.Response:
    """Return a page that says why something cannot be done."""
    wanted = _TEXTS.get(status, "Có trục trặc. Bạn thử lại sau ít phút nhé.")
    if not text or status == 413 or text.startswith(f"{status}:"):  # aiohttp's own words
        text = wanted
    template = "fault_part.html" if is_part(request) else "fault.html"
    return render(request, template, status=status, text=text)


_TEXTS = {
    400: "Biểu mẫu thiếu hoặc sai một ô. Bạn quay lại và kiểm tra giúp.",
    403: "Bạn không có quyền làm việc này. Cần thì hỏi người quản trị.",
    404: "Không có trang này.",
    413: "Tệp hoặc nội dung gửi lên quá lớn.",
}


def is_from_elsewhere(request: web.Request) -> bool:
    """Return whether the browser says that another site sent this request."""
    return request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}


def topic_link(topic: str) -> str:
    """Return the address of a topic's page, empty where there is none."""
    has_page = any(page.path == "/console/chu-de" for page in PAGES)
    return f"/console/chu-de/{topic}" if has_page else ""


def furnish(templates: Environment) -> None:
    """Add the filters that the templates use."""
    templates.filters["day"] = _day
    templates.filters["moment"] = lambda when: f"{when.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    templates.filters["role"] = lambda role: ROLES.get(role, role)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


async def _whose_session(request: web.Request) -> StaffMember | None:
    secret = request.cookies.get(cookies.SESSION)
    if not secret:
        return None
    now: datetime = house(request).clock()
    return await asyncio.to_thread(desk(request).store.staff.signed_in, secret, now)


def _to_sign_in(request: web.Request) -> web.Response:
    if is_part(request):
        return web.Response(status=401, headers={"HX-Redirect": f"{ROOT}/vao"})
    return web.Response(status=303, headers={"Location": f"{ROOT}/vao"})


async def _own_form(request: web.Request, largest: int) -> Form:
    try:
        sent = await request.clone(client_max_size=largest, client_max_fields=_MOST_FIELDS).post()
    except (ValueError, LookupError):  # bytes that its charset does not have, or no such charset
        raise web.HTTPBadRequest from None
    token = request.headers.get("X-Csrf") or sent.get("csrf")
    session = request.cookies[cookies.SESSION]
    own = isinstance(token, str) and guard.is_mark(token, session, "csrf")
    if not own or is_from_elsewhere(request):
        for sent_file in (each for each in sent.values() if isinstance(each, web.FileField)):
            sent_file.file.close()
        raise web.HTTPForbidden(text="Trang này đã cũ. Bạn tải lại trang rồi làm lại nhé.")
    return sent


def told_fault(request: web.Request, error: BotError) -> web.Response:
    """Return a page that says what an error says, but for one of the database."""
    if isinstance(error, StoreError):
        log.error("a page for the staff failed: %s", error)
        return fault(request, 503)
    if isinstance(error, KnowledgeError):
        return fault(request, 409, f"Kiến thức có lỗi: {error.faults[0]}")
    return fault(request, 409, str(error))


def _here(path: str) -> str:
    """Return the path of the menu's entry that a page belongs to."""
    inside = (page.path for page in PAGES if f"{path}/".startswith(f"{page.path}/"))
    return max(inside, key=len, default="")
