"""Fetch updates and acknowledge each only after it was handled: a crash loses nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import StoreError
from bot.store.base import Store
from handlers.context import BotApplication

log = logging.getLogger(__name__)
_AT_ONCE = 16
_LONGEST_PAUSE = 60.0
ALLOWED = ["message", "callback_query"]
"""Kinds of updates asked for."""


class Polling:
    """A getUpdates loop whose offset never passes an update that was not handled."""

    def __init__(
        self, app: BotApplication, store: Store, seconds: int, beat: Callable[[], None]
    ) -> None:
        """`seconds`: how long Telegram may hold a poll; `beat` is called after each good one."""
        self._app = app
        self._store = store
        self._seconds = seconds
        self._beat = beat
        self._offset = 0
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set; the batch in hand is finished first."""
        pause = 1.0
        while not stop.is_set():
            fetch = asyncio.ensure_future(self._fetch())
            waiter = asyncio.ensure_future(stop.wait())
            await asyncio.wait({fetch, waiter}, return_when=asyncio.FIRST_COMPLETED)
            waiter.cancel()
            if not fetch.done():
                fetch.cancel()
                return
            try:
                batch = fetch.result()
            except TelegramError as error:
                log.warning("polling: %s", _remedy(error))
                wanted = error.retry_after if isinstance(error, RetryAfter) else pause
                pause = await self._rest(stop, _seconds(wanted))
            else:
                pause = 1.0
                self._beat()
                await self.handle(batch)

    @staticmethod
    async def _rest(stop: asyncio.Event, seconds: float) -> float:
        """Wait, unless told to stop; return the next, longer pause."""
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)
        return min(seconds * 2, _LONGEST_PAUSE)

    async def _fetch(self) -> list[dict[str, Any]]:
        found = await self._app.bot.do_api_request(
            "get_Updates",  # spelt so, the library does not warn that it has a call of its own
            api_kwargs={
                "offset": self._offset, "timeout": self._seconds, "allowed_updates": ALLOWED,
            },
            read_timeout=self._seconds + 10.0,
        )  # fmt: skip
        return found if isinstance(found, list) else []

    async def handle(self, batch: list[dict[str, Any]]) -> None:
        """Handle raw updates, in order within each chat; the offset moves when all are done."""
        numbers = [int(raw["update_id"]) for raw in batch]
        if not numbers:
            return
        done = await self._handled(numbers)
        chats: defaultdict[object, list[dict[str, Any]]] = defaultdict(list)
        for raw in batch:
            if int(raw["update_id"]) not in done:
                chats[_chat_of(raw)].append(raw)
        await asyncio.gather(*(self._in_order(updates) for updates in chats.values()))
        self._offset = max(numbers) + 1

    async def _handled(self, numbers: list[int]) -> set[int]:
        """Return which were handled before; a store in trouble never costs an answer."""
        try:
            return await asyncio.to_thread(self._store.handled, numbers)
        except StoreError:
            log.exception("handled updates cannot be looked up; an answer may come twice")
            return set()

    async def _in_order(self, updates: list[dict[str, Any]]) -> None:
        for raw in updates:
            async with self._free:
                await self._one(raw)

    async def _one(self, raw: dict[str, Any]) -> None:
        note = ""
        try:
            update = Update.de_json(raw, self._app.bot)
            await self._app.process_update(update)
        except Exception as error:
            note = f"passed over: {error.__class__.__name__}"
            log.exception("update %s cannot be handled and is passed over", raw["update_id"])
        try:
            await asyncio.to_thread(self._store.mark_handled, int(raw["update_id"]), note)
        except StoreError:
            log.exception("update %s cannot be marked as handled", raw["update_id"])


def _remedy(error: TelegramError) -> str:
    """Return what is wrong and what to do, without addresses: they hold the token."""
    if isinstance(error, InvalidToken | EndPointNotFound):  # for Telegram both are a 401 or 404
        return "Telegram refuses the token; check TELEGRAM_BOT_TOKEN"
    if isinstance(error, Conflict):
        return "another process polls with this token, or a webhook is set; stop the other one"
    if isinstance(error, NetworkError):
        return "Telegram is out of reach; if the network blocks it, set TELEGRAM_PROXY"
    return error.__class__.__name__


def _seconds(wanted: float | timedelta) -> float:
    return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)


def _chat_of(raw: dict[str, Any]) -> object:
    for part in raw.values():
        if isinstance(part, dict):
            message = part.get("message") if isinstance(part.get("message"), dict) else part
            chat = message.get("chat") if message else None
            if isinstance(chat, dict):
                return str(chat.get("id"))
            sender = part.get("from")
            if isinstance(sender, dict):
                return str(sender.get("id"))
    return raw["update_id"]
