"""Updates on their way to the bot: fetched by long polls, or delivered to its webhook."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import aiohttp

from tests.telegram_server.calls import Call
from tests.telegram_server.faults import Weather
from tests.telegram_server.refusals import Refusal

_MOST_AT_ONCE = 100
_GIVES_UP = 60.0
_OF_PERSONS = {
    "callback_query", "inline_query", "chosen_inline_result", "shipping_query",
    "pre_checkout_query",
}  # fmt: skip
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Hook:
    """A webhook as the bot set it."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""


@dataclass
class Queue:
    """What is not confirmed yet, in order; every change wakes whoever waits."""

    answered: Callable[[Call], Awaitable[None]]
    """Carries out the call in the response to a delivery."""
    client: aiohttp.ClientSession
    waiting: dict[int, dict[str, Any]] = field(default_factory=dict)
    confirmed: int = 0
    """The highest offset that was asked for."""
    allowed: list[str] | None = None
    hook: Hook = field(default_factory=Hook)
    tempo: float = 1.0
    """Stretches the pauses between deliveries of one update."""
    lost: int = 0
    """So many of the next responses to deliveries get lost on their way back."""
    weather: Weather | None = None
    """Lets a share of all responses to deliveries get lost."""
    twice: bool = False
    """Whether each update is delivered by two requests at once."""
    disorder: random.Random | None = None
    """Shuffles what is fetched, and brings some of it twice."""
    deliveries: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _turn: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _lanes: dict[object, deque[int]] = field(default_factory=dict)
    """Updates of each chat that are to be delivered, without the one in flight."""
    _ready: deque[object] = field(default_factory=deque)
    """Chats with something to deliver and nothing in flight."""
    _busy: set[object] = field(default_factory=set)

    async def add(self, update: dict[str, Any]) -> None:
        """Queue an update."""
        async with self.news:
            self.waiting[update["update_id"]] = update
            self.news.notify_all()
        if self.hook.url:
            self._line_up(update)
            self._push()

    async def fetch(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Carry out getUpdates."""
        if self.hook.url:
            raise Refusal(
                409, "Conflict: can't use getUpdates method while webhook is active; use "
                "deleteWebhook to delete the webhook first",
            )  # fmt: skip
        self.allowed = given.get("allowed_updates", self.allowed)
        self._turn += 1
        turn = self._turn
        offset, most = given.get("offset", 0), given.get("limit", _MOST_AT_ONCE)
        async with self.news:
            if offset < 0:
                offset = next(iter([*self.waiting][offset:]), 0)
            self.confirmed = max(self.confirmed, offset)
            self.waiting = {at: raw for at, raw in self.waiting.items() if at >= offset}
            self.news.notify_all()
            with suppress(TimeoutError):
                async with asyncio.timeout(given.get("timeout", 0)):
                    await self.news.wait_for(lambda: self.waiting or turn != self._turn)
            if turn != self._turn:
                raise Refusal(
                    409, "Conflict: terminated by other getUpdates request; make sure that only "
                    "one bot instance is running",
                )  # fmt: skip
            found = [*islice(self.waiting.values(), most)]
            if self.disorder:
                found += self.disorder.choices(found, k=1 + len(found) // 4)
                self.disorder.shuffle(found)
            return found

    def set_hook(self, given: dict[str, Any]) -> None:
        """Carry out setWebhook and deleteWebhook."""
        self.hook = Hook(
            given.get("url", ""), given.get("secret_token", ""), given.get("max_connections", 40)
        )
        self.allowed = given.get("allowed_updates", self.allowed)
        if given.get("drop_pending_updates"):
            self.waiting.clear()
        self._lanes.clear()
        self._ready.clear()
        if self.hook.url:
            for raw in self.waiting.values():
                self._line_up(raw)
            self._push()

    def info(self) -> dict[str, Any]:
        """Carry out getWebhookInfo."""
        found: dict[str, Any] = {
            "url": self.hook.url, "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }  # fmt: skip
        if self.hook.last_error:
            found["last_error_message"] = self.hook.last_error
        return found

    async def close(self) -> None:
        """Stop delivering."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _line_up(self, raw: dict[str, Any]) -> None:
        lane = lane_of(raw)
        queue = self._lanes.setdefault(lane, deque())
        if not queue and lane not in self._busy:
            self._ready.append(lane)
        queue.append(raw["update_id"])

    def _push(self) -> None:
        """Start delivering: one update in flight for each chat, and not too many."""
        while self._ready and len(self._busy) < self.hook.connections:
            lane = self._ready.popleft()
            self._busy.add(lane)
            task = asyncio.create_task(self._deliver(lane, self._lanes[lane].popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, lane: object, number: int) -> None:
        """Deliver until it is taken: again at once, then after 2, 4, 8 … 60 seconds."""
        tries, hook = 0, self.hook
        while self.hook is hook and number in self.waiting:
            pause = await self._once(self.waiting[number])
            async with self.news:
                self.news.notify_all()
            if pause is None:
                break
            tries += 1
            usual = 0 if tries == 1 else min(2 ** (tries - 1), 60)
            await asyncio.sleep(max(usual, pause) * self.tempo)
        self._busy.discard(lane)
        if self._lanes.get(lane) and lane not in self._ready:
            self._ready.append(lane)
        self._push()

    async def _once(self, raw: dict[str, Any]) -> float | None:
        """Make one delivery; return None when it was taken, else the pause that was asked for."""
        outcomes = await asyncio.gather(*(self._post(raw) for _ in range(1 + self.twice)))
        if self.lost or (self.weather and self.weather.strikes()):
            self.lost = max(self.lost - 1, 0)
            return 0.0
        for status, _, again in outcomes:
            if not 200 <= status < 300:
                self.hook.last_error = f"Wrong response from the webhook: {status}"
                return again
        for _, body, _ in outcomes:
            if body:
                given = json.loads(body)
                await self.answered(Call(given.pop("method"), given, in_band=True))
        self.waiting.pop(raw["update_id"], None)
        return None

    async def _post(self, raw: dict[str, Any]) -> tuple[int, bytes, float]:
        headers = {_HEADER: self.hook.secret} if self.hook.secret else {}
        self.deliveries += 1
        try:
            async with (
                asyncio.timeout(_GIVES_UP),
                self.client.post(self.hook.url, json=raw, headers=headers) as answer,
            ):
                again = float(answer.headers.get("Retry-After", 0))
                return answer.status, await answer.read(), again
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0, b"", 0.0


def lane_of(raw: dict[str, Any]) -> object:
    """Return what Telegram keeps in order: the messages of a chat, or one person's queries."""
    for kind, part in raw.items():
        if isinstance(part, dict):
            asked = kind in _OF_PERSONS
            owner = part.get("from" if asked else "chat")
            if isinstance(owner, dict):
                return kind if asked else "chat", str(owner.get("id"))
    return raw["update_id"]
