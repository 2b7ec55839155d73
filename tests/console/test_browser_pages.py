"""Every page of the console, found by its links, shuts nobody out at any width."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
from aiohttp import web

from bot.web.console import app
from tests.console.office import Office
from tests.console.person import Person
from tests.web.browsing import in_a_browser

pytestmark = in_a_browser
_LINKS = """const parts = document.querySelectorAll("[hx-get]");
return [...document.links].map(link => link.href)
    .concat([...parts].map(part => new URL(part.getAttribute("hx-get"), location).href));"""
"""What is loaded into a page is also a page, for browsers that run no script."""
_FILE = re.compile(r"(\.(xlsx|png|pdf)|\{kind\}|/tep)$")
_PART = "/console/hang-doi/tim-chu-de"
"""Is only ever loaded into a page."""
_SIGNED_OUT = {"/console/vao", "/console/vao/{secret}"}


def patterns() -> dict[str, re.Pattern[str]]:
    """Return the addresses of the pages that can be visited, as routes name them."""
    found = {}
    router = web.UrlDispatcher()
    for room in app._ROOMS:
        router.add_routes(room.ROUTES)
    for route in router.routes():
        resource = route.resource
        if route.method == "GET" and resource is not None:
            info = resource.get_info()
            whole = info.get("pattern") or re.compile(re.escape(info.get("path", "")))
            found[resource.canonical] = whole
    return {name: whole for name, whole in found.items() if not _FILE.search(name)}


def test_no_page_of_the_console_shuts_anybody_out(person: Person, office: Office) -> None:
    routes = patterns()
    for question in ("Con cua đá chui hang nào nhỉ", "Con diều bao nhiêu tiền"):
        person.ask(question)
    office.add_group("gio")
    office.link("Lê Thị Mai", "viewer")
    person.sign_in(office.link("Nguyễn Thị Hoa"))
    keep_a_draft(person)
    announce(person)
    waiting, seen = ["/console"], set()
    while waiting:
        address = urlsplit(waiting.pop())
        name = next((name for name, whole in routes.items() if whole.fullmatch(address.path)), "")
        kind = (name, *sorted(parse_qs(address.query)))
        if not name or kind in seen:
            continue
        seen.add(kind)
        person.visit(urlunsplit(("", "", *address[2:4], "")))
        person.look()
        waiting += person.driver.execute_script(_LINKS)
    assert {name for name, *_ in seen} == set(routes) - _SIGNED_OUT - {_PART}


def test_a_page_that_shuts_somebody_out_does_not_pass(person: Person) -> None:
    person.visit("/console/vao")
    person.look()
    faults = {
        "label": "const made = document.createElement('input')",
        "color-contrast": "const made = document.createElement('p'); made.textContent = 'nhạt';"
        "made.style.color = '#bbb'",
        "wider than the screen": "const made = document.createElement('div');"
        "made.style.width = '2000px'; made.textContent = 'rộng'",
    }
    for fault, script in faults.items():
        person.visit("/console/vao")
        person.driver.execute_script(f"{script}; document.querySelector('main').append(made)")
        with pytest.raises(AssertionError, match=fault):
            person.look()


def announce(person: Person) -> None:
    person.visit("/console/gui-thong-bao/moi?noi=gio")
    person.write("Lời thông báo", "Mai sân đình mở cửa từ 7 giờ.")
    person.press("Xem lại rồi gửi…")
    person.press("Gửi tới 1 nơi")
    person.sees("Đã xếp hàng")


def keep_a_draft(person: Person) -> None:
    person.visit("/console/chu-de/dieu-rach")
    person.write("Tên chủ đề", "Diều rách thì vá thế nào")
    person.press("Lưu…")
    person.press("Lưu bản nháp")
    person.sees("Đã lưu bản nháp 1")
