from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from bot.web.server import make_app
from handlers.setup import examining
from tests.commands.looking import LONG_TOKEN, looked, looked_at, serving, with_port
from tests.telegram_server.contents import message
from tests.telegram_server.server import TOKEN, BotApi

URL = "https://bot.example.org/GEHEIM"


@pytest.fixture
async def running(house: Path, small_engine: Engine, tmp_path: Path) -> AsyncIterator[Pulse]:
    """An assistant that runs at the port of the installation."""
    store, pulse = SqliteStore(tmp_path / "data" / "bot.db"), Pulse()
    async with serving(make_app(Desk(small_engine, store), pulse)) as port:
        with_port(house, port)
        yield pulse
    store.close()


async def test_a_running_assistant_is_found_and_not_disturbed(
    presented: BotApi, house: Path, running: Pulse
) -> None:
    running.beat()
    report = await looked_at(presented, house)
    assert (report.code, report.faults) == (0, set())
    assert "đang chạy" in report.told("web")
    assert "giây trước" in report.told("polling")
    assert presented.made("getUpdates") == []


async def test_what_a_running_assistant_complains_of_is_told(
    api: BotApi, house: Path, running: Pulse
) -> None:
    running.beat()
    running.complain("the webhook was taken away")
    report = await looked_at(api, house)
    assert (report.code, report.faults) == (2, {"polling"})
    assert "the webhook was taken away" in report.told("polling")


async def test_an_assistant_that_was_started_without_the_token_is_to_be_started_again(
    api: BotApi, house: Path, running: Pulse
) -> None:
    report = await looked_at(api, house)
    assert report.state("polling") == "warning"
    assert "khởi động lại" in report.told("polling")


async def test_a_webhook_in_the_way_of_polling_is_told_without_its_path(
    api: BotApi, house: Path
) -> None:
    api.queue.hook.url = "https://example.org/GEHEIM"
    report = await looked_at(api, house)
    state, told = report.lines["webhook"]
    assert state == "warning"
    assert "409" in told
    assert "https://example.org " in told
    assert "GEHEIM" not in told
    assert "polling" not in report.lines


async def test_updates_that_wait_are_counted_and_left_where_they_are(
    api: BotApi, house: Path
) -> None:
    for number in range(100):
        await api.deliver_as(number + 1, message=message("Con diều", user=number))
    report = await looked_at(api, house)
    state, told = report.lines["webhook"]
    assert state == "warning"
    assert "100 tin đang chờ" in told
    assert len(api.queue.waiting) == 100
    assert report.state("polling") == "ok"


async def test_another_process_that_polls_is_a_fault(
    api: BotApi, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "LISTENING", 3)

    async def poll_for_ever() -> None:
        async with ClientSession() as client:
            while True:
                async with client.post(f"{api.base_url}{TOKEN}/getUpdates", json={"timeout": 9}):
                    pass

    other = asyncio.create_task(poll_for_ever())
    report = await looked_at(api, house)
    other.cancel()
    assert (report.code, report.faults) == (2, {"polling"})
    assert "409" in report.told("polling")


async def test_a_webhook_that_is_set_as_it_should_be_is_good(api: BotApi, house: Path) -> None:
    api.queue.hook.url = URL
    report = await looked_at(api, house, TELEGRAM_WEBHOOK_URL=URL)
    assert report.lines["webhook"] == (
        "ok", "Cách nhận tin: webhook https://bot.example.org, 0 tin đang chờ",
    )  # fmt: skip
    assert api.made("getUpdates") == []


@pytest.mark.parametrize("now", ["", "https://else.example.org/tin"])
async def test_a_webhook_that_is_not_set_or_leads_elsewhere_is_told(
    api: BotApi, house: Path, now: str
) -> None:
    api.queue.hook.url = now
    state, told = (await looked_at(api, house, TELEGRAM_WEBHOOK_URL=URL)).lines["webhook"]
    assert state == "warning"
    assert (now.rpartition("/")[0] or "chưa có") in told
    assert "GEHEIM" not in told


async def test_what_telegram_complains_of_is_repeated(
    api: BotApi, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = api.queue.info

    def troubled() -> dict[str, Any]:
        return {**info(), "last_error_message": "Wrong response from the webhook: 502 Bad Gateway",
                "last_error_date": date, "has_custom_certificate": True}  # fmt: skip

    monkeypatch.setattr(api.queue, "info", troubled)
    api.queue.hook.url = URL
    date = int(time.time())
    fresh = await looked_at(api, house, TELEGRAM_WEBHOOK_URL=URL)
    date -= 24 * 3600
    old = await looked_at(api, house, TELEGRAM_WEBHOOK_URL=URL)
    assert "502 Bad Gateway" in fresh.told("webhook")
    assert "chứng chỉ tự ký" in fresh.told("webhook")
    assert (fresh.state("webhook"), old.state("webhook")) == ("warning", "ok")


@pytest.mark.parametrize(
    ("url", "fault"),
    [("http://example.org/tin", True), ("https://example.org:8080/tin", True),
     ("https://example.org:8443/tin", False)],
)  # fmt: skip
def test_an_address_that_telegram_does_not_deliver_to_is_a_fault(
    house: Path, closed: int, url: str, fault: bool
) -> None:
    report = looked(
        house, TELEGRAM_BOT_TOKEN=LONG_TOKEN, TELEGRAM_WEBHOOK_URL=url,
        TELEGRAM_PROXY=f"http://127.0.0.1:{closed}",
    )  # fmt: skip
    assert ("webhook_url" in report.faults) == fault
