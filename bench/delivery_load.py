"""A stand-in for Telegram: it delivers messages of many people and takes what a bot answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from aiohttp import ClientConnectionError, ClientSession, TCPConnector, web

TOKEN = "123456:stand-in"
CONNECTIONS = 40
"""Deliveries at once: Telegram's default."""
_PATIENCE = 30.0
_FIRST_CHAT = 1_000_000
_SINCE = 1_795_000_000
"""The date of every message, in Unix time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bot sent back to one message."""

    text: str
    seconds: float
    """From the delivery to the arrival of the answer."""


class StandIn:
    """A Bot API server for one bot; each message comes from a person of its own."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.address = ""
        """Base of the API's addresses, before the token."""
        self._hook: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        self._next = 0
        self._began: dict[int, float] = {}
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        """By number of the update, which tells the chat too."""

    async def expect_bot(self, seconds: float) -> None:
        """Wait until a bot has set its webhook; `TimeoutError` if it does not."""
        await asyncio.wait_for(asyncio.shield(self._hook), seconds)

    async def ask(self, texts: Sequence[str]) -> list[Answer]:
        """Deliver the texts over `CONNECTIONS` connections; return the answers in their order.

        A connection is free for the next one when a delivery was acknowledged, as Telegram's are.
        `TimeoutError` where an answer is missing.
        """
        numbers = range(self._next, self._next + len(texts))
        self._next += len(texts)
        bodies = {n: _update(n, text) for n, text in zip(numbers, texts, strict=True)}
        answers = {n: asyncio.get_running_loop().create_future() for n in numbers}
        self._waiting.update(answers)
        queue = iter(bodies.items())
        async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
            await asyncio.gather(*(self._deliver(session, queue) for _ in range(CONNECTIONS)))
        async with asyncio.timeout(_PATIENCE):
            return await asyncio.gather(*answers.values())

    async def _deliver(self, session: ClientSession, queue: Iterator[tuple[int, bytes]]) -> None:
        hook = self._hook.result()
        headers = {"Content-Type": "application/json"}
        if "secret_token" in hook:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook["secret_token"]
        for number, body in queue:
            self._began[number] = time.perf_counter()
            call = json.loads(await _post(session, hook["url"], body, headers) or b"{}")
            if "method" in call:
                self._hear(call)

    def _hear(self, call: dict[str, str]) -> None:
        number = int(call["chat_id"]) - _FIRST_CHAT
        answer = self._waiting.pop(number, None)
        if answer is not None:
            seconds = time.perf_counter() - self._began[number]
            answer.set_result(Answer(call["text"], seconds))

    async def _called(self, request: web.Request) -> web.Response:
        """Answer any call at once."""
        method = request.match_info["method"].lower()
        given = await _parameters(request)
        result: object = True
        if method == "getme":
            result = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "mot_bot"}
        elif method == "getwebhookinfo":
            result = {
                "url": self._hook.result()["url"] if self._hook.done() else "",
                "has_custom_certificate": False,
                "pending_update_count": 0,
            }
        elif method == "setwebhook" and not self._hook.done():
            self._hook.set_result(given)
        elif method == "sendmessage":
            self._hear(given)
            chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "A"}
            result = {"message_id": 1, "date": _SINCE, "chat": chat, "text": given["text"]}
        return web.json_response({"ok": True, "result": result})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listen on any free port."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
            yield
        finally:
            await runner.cleanup()


async def _parameters(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        return await request.json()
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


def _update(number: int, text: str) -> bytes:
    person = {"id": _FIRST_CHAT + number, "first_name": "Lan"}
    message = {
        "message_id": 1,
        "date": _SINCE,
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False, "language_code": "vi"},
        "text": text,
    }
    return json.dumps({"update_id": 1 + number, "message": message}).encode()
