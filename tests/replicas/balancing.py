"""Several replicas of a bot behind one address, as behind a proxy."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from aiohttp import web

from bot.app import telegram_side
from bot.assistant.engine import Engine
from bot.config import Telegram
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.postgres import PostgresStore
from handlers.delivery.service import Delivery
from handlers.delivery.webhook import HEADER, Webhook
from tests.process.program import until
from tests.telegram.conftest import served
from tests.telegram_server.contents import message
from tests.telegram_server.server import TOKEN, BotApi

TO = "X-Replica"
"""Names the replica that a delivery is for."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Balancer:
    """Gives each delivery to the next replica, or to the one that a test names."""

    def __init__(self, address: str) -> None:
        self.url = f"{address}/telegram"
        self.behind: list[Handler] = []
        self._numbers = count()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        named = request.headers.get(TO)
        number = next(self._numbers) if named is None else int(named)
        return await self.behind[number % len(self.behind)](request)


@asynccontextmanager
async def balanced() -> AsyncIterator[Balancer]:
    async with served() as (address, pages):
        balancer = Balancer(address)
        pages["telegram"] = balancer.handle
        yield balancer


@dataclass
class Replica:
    side: Delivery
    desk: Desk
    store: PostgresStore

    @property
    def leads(self) -> bool:
        return self.side._lead.leading


class Replicas:
    """Replicas in this process, each with a store and a desk of its own."""

    def __init__(
        self, api: BotApi, balancer: Balancer, database: str, engine: Engine,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self.api = api
        self.balancer = balancer
        self.all: list[Replica] = []
        self._given = database, engine, clock

    def __getitem__(self, at: int) -> Replica:
        return self.all[at]

    @asynccontextmanager
    async def started(self, number: int = 2, **settings: Any) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for _ in range(number):
                self.all.append(await stack.enter_async_context(self._one(**settings)))
            yield

    def post(self, to: int, text: str, number: int, user: int = 1) -> asyncio.Task[str]:
        """Deliver a message to one of the replicas, past the queue; the task has the response."""
        raw = {"update_id": number, "message": message(text, user, message_id=number)}
        webhook = self.all[to].side.webhook
        assert webhook is not None
        headers = {HEADER: webhook._secret, TO: str(to)}

        async def delivered() -> str:
            async with self.api.client.post(
                self.balancer.url, json=raw, headers=headers
            ) as answer:
                assert answer.status == 200
                return await answer.text()

        return asyncio.create_task(delivered())

    @asynccontextmanager
    async def _one(self, **settings: Any) -> AsyncIterator[Replica]:
        database, engine, clock = self._given
        store = await asyncio.to_thread(PostgresStore, database)
        desk = Desk(engine, store, clock)
        told = Telegram.model_validate({
            "token": TOKEN, "api_base_url": self.api.base_url, "webhook_url": self.balancer.url,
            **settings,
        })  # fmt: skip
        side = telegram_side(told, desk, Pulse())
        assert side is not None
        stop = asyncio.Event()
        assert await side.reach(stop)
        task = asyncio.create_task(side.run(stop))
        try:
            if side.webhook is not None:
                self.balancer.behind.append(side.webhook.handle)
                await asyncio.to_thread(until, partial(_is_open, side.webhook), "an open webhook")
            yield Replica(side, desk, store)
        finally:
            stop.set()
            await task
            await asyncio.to_thread(store.close)


def _is_open(webhook: Webhook) -> bool:
    return webhook._intake is not None
