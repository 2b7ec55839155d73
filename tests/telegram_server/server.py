"""The server itself: reads calls, judges them, lets them fail where a test wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram_server import calls, judging
from tests.telegram_server.calls import Call
from tests.telegram_server.contents import ME, message, person
from tests.telegram_server.faults import Failure, Faults
from tests.telegram_server.people import People
from tests.telegram_server.queue import Queue
from tests.telegram_server.refusals import Refusal
from tests.telegram_server.specification import Specification
from tests.telegram_server.world import World

TOKEN = "123456:test"
PATIENCE = 180.0
_OK, _FORBIDDEN = 200, 403
_LARGEST_CALL = 50 * 1024 * 1024
_ONLY_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}
"""Updates that Telegram sends only to bots that name them."""


@dataclass
class BotApi(People):
    """What the server knows; one instance serves one bot. What people do is in `People`."""

    specification: Specification | None
    client: aiohttp.ClientSession
    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What the real server would have refused in the bot's calls for their form."""
    refused: list[str] = field(default_factory=list)
    """What was refused for the state of things: a chat unknown, a query too old."""
    failing: Faults = field(default_factory=Faults)
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.queue = Queue(self._answered, self.client)

    def allow_whispers(self) -> None:
        """Be a server of today, which knows messages that only one member of a group sees."""
        self.world.whispering = True
        if self.specification:
            self.specification = self.specification.with_ephemeral_messages()

    async def deliver(self, **content: Any) -> int:
        """Queue an update, unless the bot does not want its kind; return its id."""
        number = self.world.number()
        [kind] = content
        known = self.specification.updates if self.specification else set()
        wanted = self.queue.allowed or known - _ONLY_ON_DEMAND
        if kind in wanted or kind not in known:
            await self.deliver_as(number, **content)
        return number

    async def deliver_as(self, number: int, **content: Any) -> None:
        """Queue an update under an id, perhaps once more."""
        self.world.learn(content)
        await self.queue.add({"update_id": number, **content})

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
            response = await self._response(call)
            if failure.status == _OK:
                return response
        if failure.status:
            return Refusal(failure.status, failure.description, **failure.parameters).response
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _response(self, call: Call) -> web.StreamResponse:
        try:
            result = await self._carry_out(call)
        except Refusal as refusal:
            self.refused.append(f"{call.method}: {refusal.description}")
            return refusal.response
        await self._tell_of_changes()
        async with self.queue.news:
            self.queue.news.notify_all()
        return web.json_response({"ok": True, "result": result})

    async def _note(self, call: Call) -> None:
        self.faults += judging.faults(call, self.specification)
        async with self.queue.news:
            self.calls.append(call)
            self.queue.news.notify_all()

    async def _answered(self, call: Call) -> None:
        """Carry out a call that came in the response to a delivery; the bot never learns how."""
        await self._note(call)
        try:
            await self._carry_out(call)
        except Refusal as refusal:
            told = f"{call.method} in a response: {refusal.description}"
            unforeseen = refusal.status == _FORBIDDEN or "too old" in refusal.description
            (self.refused if unforeseen else self.faults).append(told)
        await self._tell_of_changes()
        async with self.queue.news:
            self.queue.news.notify_all()

    async def _tell_of_changes(self) -> None:
        while self.world.changes:
            await self.deliver(my_chat_member=self.world.changes.pop(0))

    async def _carry_out(self, call: Call) -> Any:
        if wrong := [fault for fault in judging.faults(call, self.specification) if _grave(fault)]:
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
        app = web.Application(client_max_size=_LARGEST_CALL)
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
