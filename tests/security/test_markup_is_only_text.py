"""Markup in questions, YAML and names is shown, never obeyed: web chat, console, Telegram."""

from __future__ import annotations

import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.kept import Draft, StaffMember
from bot.store.sqlite import SqliteStore
from bot.web.server import make_app
from tests.conftest import MOMENT
from tests.telegram_server.markup import without_tags
from tests.web.console.conftest import Enter
from tests.web.reading import Page

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><a href=javascript:x>"
PLAIN = [
    "/console", "/console/hang-doi", "/console/chu-de", "/console/thong-so", "/console/ban-nhap",
    "/console/phat-hanh", "/console/can-bo", "/console/nhat-ky", "/console/chu-de/mua-dieu",
    "/console/ban-nhap/1", "/console/phat-hanh/1", "/console/can-bo/1",
]  # fmt: skip


def assert_obeys_nothing(page: Page) -> None:
    """Check that the page has no script, picture or handler but its own."""
    for tag, attributes, words in page.elements:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert "javascript:" not in attributes.get("href", "")
        assert attributes.get("src", "/static/").startswith("/static/"), attributes
        assert tag != "script" or (attributes.get("src") and not "".join(words).strip())


@pytest.fixture
def poisoned(small_files: Files) -> Engine:
    """Knowledge in which somebody wrote markup wherever text may stand."""
    name = "faq/do-choi.yaml"
    text = small_files[name].decode()
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    changed, times = re.subn(r"(?m)^(    title|      lead): .*$", rf"\1: {quoted}", text, count=2)
    assert times == 2
    return Engine(load({**small_files, name: changed.encode()}))


async def test_what_is_asked_named_or_drafted_stays_text_on_every_page_of_the_console(
    app: web.Application, enter: Enter, store: SqliteStore, console_desk: Desk
) -> None:
    await console_desk.ask(f"{ATTACK} bao nhiêu", "web")
    store.staff.keep(StaffMember(ATTACK, "viewer"))
    store.drafts.keep(Draft(
        ATTACK, ATTACK, {"faq/do-choi.yaml": f"# {ATTACK}\n"}, {"faq/do-choi.yaml": ""},
        console_desk.clock(),
    ))  # fmt: skip
    admin = await enter("admin", name=f"{ATTACK} 2")
    for path in sorted({*PLAIN, *_menu(await admin.see("/console"))}):
        async with admin.client.get(path) as answer:
            body = await answer.text()
        assert answer.status in {200, 404}, path
        assert_obeys_nothing(Page(body))
        assert "<img src=x" not in body
        assert "alert(1)</script>" not in body.replace("&lt;", "").replace("&gt;", "")
    queue = await admin.see("/console/hang-doi")
    assert any("onerror=alert(2)" in text for text in queue.texts("body"))


def _menu(page: Page) -> set[str]:
    hrefs = {link.get("href", "") for link in page.all("a")}
    return {href for href in hrefs if href.startswith("/console") and "/ra" not in href}


async def test_markup_in_yaml_is_text_on_the_pages_of_citizens(
    poisoned: Engine, store: SqliteStore
) -> None:
    pages = make_app(Desk(poisoned, store, lambda: MOMENT), Pulse())
    async with TestClient(TestServer(pages)) as client:
        for method, path, sent in (
            ("GET", "/", None), ("GET", "/topic/mua-dieu", None), ("POST", "/", {"q": ATTACK}),
        ):  # fmt: skip
            async with client.request(method, path, data=sent) as answer:
                body = await answer.text()
            assert answer.status == 200
            assert "alert(1)" in body
            assert_obeys_nothing(Page(body))


def test_markup_in_yaml_is_text_in_telegram(poisoned: Engine) -> None:
    html = as_html(poisoned.topic("mua-dieu", Question("", MOMENT)), poisoned.knowledge)
    assert "&lt;script&gt;" in html
    assert "<img" not in html
    assert ATTACK in without_tags(html)[0]
