"""A stand-in for Telegram: it delivers messages of many people and takes what a bot answers."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import islice

from aiohttp import ClientConnectionError, ClientSession, TCPConnector, web

from bench.effort import SEED

TOKEN = "123456:stand-in"
CONNECTIONS = 40
"""Deliveries at once: Telegram's default."""
_PATIENCE, _SLOWEST = 30.0, 20.0
"""Seconds for a delivery, and updates a second below which a bot counts as stuck."""
_FIRST_CHAT = 1_000_000
_SINCE = 1_795_000_000
"""The date of every message, in Unix time."""
_AWAKE = 0.002
"""Seconds before a delivery is due in which the load does not sleep any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bot sent back to one message."""

    text: str
    seconds: float
    """From the moment when the message was there to the arrival of the answer."""


class StandIn:
    """A Bot API server for one bot; each message comes from a person of its own."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.address = ""
        """Base of the API's addresses, before the token."""
        self._hooks: list[str] = []
        """Where deliveries go, in turn."""
        self._secret = ""
        self._registered = asyncio.Semaphore(0)
        """One for each process that has set its webhook or begun to poll."""
        self._polled = False
        self._backlog: deque[tuple[int, bytes]] = deque()
        self._news = asyncio.Event()
        self._next = 0
        self._began: dict[int, float] = {}
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        """By number of the update, which tells the chat too."""

    async def expect_bot(self, seconds: float, processes: int = 1) -> None:
        """Wait until so many processes have set their webhook or poll; else `TimeoutError`."""
        async with asyncio.timeout(seconds):
            for _ in range(processes):
                await self._registered.acquire()

    def deliver_to(self, hooks: Sequence[str]) -> None:
        """Deliver to these addresses in turn, as a proxy does, whatever the bot has set."""
        self._hooks = list(hooks)

    async def ask(self, texts: Sequence[str]) -> list[Answer]:
        """Deliver the texts over `CONNECTIONS` connections; return the answers in their order.

        A connection is free for the next one when a delivery was acknowledged, as Telegram's are.
        `TimeoutError` where an answer is missing.
        """
        bodies, answers = self._prepared(texts)
        queue = iter(bodies.items())
        async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
            await asyncio.gather(*(self._deliver_all(session, queue) for _ in range(CONNECTIONS)))
        return await _all(answers)

    async def pour(self, texts: Sequence[str], rate: float) -> list[Answer]:
        """Deliver so many texts a second at random moments, whether or not others are answered.

        The time of an answer counts from the moment when its message was due.
        """
        bodies, answers = self._prepared(texts)
        chance, due = random.Random(SEED), time.perf_counter()
        under_way = set()
        async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
            for number, body in bodies.items():
                due += chance.expovariate(rate)
                await _until(due)
                self._began[number] = due
                under_way.add(asyncio.create_task(self._deliver(session, number, body)))
            await asyncio.gather(*under_way)
        return await _all(answers)

    async def leave(self, texts: Sequence[str]) -> list[Answer]:
        """Let the texts lie ready for a bot that polls; return the answers in their order."""
        bodies, answers = self._prepared(texts)
        now = time.perf_counter()
        self._began.update(dict.fromkeys(bodies, now))
        self._backlog.extend(bodies.items())
        self._news.set()
        return await _all(answers)

    def _prepared(
        self, texts: Sequence[str]
    ) -> tuple[dict[int, bytes], Sequence[asyncio.Future[Answer]]]:
        numbers = range(self._next, self._next + len(texts))
        self._next += len(texts)
        answers = {n: asyncio.get_running_loop().create_future() for n in numbers}
        self._waiting.update(answers)
        bodies = {n: _update(n, text) for n, text in zip(numbers, texts, strict=True)}
        return bodies, list(answers.values())

    async def _deliver_all(
        self, session: ClientSession, queue: Iterator[tuple[int, bytes]]
    ) -> None:
        for number, body in queue:
            self._began[number] = time.perf_counter()
            await self._deliver(session, number, body)

    async def _deliver(self, session: ClientSession, number: int, body: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        hook = self._hooks[number % len(self._hooks)]
        call = json.loads(await _post(session, hook, body, headers) or b"{}")
        if "method" in call:
            self._hear(call)

    def _hear(self, call: dict[str, str]) -> None:
        number = int(call["chat_id"]) - _FIRST_CHAT
        answer = self._waiting.pop(number, None)
        if answer is not None:
            seconds = time.perf_counter() - self._began[number]
            answer.set_result(Answer(call["text"], seconds))

    async def _called(self, request: web.Request) -> web.Response:
        """Answer any call at once; only a poll without news waits."""
        method = request.match_info["method"].lower()
        given = await _parameters(request)
        result: object = True
        if method == "getupdates":
            return await self._updates(given)
        if method == "getme":
            result = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "mot_bot"}
        elif method == "getwebhookinfo":
            result = {
                "url": self._hooks[0] if self._hooks else "",
                "has_custom_certificate": False,
                "pending_update_count": 0,
            }
        elif method == "setwebhook":
            self._hooks.append(given["url"])
            self._secret = given.get("secret_token", "")
            self._registered.release()
        elif method == "sendmessage":
            self._hear(given)
            chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "A"}
            result = {"message_id": 1, "date": _SINCE, "chat": chat, "text": given["text"]}
        return web.json_response({"ok": True, "result": result})

    async def _updates(self, given: dict[str, str]) -> web.Response:
        """Forget what lies before the offset; show the first of the others, or wait for some."""
        offset, most = int(given.get("offset") or 0), int(given.get("limit") or 100)
        while self._backlog and _id_of(self._backlog[0][0]) < offset:
            self._backlog.popleft()
        if not self._polled:
            self._polled = True
            self._registered.release()
        if not self._backlog:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), float(given.get("timeout") or 0))
        shown = b",".join(body for _, body in islice(self._backlog, most))
        body = b'{"ok":true,"result":[' + shown + b"]}"
        return web.Response(body=body, content_type="application/json")

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listen on any free port."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
            yield
        finally:
            await runner.cleanup()


async def _all(answers: Sequence[asyncio.Future[Answer]]) -> list[Answer]:
    async with asyncio.timeout(_PATIENCE + len(answers) / _SLOWEST):
        return await asyncio.gather(*answers)


async def _until(due: float) -> None:
    """Sleep, the last moment awake: timers are as coarse as what is measured."""
    if (left := due - time.perf_counter() - _AWAKE) > 0:
        await asyncio.sleep(left)
    while time.perf_counter() < due:  # noqa: ASYNC110  (no event tells the time)
        await asyncio.sleep(0)


async def _parameters(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {name: str(value) for name, value in (await request.post()).items()}


async def _post(session: ClientSession, url: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Deliver an update until it is acknowledged; return what came with that."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            with suppress(ClientConnectionError):
                async with session.post(url, data=body, headers=headers) as response:
                    found = await response.read()
                    if response.status == 200:
                        return found
            await asyncio.sleep(0.05)  # not ready yet: Telegram comes again


def _id_of(number: int) -> int:
    return 1 + number


def _update(number: int, text: str) -> bytes:
    person = {"id": _FIRST_CHAT + number, "first_name": "Lan"}
    message = {
        "message_id": 1,
        "date": _SINCE,
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False, "language_code": "vi"},
        "text": text,
    }
    return json.dumps({"update_id": _id_of(number), "message": message}).encode()
