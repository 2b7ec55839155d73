from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from string import ascii_letters, digits

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.members import ROLES, has_role, may_edit
from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from bot.web.console.frame import PAGES
from bot.web.console.guard import is_mark, mark
from tests.web.console.conftest import Enter
from tests.web.visiting import assert_safe

OPEN = {"/console/vao", "/console/vao/{secret}"}
OLD = "Trang này đã cũ. Bạn tải lại trang rồi làm lại nhé."


def places(app: web.Application) -> Iterator[tuple[str, str]]:
    """Every way into the console but those of signing in: method and an address."""
    for route in app.router.routes():
        path = route.resource.canonical if route.resource else ""
        if path.startswith("/console") and path not in OPEN and route.method != "HEAD":
            yield route.method, re.sub(r"\{\w+\}", "1", path)


def everything(folder: Path) -> list[str]:
    """All that the store keeps, but for the log of who came in."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        return [line for line in connection.iterdump() if "sign-in" not in line]


async def test_without_a_session_every_page_leads_to_the_way_in(
    app: web.Application, enter: Enter, tmp_path: Path
) -> None:
    guest, before = await enter(None), everything(tmp_path)
    ways = list(places(app))
    assert len(ways) > 15
    for method, path in ways:
        for cookie in ("", "ten=x", f"ten={'a' * 43}"):
            async with guest.client.request(
                method, path, headers={"Cookie": cookie}, allow_redirects=False
            ) as answer:
                assert (answer.status, answer.headers["Location"]) == (303, "/console/vao"), path
                assert_safe(answer.headers)
    assert everything(tmp_path) == before


async def test_htmx_is_led_to_the_way_in_with_the_whole_page(enter: Enter) -> None:
    guest = await enter(None)
    async with guest.client.get("/console", headers={"HX-Request": "true"}) as answer:
        assert (answer.status, answer.headers["HX-Redirect"]) == (401, "/console/vao")


async def test_every_form_wants_the_token_of_its_own_session(
    app: web.Application, enter: Enter, tmp_path: Path
) -> None:
    admin, other = await enter("admin"), await enter("admin", name="Minh")
    await other.see("/console")
    before = everything(tmp_path)
    forged = ["", "x", "é", other.csrf, mark("", "csrf"), mark(admin.csrf, "csrf")]
    posts = [path for method, path in places(app) if method == "POST"]
    assert len(posts) > 5
    for path in posts:
        for token in forged:
            admin.csrf = token
            page = await admin.post(path, {"name": "x"}, status=403)
            assert page.texts("p", "fault") == [OLD], path
            async with admin.client.post(path, headers={"X-Csrf": token}) as answer:
                assert answer.status == 403, path
    assert everything(tmp_path) == before


async def test_another_site_sends_no_form_of_ours(enter: Enter, store: SqliteStore) -> None:
    admin = await enter("admin")
    await admin.see("/console/can-bo/moi")
    form = {"name": "Lan", "role": "viewer"}
    for site in ("cross-site", "same-site"):
        page = await admin.post("/console/can-bo/moi", form, 403, **{"Sec-Fetch-Site": site})
        assert page.texts("p", "fault") == [OLD]
    await admin.post("/console/can-bo/moi", form, **{"Sec-Fetch-Site": "same-origin"})
    assert "Lan" in [member.name for member in store.staff.members()]


async def test_a_script_sends_the_token_in_a_header(enter: Enter, store: SqliteStore) -> None:
    admin = await enter("admin")
    await admin.see("/console")
    token, admin.csrf = admin.csrf, ""
    form = {"name": "Lan", "role": "viewer"}
    await admin.post("/console/can-bo/moi", form, **{"X-Csrf": token})
    assert "Lan" in [member.name for member in store.staff.members()]


async def test_the_menu_shows_what_a_role_may_see_and_all_of_it_opens(enter: Enter) -> None:
    for role in ROLES:
        visitor = await enter(role)
        page = await visitor.see("/console")
        shown = {link["href"] for link in page.all("a") if link["href"] in {p.path for p in PAGES}}
        for entry in PAGES:
            allowed = has_role(StaffMember("", role), entry.role)
            assert (entry.path in shown) == allowed, (role, entry.path)
            await visitor.see(entry.path, status=200 if allowed else 403)


async def test_the_menu_marks_the_page_that_is_open(enter: Enter) -> None:
    admin = await enter("admin")
    for path, marked in (("/console", "Tổng quan"), ("/console/can-bo/moi", "Cán bộ và quyền")):
        page = await admin.see(path)
        [here] = page.all("a", **{"aria-current": "page"})
        assert {p.path: p.label for p in PAGES}[here["href"]] == marked


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("viewer", False), ("editor", False), ("approver", False), ("admin", True)],
)
async def test_only_admins_change_the_staff(
    enter: Enter, store: SqliteStore, role: str, allowed: bool
) -> None:
    visitor = await enter(role, name="Lan")
    number = store.staff.keep(StaffMember("Minh", "viewer"))
    paths = ("/console/can-bo/moi", f"/console/can-bo/{number}",
             f"/console/can-bo/{number}/lien-ket", f"/console/can-bo/{number}/xoa")  # fmt: skip
    for path in paths:
        async with visitor.client.get("/console") as answer:
            visitor.csrf = re.search(r'name="csrf" value="(\w+)"', await answer.text())[1]  # type: ignore[index]
        await visitor.post(path, {"name": path, "role": "viewer"}, 200 if allowed else 403)
    names = {member.name for member in store.staff.members()}
    assert names == ({"Lan", "/console/can-bo/moi"} if allowed else {"Lan", "Minh"})


async def test_a_form_that_cannot_be_read_is_the_senders_fault(enter: Enter) -> None:
    admin = await enter("admin")
    await admin.see("/console")
    for body, kind in (
        (b"csrf=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"csrf=a", "application/x-www-form-urlencoded; charset=xyz"),
        (b"x", "multipart/form-data"),
    ):
        headers = {"Content-Type": kind, "X-Csrf": admin.csrf}
        async with admin.client.post("/console/can-bo/moi", data=body, headers=headers) as answer:
            assert answer.status == 400


async def test_a_form_that_is_too_large_is_refused_with_a_page(enter: Enter) -> None:
    admin = await enter("admin")
    await admin.see("/console")
    page = await admin.post("/console/can-bo/moi", {"name": "a" * 300_000}, status=413)
    assert page.texts("p", "fault") == ["Tệp hoặc nội dung gửi lên quá lớn."]


async def test_the_pages_keep_to_their_own_policy(app: web.Application, enter: Enter) -> None:
    admin = await enter("admin")
    paths = [path for method, path in places(app) if method == "GET" and "/1" not in path]
    for path in [*paths, "/console/phat-hanh/1", "/console/can-bo/1", "/console/vao/x"]:
        async with admin.client.get(path) as answer:
            assert answer.status < 500, path
            if answer.content_type != "text/html":
                continue
        page = await admin.see(path, answer.status)
        assert page.all("style") == []
        for tag, attributes, words in page.elements:
            assert not [name for name in attributes if re.match(r"on|style$|hx-on|hx-vals", name)]
            assert not (tag == "script" and words)
        for thing in [*page.all("script"), *page.all("link")]:
            async with admin.client.get(thing.get("src") or thing["href"]) as answer:
                assert answer.status == 200


async def test_a_word_that_is_said_once_is_not_said_twice(enter: Enter) -> None:
    admin = await enter("admin")
    await admin.see("/console")
    page = await admin.post("/console/can-bo/moi", {"name": "Lan", "role": "viewer"})
    assert page.texts("p", "told") == ["Đã lưu Lan."]
    assert (await admin.see("/console/can-bo")).texts("p", "told") == []


async def test_nobody_else_can_put_words_into_a_page(enter: Enter) -> None:
    admin, other = await enter("admin"), await enter("admin", name="Minh")
    await other.see("/console")
    async with other.client.post(
        "/console/can-bo/moi", data={"csrf": other.csrf, "name": "Lan", "role": "viewer"},
        allow_redirects=False,
    ) as answer:  # fmt: skip
        words = answer.cookies["loi-nhan"].value
    session = (await admin.cookie("ten")).value
    for told in (words, "x.x", ".", "a" * 64 + ".QQ==", "é.é"):
        cookie = f"ten={session}; loi-nhan={told}"
        page = await (await enter(None)).see("/console", Cookie=cookie)
        assert page.texts("h1") == ["Tổng quan"]
        assert page.texts("p", "told") == []


sessions = st.text(ascii_letters + digits + "-_")


@given(sessions, sessions, st.text())
def test_a_mark_is_right_for_its_session_and_text_alone(
    session: str, other: str, text: str
) -> None:
    made = mark(session, "told", text)
    assert is_mark(made, session, "told", text)
    assert is_mark(made, other, "told", text) == (session == other)
    assert is_mark(made, session, "told", text + other) == (other == "")
    assert not is_mark(made, session, "csrf", text)
    assert not is_mark(text, session, "told", text)


def test_each_role_may_do_what_those_below_it_may() -> None:
    for rank, role in enumerate(ROLES):
        member = StaffMember("Lan", role)
        assert [has_role(member, other) for other in ROLES] == [
            other_rank <= rank for other_rank in range(len(ROLES))
        ]
    assert not any(has_role(StaffMember("Lan", "owner"), role) for role in ROLES)


@pytest.mark.parametrize(
    ("role", "areas", "area", "may"),
    [
        ("viewer", (), "", False), ("viewer", (), "1", False), ("viewer", ("1",), "1", False),
        ("editor", (), "", True), ("editor", (), "1", True),
        ("editor", ("1",), "1", True), ("editor", ("1",), "2", False),
        ("editor", ("1",), "", False),
        ("approver", ("1", "2"), "2", True), ("approver", ("1",), "", False),
        ("admin", ("1",), "2", True), ("admin", (), "", True), ("owner", (), "", False),
    ],
)  # fmt: skip
def test_wards_limit_what_may_be_edited(
    role: str, areas: tuple[str, ...], area: str, may: bool
) -> None:
    assert may_edit(StaffMember("Lan", role, areas), area) == may
