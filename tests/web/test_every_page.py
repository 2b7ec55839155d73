"""What every page does whatever happens: headers, failures, readiness, silence in the log."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.desk import Desk
from bot.errors import StoreError
from bot.observing.pulse import Pulse
from bot.web.health import STALE_POLL
from tests.web.visiting import asked, assert_safe, shown

KITE = "Con diều bao nhiêu tiền"
PART = {"X-Part": "turn"}


WAYS = [
    ("GET", "/", {}, 200),
    ("POST", "/", {"data": {"q": KITE}}, 200),
    ("POST", "/", {"data": {"q": KITE}, "headers": PART}, 200),
    ("GET", "/topic/mua-dieu", {}, 200),
    ("GET", "/static/chat.css", {}, 200),
    ("GET", "/healthz", {}, 200),
    ("GET", "/readyz", {}, 200),
    ("HEAD", "/", {}, 200),
    ("POST", "/rate", {"data": {"number": "x"}}, 400),
    ("GET", "/nichts", {}, 404),
    ("GET", "/static/nichts.css", {}, 404),
    ("GET", "/topic/may-bay", {}, 404),
    ("PUT", "/", {}, 405),
    ("GET", "/rate", {}, 405),
    ("POST", "/", {"data": {"q": "a" * 100_000}}, 413),
]


@pytest.mark.parametrize(("method", "path", "more", "status"), WAYS)
async def test_every_response_carries_the_security_headers(
    client: TestClient, method: str, path: str, more: dict[str, Any], status: int
) -> None:
    async with client.request(method, path, **more) as answer:
        assert answer.status == status
        assert_safe(answer.headers)


async def test_the_pages_keep_to_their_own_policy(client: TestClient) -> None:
    for path in ("/", "/topic/mua-dieu"):
        page = await shown(client, path)
        assert page.all("style") == []
        for tag, attributes, words in page.elements:
            assert "style" not in attributes
            assert not (tag == "script" and words)


async def test_a_failing_page_says_so_and_never_tells_the_question(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.engine, "answer", broken)
    async with client.post("/", data={"q": "Bí mật về diều"}) as answer:
        assert answer.status == 500
        assert_safe(answer.headers)
        text = await answer.text()
    assert text == "Có trục trặc. Bạn thử lại sau ít phút nhé."
    assert "ZeroDivisionError" in caplog.text
    assert "Bí mật" not in caplog.text


async def test_an_answer_that_cannot_be_kept_is_given_without_a_rating(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> int:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(desk.store.questions, "record_all", full)
    page = await asked(client, ("q", KITE))
    assert "giá 20.000 đồng" in page.texts("div", "is-answered")[0]
    assert page.all("form", **{"class": "rate"}) == []


async def test_readiness_tells_what_does_not_work(
    client: TestClient, desk: Desk, pulse: Pulse, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    async def state() -> tuple[int, Any]:
        async with client.get("/readyz") as answer:
            return answer.status, (await answer.json())["faults"]

    def broken() -> None:
        raise StoreError("disk I/O error")

    assert await state() == (200, [])
    pulse.beat()
    assert await state() == (200, [])
    assert pulse.last_poll is not None
    pulse.last_poll -= STALE_POLL + 1
    assert await state() == (503, ["telegram"])
    monkeypatch.setattr(desk.store, "ping", broken)
    assert await state() == (503, ["store", "telegram"])
    async with client.get("/healthz") as answer:
        assert answer.status == 200


async def test_nothing_is_logged_about_a_question(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await asked(client, ("q", "Bí mật về diều"))
    assert "Bí mật" not in caplog.text
