"""A Bot API server for tests: true offsets and long polls, recorded calls, failures on demand."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.telegram.markup import without_tags
from tests.telegram.specification import Specification

TOKEN = "123456:test"
ME = {"id": 123456, "is_bot": True, "first_name": "Trợ lý", "username": "tro_ly_bot"}
DAY = 1_795_323_600
PATIENCE = 60.0
_MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Call:
    """One call of the bot, its parameters decoded."""

    method: str
    given: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.given.get("text", ""))

    @property
    def buttons(self) -> dict[str, str]:
        """Callback data by what stands on the button."""
        rows = self.given.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}


@dataclass
class Failure:
    """How the next calls of a method fail; `done` calls are carried out all the same."""

    method: str
    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)
    done: bool = False


@dataclass
class BotApi:
    """What the server knows; one instance serves one bot."""

    specification: Specification | None
    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What the real server would have refused in the bot's calls."""
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """Updates that are not confirmed yet."""
    confirmed: int = 0
    """The highest offset that was asked for."""
    failures: deque[Failure] = field(default_factory=deque)
    _number: int = 100
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def deliver(self, **content: Any) -> int:
        """Queue an update; return its id."""
        self._number += 1
        async with self._news:
            self.waiting.append({"update_id": self._number, **content})
            self._news.notify_all()
        return self._number

    async def say(self, text: str, **more: Any) -> int:
        """Queue a private message."""
        return await self.deliver(message=message(text, **more))

    async def press(self, data: str, user: int = 1, **more: Any) -> int:
        """Queue the press of a button below one of the bot's messages."""
        below = {**message("…", user), "message_id": 50, "from": ME}
        query = {
            "id": str(self._number), "from": person(user), "chat_instance": "1", "data": data,
            "message": below,
        }  # fmt: skip
        return await self.deliver(callback_query={**query, **more})

    def fail(self, method: str, status: int, description: str, **more: Any) -> None:
        """Let the next call of a method fail."""
        done = more.pop("done", False)
        self.failures.append(Failure(method, status, description, more, done))

    def made(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the calls of a method, of one chat where it is named."""
        return [
            call
            for call in self.calls
            if call.method == method and chat in {None, call.given.get("chat_id")}
        ]

    async def until(self, look: Callable[[], Any], what: str) -> None:
        """Wait until a call makes something true."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(look)
        except TimeoutError:
            raise AssertionError(f"this never happened: {what}; {self.calls[-5:]}") from None

    async def all_confirmed(self) -> None:
        """Wait until the bot has asked for what comes after the last update."""
        await self.until(lambda: self.confirmed > self._number, "all updates confirmed")

    async def respond(self, request: web.Request) -> web.Response:
        """Answer any call."""
        if request.match_info["token"] != TOKEN:
            return _refusal(401, "Unauthorized")
        method = request.match_info["method"]
        given = {name: _decoded(str(text)) for name, text in (await request.post()).items()}
        call = Call(method, given)
        self.faults += self._judge(call)
        async with self._news:
            self.calls.append(call)
            self._news.notify_all()
        failure = next((item for item in self.failures if item.method == method), None)
        if failure:
            self.failures.remove(failure)
        result = None
        if failure is None or failure.done:
            result = await self._carry_out(call)
        if failure:
            return _refusal(failure.status, failure.description, failure.parameters)
        return web.json_response({"ok": True, "result": result})

    def _judge(self, call: Call) -> list[str]:
        faults = self.specification.faults(call.method, call.given) if self.specification else []
        text, fault = call.text, ""
        if call.given.get("parse_mode") == "HTML":
            text, fault = without_tags(text)
        if fault:
            faults.append(f"{call.method}: {fault}")
        if call.method in {"sendMessage", "editMessageText"} and not 0 < len(text) <= 4096:
            faults.append(f"{call.method}: a text of {len(text)} characters")
        if call.method == "answerCallbackQuery" and len(text) > 200:
            faults.append(f"{call.method}: a note of {len(text)} characters")
        for data in call.buttons.values():
            if not 0 < len(data.encode()) <= 64:
                faults.append(f"{call.method}: callback data of {len(data.encode())} bytes")
        return faults

    async def _carry_out(self, call: Call) -> Any:
        given = call.given
        if call.method == "getMe":
            return {**ME, "can_join_groups": True, "supports_inline_queries": False}
        if call.method == "getUpdates":
            return await self._updates(given)
        if call.method == "answerCallbackQuery":
            return True
        number = given.get("message_id", len(self.calls) + 1000)
        chat = {"id": given["chat_id"], "type": "private", "first_name": "Lan"}
        return {
            "message_id": number, "date": DAY, "chat": chat, "from": ME, "text": given["text"],
        }  # fmt: skip

    async def _updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        offset, most = given.get("offset", 0), given.get("limit", _MOST_AT_ONCE)
        async with self._news:
            if offset < 0:
                offset = (self.waiting[offset:] or [{"update_id": 0}])[0]["update_id"]
            self.confirmed = max(self.confirmed, offset)
            self.waiting = [raw for raw in self.waiting if raw["update_id"] >= offset]
            self._news.notify_all()
            try:
                async with asyncio.timeout(given.get("timeout", 0)):
                    await self._news.wait_for(lambda: self.waiting)
            except TimeoutError:
                return []
            return self.waiting[:most]


def person(user: int, language: str = "vi") -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Lan", "language_code": language}


def message(text: str, user: int = 1, language: str = "vi", **more: Any) -> dict[str, Any]:
    """A private message as Telegram writes it; commands carry their entity."""
    made: dict[str, Any] = {
        "message_id": 10, "date": DAY, "chat": {"id": user, "type": "private"},
        "from": person(user, language), "text": text,
    }  # fmt: skip
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {**made, **more}


@asynccontextmanager
async def bot_api(specification: Specification | None) -> AsyncIterator[BotApi]:
    """Serve on any free port; its address is in `base_url`."""
    api = BotApi(specification)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", api.respond)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        api.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        yield api
    finally:
        await runner.cleanup()


def _decoded(text: str) -> Any:
    """Undo the form's encoding: numbers, truths, lists and objects are written as JSON."""
    if text[:1] in {"{", "["} or text in {"true", "false"} or text.lstrip("-").isdecimal():
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text


def _refusal(status: int, description: str, parameters: dict[str, Any] | None = None) -> Any:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)
