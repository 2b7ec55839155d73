"""The real program against the stand-in for Telegram.

`DELIVERY_LONG=1` kills it thirty times in each way instead of three.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL, Server, furnished, serving, until
from tests.telegram.conftest import CAT, KITE, both_ways
from tests.telegram_server.server import TOKEN, BotApi

pytestmark = pytest.mark.process
KILLS = 30 if os.environ.get("DELIVERY_LONG") else 3
PER_RUN = 15
_QUESTIONS = [KITE, CAT, "diều", "/start", "xin chào"]


@contextmanager
def running(
    folder: Path, api: BotApi, way: str = "polling", token: str = TOKEN, **more: str
) -> Iterator[Server]:
    """Start the real program, as a Telegram bot of the stand-in."""
    settings = {
        "TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_BASE_URL": api.base_url, **more,
    }  # fmt: skip
    arguments = ["--knowledge", str(SMALL)]
    if way == "webhook":
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        arguments += ["--port", str(port)]
        settings["TELEGRAM_WEBHOOK_URL"] = f"http://127.0.0.1:{port}/telegram"
    with serving(furnished(folder), *arguments, **settings) as server:
        yield server


class Stream:
    """Persons who each ask once, at moments that chance picks."""

    def __init__(self, api: BotApi) -> None:
        self.dice = random.Random()
        self.updates: dict[int, int] = {}
        """The update of each person."""
        self._api = api

    async def flow(self) -> None:
        for _ in range(PER_RUN):
            await asyncio.sleep(self.dice.uniform(0, 0.02))
            user = len(self.updates) + 1
            self.updates[user] = await self._api.say(self.dice.choice(_QUESTIONS), user=user)

    def answers(self) -> Counter[int]:
        """Return how often each person was answered."""
        return Counter(call.given["chat_id"] for call in self._api.made("sendMessage"))

    def in_flight(self, folder: Path) -> set[int]:
        """Return who was answered without the program having had time to note it."""
        if not (folder / "data" / "bot.db").exists():
            return set()
        with closing(SqliteStore(folder / "data" / "bot.db")) as store:
            noted = store.updates.handled(self.updates.values())
        return {user for user in self.answers() if self.updates[user] not in noted}


@both_ways
async def test_kills_at_any_moment_lose_nothing_and_repeat_only_what_was_in_flight(
    api: BotApi, tmp_path: Path, way: str
) -> None:
    stream = Stream(api)
    excused: set[int] = set()
    for _ in range(KILLS):
        before, moment = len(api.calls), stream.dice.randint(1, PER_RUN)
        with running(tmp_path, api, way) as server:
            writing = asyncio.create_task(stream.flow())
            await api.until(lambda: len(api.calls) >= before + moment, f"{moment} calls")  # noqa: B023
            assert await asyncio.to_thread(server.end, signal.SIGKILL) == -signal.SIGKILL
            await writing
        excused |= stream.in_flight(tmp_path)
    with running(tmp_path, api, way) as server:
        await stream.flow()
        await api.all_confirmed()
        assert await asyncio.to_thread(server.end) == 0
        assert server.error == ""
    answers = stream.answers()
    twice = {user for user, number in answers.items() if number > 1}
    print(f"{way}: {len(answers)} persons, {KILLS} kills, {len(twice)} answered twice")
    assert answers.keys() == stream.updates.keys()
    assert max(answers.values()) <= 1 + KILLS
    assert twice <= excused
    if way == "webhook":
        assert twice == set()
    assert stream.in_flight(tmp_path) == set()


def complaints(server: Server) -> list[str]:
    """Return what was logged, but for what is true at a start: deliveries failed, and wait."""
    return [line for line in server.error.splitlines() if " updates wait; " not in line]


@both_ways
async def test_stops_and_starts_under_a_stream_lose_nothing_and_repeat_nothing(
    api: BotApi, tmp_path: Path, way: str
) -> None:
    stream = Stream(api)
    for _ in range(2):
        with running(tmp_path, api, way) as server:
            before, moment = len(api.calls), stream.dice.randint(3, PER_RUN)
            writing = asyncio.create_task(stream.flow())
            await api.until(lambda: len(api.calls) >= before + moment, f"{moment} calls")  # noqa: B023
            assert await asyncio.to_thread(server.end) == 0
            await writing
            assert complaints(server) == []
        assert stream.in_flight(tmp_path) == set()
    with running(tmp_path, api, way) as server:
        await stream.flow()
        await api.all_confirmed()
        assert await asyncio.to_thread(server.end) == 0
    assert stream.answers() == Counter(stream.updates.keys())


@both_ways
async def test_the_bot_names_itself_and_says_how_telegram_is(
    api: BotApi, tmp_path: Path, way: str
) -> None:
    with running(tmp_path, api, way) as server:
        await api.say(KITE)
        await api.until(lambda: api.made("sendMessage"), "the answer")
        await api.all_confirmed()
        ready = await asyncio.to_thread(server.get, "/readyz")
        body = json.loads(ready.text)
        assert (ready.status, body["faults"], body["telegram_trouble"]) == (200, [], "")
        assert isinstance(body["telegram_last_poll_seconds"], float)
        assert await asyncio.to_thread(server.end) == 0
        assert "Telegram: @tro_ly_bot" in server.out.splitlines()
        assert server.error == ""


async def test_the_page_of_the_webhook_lies_beside_the_web_chat(
    api: BotApi, tmp_path: Path
) -> None:
    with running(tmp_path, api, "webhook") as server:
        await api.until(lambda: api.queue.hook.url, "a webhook")
        page = await asyncio.to_thread(server.post, "/", {"q": KITE})
        assert "Diều bán ở cửa hàng đầu làng" in page.text
        refused = await asyncio.to_thread(server.post, "/telegram", {"update_id": "1"})
        assert refused.status == 403
        assert (await asyncio.to_thread(server.get, "/telegram")).status == 405


async def test_a_page_that_the_web_chat_has_cannot_be_the_webhook(
    api: BotApi, tmp_path: Path
) -> None:
    with running(tmp_path, api, TELEGRAM_WEBHOOK_URL="https://example.org/rate") as server:
        assert await asyncio.to_thread(server.ended) == 2
        [line] = server.error.splitlines()
        assert line.startswith("telegram.webhook_url: ")


async def test_a_second_process_of_one_installation_waits_for_the_first(
    api: BotApi, tmp_path: Path
) -> None:
    with running(tmp_path, api) as first:
        await api.until(lambda: api.made("getUpdates"), "a poll")
        other = tmp_path / "other"
        other.mkdir()
        config = f"data: {tmp_path / 'data'}\nweb: {{port: 0}}\n"
        with serving(
            furnished(other, config), "--knowledge", str(SMALL),
            TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=api.base_url,
        ) as second:  # fmt: skip
            ready = await asyncio.to_thread(_unready, second)
            assert "another process" in ready["telegram_trouble"]
            await asyncio.to_thread(first.end, signal.SIGKILL)
            await api.say(KITE)
            await api.until(lambda: api.made("sendMessage"), "the answer of the second")
            assert await asyncio.to_thread(second.end) == 0
    assert not [line for line in first.error.splitlines() if "polls with this token" in line]


def _unready(server: Server) -> dict[str, str]:
    def look() -> dict[str, str] | None:
        found = server.get("/readyz")
        body: dict[str, str] = json.loads(found.text)
        return body if found.status == 503 else None

    return until(look, "a second process that is not ready")


async def test_a_refused_token_is_one_clear_line_without_the_token(
    api: BotApi, tmp_path: Path
) -> None:
    with running(tmp_path, api, token="999:GEHEIM") as server:
        assert await asyncio.to_thread(server.ended) == 2
        [line] = server.error.splitlines()
        assert line == "Telegram không nhận token; kiểm tra TELEGRAM_BOT_TOKEN"


async def test_the_page_serves_while_telegram_is_out_of_reach(api: BotApi, tmp_path: Path) -> None:
    api.fail("getMe", 502, "Bad Gateway")
    with running(tmp_path, api) as server:
        page = await asyncio.to_thread(server.post, "/", {"q": KITE})
        assert "Diều bán ở cửa hàng đầu làng" in page.text
        await api.say(CAT)
        await api.until(lambda: api.made("sendMessage", 1), "the answer, once Telegram is back")
        assert await asyncio.to_thread(server.end) == 0
        assert TOKEN not in server.out + server.error
        assert "out of reach" in server.error
