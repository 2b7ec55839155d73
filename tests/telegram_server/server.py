"""The server itself: reads calls, judges them, lets them fail where a test wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram_server import calls
from tests.telegram_server.calls import Call, Refusal
from tests.telegram_server.contents import ME, message, person
from tests.telegram_server.faults import Failure, Faults
from tests.telegram_server.queue import Queue
from tests.telegram_server.specification import Specification
from tests.telegram_server.world import World

TOKEN = "123456:test"
PATIENCE = 60.0


@dataclass
class BotApi:
    """What the server knows; one instance serves one bot."""

    specification: Specification | None
    client: aiohttp.ClientSession
    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What the real server would have refused in the bot's calls."""
    failing: Faults = field(default_factory=Faults)
    world: World = field(default_factory=World)
    _number: int = 100

    def __post_init__(self) -> None:
        self.queue = Queue(self._answered, self.client)

    async def deliver(self, **content: Any) -> int:
        """Queue an update; return its id."""
        self._number += 1
        [kind] = content
        known = self.specification.updates if self.specification else set()
        if self.queue.allowed is None or kind in self.queue.allowed or kind not in known:
            await self.deliver_as(self._number, **content)
        return self._number

    async def deliver_as(self, number: int, **content: Any) -> None:
        """Queue an update under an id, perhaps once more."""
        self.world.learn(content)
        await self.queue.add({"update_id": number, **content})

    async def say(self, text: str, **more: Any) -> int:
        """Queue a private message."""
        return await self.deliver(message=message(text, **more))

    async def press(self, data: str, user: int = 1, **more: Any) -> int:
        """Queue the press of a button below one of the bot's messages."""
        button = [[{"text": "nút", "callback_data": data}]]
        below = self.world.put(user, {"text": "…", "reply_markup": {"inline_keyboard": button}})
        query = {
            "id": f"query {self._number + 1}", "from": person(user), "chat_instance": "1",
            "data": data, "message": below,
        }  # fmt: skip
        return await self.deliver(callback_query={**query, **more})

    def fail(self, method: str, status: int, description: str, **more: Any) -> None:
        """Let the next call of a method fail, in one `chat` or in any."""
        done, chat = more.pop("done", False), more.pop("chat", None)
        self.failing.plan(method, Failure(status, description, more, done), chat)

    def made(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the calls of a method, of one chat where it is named."""
        return [
            call
            for call in self.calls
            if call.method == method and chat in {None, call.given.get("chat_id")}
        ]

    def shown(self, chat: int) -> list[str]:
        """Return what a person sees in a chat: the bot's messages in their order."""
        return [made["text"] for made in self.world.chat(chat).messages.values()]

    async def until(self, look: Callable[[], Any], what: str) -> None:
        """Wait until a call makes something true."""
        try:
            async with asyncio.timeout(PATIENCE), self.queue.news:
                await self.queue.news.wait_for(look)
        except TimeoutError:
            raise AssertionError(f"this never happened: {what}; {self.calls[-5:]}") from None

    async def all_confirmed(self) -> None:
        """Wait until nothing waits to be fetched or delivered any more."""
        await self.until(lambda: not self.queue.waiting, "all updates confirmed")

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Answer any call."""
        if request.match_info["token"] != TOKEN:
            return Refusal(401, "Unauthorized").response
        call = await calls.read(request)
        await self._note(call)
        failure = self.failing.next(call.method, call.given.get("chat_id"))
        if failure is None:
            return await self._response(call)
        await asyncio.sleep(failure.seconds)
        if failure.done:
            await self._response(call)
        if failure.status:
            return Refusal(failure.status, failure.description, **failure.parameters).response
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _response(self, call: Call) -> web.StreamResponse:
        try:
            result = await self._carry_out(call)
        except Refusal as refusal:
            return refusal.response
        async with self.queue.news:
            self.queue.news.notify_all()
        return web.json_response({"ok": True, "result": result})

    async def _note(self, call: Call) -> None:
        self.faults += calls.faults(call, self.specification)
        async with self.queue.news:
            self.calls.append(call)
            self.queue.news.notify_all()

    async def _answered(self, call: Call) -> None:
        """Carry out a call that came in the response to a delivery; the bot never learns how."""
        await self._note(call)
        try:
            await self._carry_out(call)
        except Refusal as refusal:
            self.faults.append(f"{call.method} in a response: {refusal.description}")
        async with self.queue.news:
            self.queue.news.notify_all()

    async def _carry_out(self, call: Call) -> Any:
        if wrong := [fault for fault in calls.faults(call, self.specification) if _grave(fault)]:
            raise Refusal(400, f"Bad Request: {wrong[0].partition(': ')[2]}")
        if call.method == "getUpdates":
            return await self.queue.fetch(call.given)
        if call.method in {"setWebhook", "deleteWebhook"}:
            self.queue.set_hook(call.given)
            return True
        if call.method == "getWebhookInfo":
            return self.queue.info()
        return self.world.carry_out(call)


def _grave(fault: str) -> bool:
    """Return whether Telegram refuses a call for it: parameters it does not know, it ignores."""
    return not fault.endswith("is not known")


@asynccontextmanager
async def bot_api(specification: Specification | None) -> AsyncIterator[BotApi]:
    """Serve on any free port; its address is in `base_url`."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        api = BotApi(specification, client)
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", api.respond)
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            api.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
            yield api
        finally:
            await api.queue.close()
            await runner.cleanup()


__all__ = ["ME", "TOKEN", "BotApi", "Call", "bot_api", "message", "person"]
