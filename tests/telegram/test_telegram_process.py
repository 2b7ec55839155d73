from __future__ import annotations

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL, Server, furnished, serving
from tests.telegram.server import TOKEN, BotApi

pytestmark = pytest.mark.process
KILLS = 4
PER_RUN = 12
_AT_ONCE = 16
_QUESTIONS = ["Con diều bao nhiêu tiền", "Tắm mèo bằng gì", "diều", "/start", "xin chào"]


@contextmanager
def running(folder: Path, api: BotApi, token: str = TOKEN) -> Iterator[Server]:
    """Start the real program, as a Telegram bot of the stand-in."""
    with serving(
        furnished(folder), "--knowledge", str(SMALL),
        TELEGRAM_BOT_TOKEN=token, TELEGRAM_API_BASE_URL=api.base_url,
    ) as server:  # fmt: skip
        yield server


async def test_kills_at_any_moment_lose_nothing_and_repeat_only_what_was_in_flight(
    api: BotApi, tmp_path: Path
) -> None:
    dice = random.Random()
    updates: list[int] = []

    async def stream() -> None:
        for _ in range(PER_RUN):
            await asyncio.sleep(dice.uniform(0, 0.02))
            user = len(updates) + 1
            updates.append(await api.say(dice.choice(_QUESTIONS), user=user))

    for _ in range(KILLS):
        before, moment = len(api.calls), dice.randint(1, PER_RUN)
        with running(tmp_path, api) as server:
            writing = asyncio.create_task(stream())
            await api.until(lambda: len(api.calls) >= before + moment, f"{moment} calls")  # noqa: B023
            assert await asyncio.to_thread(server.end, signal.SIGKILL) == -signal.SIGKILL
            await writing
    with running(tmp_path, api) as server:
        await stream()
        await api.all_confirmed()
        assert await asyncio.to_thread(server.end) == 0
        assert server.error == ""
    answers = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
    assert answers.keys() == set(range(1, (KILLS + 1) * PER_RUN + 1))
    assert answers.total() - len(answers) <= KILLS * _AT_ONCE
    store = SqliteStore(tmp_path / "data" / "bot.db")
    assert store.handled(updates) == set(updates)
    store.close()


async def test_the_bot_names_itself_and_says_how_telegram_is(api: BotApi, tmp_path: Path) -> None:
    with running(tmp_path, api) as server:
        await api.say("Con diều bao nhiêu tiền")
        await api.all_confirmed()
        ready = await asyncio.to_thread(server.get, "/readyz")
        body = json.loads(ready.text)
        assert (ready.status, body["faults"]) == (200, [])
        assert isinstance(body["telegram_last_poll_seconds"], float)
        assert await asyncio.to_thread(server.end) == 0
        assert "Telegram: @tro_ly_bot" in server.out.splitlines()
        assert server.error == ""


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
        page = await asyncio.to_thread(server.post, "/", {"q": "Con diều bao nhiêu tiền"})
        assert "Diều bán ở cửa hàng đầu làng" in page.text
        await api.say("Tắm mèo bằng gì")
        await api.until(lambda: api.made("sendMessage", 1), "the answer, once Telegram is back")
        assert await asyncio.to_thread(server.end) == 0
        assert TOKEN not in server.out + server.error
        assert "out of reach" in server.error
