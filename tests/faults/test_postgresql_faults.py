"""A PostgreSQL that restarts or is cut off, and replicas on it that are killed."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from handlers.delivery import post
from tests.faults.conftest import Tally
from tests.faults.machine import LONG, ON, QUICK, Home, Machine, free_port
from tests.faults.test_killed_while_answering import FOLLOW, Crowd
from tests.postgresql import Server, server
from tests.telegram.conftest import served
from tests.telegram.posting import EVENING, evening, settled
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.faults, pytest.mark.process]
CUT_OFF = 30.0 if LONG else 3.0
"""Seconds for which there is no database."""
REPLICAS = 3
KILLS = 150 if LONG else 3
_QUICK = {
    **QUICK, "handlers.delivery.leading.LOOK_EVERY": 0.1,
    "handlers.delivery.post.IN_HAND": timedelta(0),
}  # fmt: skip
"""The clock of a test stands still, so what a killed replica had in hand is free at once."""


@pytest.fixture
async def own_server() -> AsyncIterator[Server]:
    """A server that a test may stop without harm to others."""
    with server() as made:
        yield made


@pytest.mark.parametrize(
    ("way", "how"),
    [("webhook", signal.SIGQUIT)]
    + [("polling", signal.SIGQUIT), ("polling", signal.SIGINT), ("webhook", signal.SIGINT)] * LONG,
)
async def test_no_update_is_lost_while_postgresql_is_away_and_all_is_kept_again_afterwards(
    api: BotApi, tmp_path: Path, own_server: Server, way: str, how: signal.Signals,
    dice: random.Random, tally: Tally,
) -> None:  # fmt: skip
    """Promised: who asks while the database is away is answered; what could not be kept is not
    said to be kept; with the database all is kept again, without a restart.
    """
    home = Home(tmp_path / "home", api, own_server.database())
    crowd = Crowd(api, dice)
    with home.running(way) as machine:
        await crowd.act()
        await api.all_confirmed()
        await asyncio.to_thread(own_server.stop, how)
        tally.injected += 1
        loop = asyncio.get_running_loop()
        until = loop.time() + CUT_OFF
        while loop.time() < until:
            await crowd.act()
            await asyncio.sleep(CUT_OFF / 10)
        during = {*crowd.updates}
        await asyncio.to_thread(own_server.start)
        await api.all_confirmed()
        while not (await _ready(machine)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await crowd.act()
        await api.all_confirmed()
        assert await asyncio.to_thread(machine.end) == 0
    answers = crowd.answers()
    with home.store() as store:
        not_kept = crowd.without_effect(store)
    lying = {
        user for user in not_kept
        if any("đã theo dõi" in text.lower() or "sẽ nhắc" in text for text in api.shown(user))
    }  # fmt: skip
    lost = (crowd.updates.keys() - answers.keys()) | lying | (not_kept - during)
    tally.lost, tally.twice = len(lost), answers.total() - len(answers)
    tally.more = f"{len(crowd.updates)} updates by {way}, {len(not_kept)} wishes refused"
    assert lost == set()
    assert way == "polling" or tally.twice == 0
    assert any(what == FOLLOW for what in crowd.did.values())


async def _ready(machine: Machine) -> bool:
    return (await asyncio.to_thread(machine.get, "/readyz")).status == 200


class Proxy:
    """Gives each delivery to the next replica that takes it."""

    def __init__(self, client: aiohttp.ClientSession, ports: list[int]) -> None:
        self._client, self._ports, self._turn = client, ports, count()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body, headers = await request.read(), {**request.headers}
        headers.pop("Host", None)
        for _ in self._ports:
            port = self._ports[next(self._turn) % len(self._ports)]
            address = f"http://127.0.0.1:{port}/telegram"
            try:
                async with self._client.post(address, data=body, headers=headers) as answer:
                    kind = answer.headers.get("Content-Type", "text/plain")
                    told = await answer.read()
                    return web.Response(
                        status=answer.status, body=told, headers={"Content-Type": kind}
                    )
            except aiohttp.ClientConnectorError:
                continue  # nobody listens there: the next one
            except aiohttp.ClientError:
                break  # it was killed with the delivery in hand
        return web.Response(status=502)


@asynccontextmanager
async def proxied(ports: list[int]) -> AsyncIterator[str]:
    async with served() as (address, pages), aiohttp.ClientSession() as client:
        pages["telegram"] = Proxy(client, ports).handle  # type: ignore[assignment]
        yield f"{address}/telegram"


class Cluster:
    """Three replicas behind a proxy, on one database; each can be killed and comes back."""

    def __init__(self, folder: Path, api: BotApi, database: str, on: str = ON) -> None:
        self.homes = [Home(folder / str(at), api, database) for at in range(REPLICAS)]
        self._ports = [free_port() for _ in self.homes]
        self._machines: dict[int, Machine] = {}
        self._api, self._on = api, on

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with proxied(self._ports) as self._address, AsyncExitStack() as self._stack:
            for at in range(REPLICAS):
                self._start(at)
            for machine in self._machines.values():
                await asyncio.to_thread(getattr, machine, "address")
            await self._api.until(lambda: self._api.queue.hook.url == self._address, "a webhook")
            yield
            for machine in self._machines.values():
                await asyncio.to_thread(getattr, machine, "address")
                assert await asyncio.to_thread(machine.end) == 0

    async def kill(self, at: int) -> None:
        await asyncio.to_thread(self._machines[at].end, signal.SIGKILL)

    def come_back(self, at: int) -> None:
        self._start(at)

    def _start(self, at: int) -> None:
        port, hook = self._ports[at], self._address
        running = self.homes[at].running(
            "webhook", port=port, hook=hook, on=self._on, tuning=_QUICK
        )
        self._machines[at] = self._stack.enter_context(running)


async def test_no_update_is_lost_when_any_of_three_replicas_is_killed_at_any_moment(
    api: BotApi, tmp_path: Path, database_url: str, dice: random.Random, tally: Tally
) -> None:
    """Promised: every update is answered and takes effect, whichever replica dies; an answer is
    said twice only where a replica died between saying it and noting it.
    """
    cluster = Cluster(tmp_path, api, database_url)
    crowd, excused = Crowd(api, dice), set[int]()
    async with cluster.running():
        for _ in range(KILLS):
            at = dice.randrange(REPLICAS)
            acting = asyncio.create_task(crowd.act())
            await asyncio.sleep(dice.uniform(0, 0.15))
            await cluster.kill(at)
            with cluster.homes[at].store() as store:
                in_flight = crowd.unmarked(store)
            excused |= in_flight
            tally.excused += len(in_flight)
            tally.injected += 1
            cluster.come_back(at)
            await acting
        await crowd.act()
        await api.all_confirmed()
    answers = crowd.answers()
    with cluster.homes[0].store() as store:
        lost = (crowd.updates.keys() - answers.keys()) | crowd.without_effect(store)
    twice = {user for user, number in answers.items() if number > 1}
    tally.lost, tally.twice = len(lost), answers.total() - len(answers)
    tally.more = f"{len(crowd.updates)} updates"
    assert lost == set()
    assert twice <= excused


async def test_no_reminder_is_lost_when_any_of_three_replicas_is_killed_at_any_moment(
    api: BotApi, tmp_path: Path, database_url: str, dice: random.Random, tally: Tally
) -> None:
    """Promised: each reminder is sent, by one replica; at most the 25 that are in flight at a kill
    are repeated.
    """
    cluster, chats = Cluster(tmp_path, api, database_url, EVENING.isoformat()), 0
    home = cluster.homes[0]
    async with cluster.running():
        for _ in range(KILLS):
            new = range(chats + 1, chats + 61)
            chats += len(new)
            for chat in new:
                api.world.chat(chat)
            with home.store() as store:
                store.letters.add(map(evening, new))
            await api.until(lambda: len(api.made("sendMessage")) >= chats - 50, "the first ones")  # noqa: B023
            await asyncio.sleep(dice.uniform(0, 0.05))
            at = dice.randrange(REPLICAS)
            await cluster.kill(at)
            tally.excused += post.AT_ONCE
            tally.injected += 1
            cluster.come_back(at)
        with home.store() as store:
            await settled(store, EVENING)
    told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
    tally.lost, tally.twice = chats - len(told), told.total() - len(told)
    tally.more = f"{chats} reminders"
    assert tally.lost == 0
    assert tally.twice <= tally.excused
