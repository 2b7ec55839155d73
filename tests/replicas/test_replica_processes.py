"""Two real processes on one real PostgreSQL, behind one address."""

from __future__ import annotations

import asyncio
import shutil
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientError, web

from bot.store.postgres import PostgresStore
from handlers.delivery.webhook import HEADER
from tests.conftest import MOMENT
from tests.process.program import SMALL, Server, furnished, serving, until
from tests.replicas.balancing import Balancer
from tests.store.looking import rows
from tests.telegram.conftest import CAT, KITE
from tests.telegram.posting import send_out
from tests.telegram_server.server import TOKEN, BotApi

pytestmark = pytest.mark.process
LEADS = "this process sends letters now"
Starter = Callable[[str], Awaitable[Server]]


def passed_on(api: BotApi, server: Server) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return a page that hands deliveries on to a process, as a proxy does."""

    async def hand_on(request: web.Request) -> web.Response:
        body, headers = await request.read(), {HEADER: request.headers[HEADER]}
        try:
            async with api.client.post(
                f"{server.address}/telegram", data=body, headers=headers
            ) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except (ClientError, OSError):
            return web.Response(status=502)

    return hand_on


@pytest.fixture
async def start(
    api: BotApi, balancer: Balancer, database_url: str, tmp_path: Path
) -> AsyncIterator[Starter]:
    """What starts a replica with a knowledge folder of its own; they share the index cache."""
    async with AsyncExitStack() as stack:

        async def started(name: str) -> Server:
            folder = furnished(tmp_path / name, f"data: {tmp_path / 'data'}\nweb: {{port: 0}}\n")
            shutil.copytree(SMALL, folder / "knowledge")
            server = stack.enter_context(
                serving(
                    folder, "--on", MOMENT.isoformat(), DATABASE_URL=database_url,
                    TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=api.base_url,
                    TELEGRAM_WEBHOOK_URL=balancer.url,
                )
            )  # fmt: skip
            before = len(api.made("setWebhook"))
            await asyncio.to_thread(lambda: server.address)
            await api.until(lambda: len(api.made("setWebhook")) > before, "a webhook")
            balancer.behind.append(passed_on(api, server))
            return server

        yield started


@asynccontextmanager
async def looking(database_url: str) -> AsyncIterator[PostgresStore]:
    store = await asyncio.to_thread(PostgresStore, database_url)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)


async def test_an_edit_of_one_is_answered_by_the_other_at_once(
    start: Starter, tmp_path: Path
) -> None:
    first, second = await start("first"), await start("second")
    file = tmp_path / "first" / "knowledge" / "faq" / "do-choi.yaml"
    text = file.read_text("utf-8")
    assert "cửa hàng đầu làng" in text
    file.write_text(text.replace("cửa hàng đầu làng", "cửa hàng cuối làng"), "utf-8")

    def says(server: Server) -> Callable[[], bool]:
        return lambda: "cửa hàng cuối làng" in server.post("/", {"q": KITE}).text

    await asyncio.to_thread(until, says(first), "the edit in the process that saw it")
    seen = time.monotonic()
    await asyncio.to_thread(until, says(second), "the edit in the other process")
    print(f"the other process follows {time.monotonic() - seen:.2f} s later")
    assert "cửa hàng đầu làng" in (
        tmp_path / "second" / "knowledge" / "faq" / "do-choi.yaml"
    ).read_text("utf-8")


async def test_updates_that_come_to_both_at_once_are_handled_once(
    api: BotApi, start: Starter, database_url: str
) -> None:
    """Whoever is still waiting for its turn takes the reply along; who comes later repeats it.

    Telegram delivers again what it has not seen answered: a reply once more is better than none.
    """
    await start("first")
    await start("second")
    api.queue.twice = True
    for user in range(1, 31):
        await api.say(KITE, user=user)
        await api.say(CAT, user=user)
    await api.all_confirmed()
    for user in range(1, 31):
        texts = [call.text for call in api.made("sendMessage", user)]
        assert ["20.000" in text for text in dict.fromkeys(texts)] == [True, False]
        assert len(texts) <= 4
    async with looking(database_url) as store:
        assert rows(store, "select count(*) from questions") == [(60,)]


async def test_letters_go_out_once_and_a_killed_leader_is_replaced(
    api: BotApi, start: Starter, database_url: str
) -> None:
    servers = [await start("first"), await start("second"), await start("third")]
    for user in range(1, 101):
        api.world.chat(user)
    async with looking(database_url) as store:

        async def sent_by_one(people: range) -> Server:
            def leaders() -> list[Server]:
                return [each for each in servers if LEADS in each.error]

            [leader] = await asyncio.to_thread(until, leaders, "a leader")
            await asyncio.to_thread(send_out, store, people)  # type: ignore[arg-type]
            await asyncio.to_thread(
                until, lambda: rows(store, "select * from letters") == [], "no letters any more"
            )
            return leader

        leader = await sent_by_one(range(1, 51))
        killed = time.monotonic()
        await asyncio.to_thread(leader.end, signal.SIGKILL)
        servers.remove(leader)
        await sent_by_one(range(51, 101))
        print(f"another process had sent all {time.monotonic() - killed:.1f} s after the kill")
    assert [len(api.made("sendMessage", user)) for user in range(1, 101)] == [1] * 100


async def test_a_replica_that_is_killed_loses_no_question(
    api: BotApi, start: Starter, database_url: str
) -> None:
    servers = [await start("first"), await start("second")]
    for user in range(1, 41):
        await api.say(KITE, user=user)
        if user == 20:
            await asyncio.to_thread(servers[0].end, signal.SIGKILL)
    await api.all_confirmed()
    answers = [len(api.made("sendMessage", user)) for user in range(1, 41)]
    twice = sum(number > 1 for number in answers)
    print(f"{twice} of 40 answered twice")
    assert min(answers) == 1
    async with looking(database_url) as store:
        assert rows(store, "select count(*) from updates") == [(40,)]
