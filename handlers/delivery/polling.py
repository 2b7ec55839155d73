"""Fetch updates and acknowledge each only after it was handled: a crash loses nothing."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, Literal

from telegram import Bot
from telegram.error import (
    Conflict,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.observing.pulse import Pulse
from handlers.delivery.intake import Intake
from handlers.delivery.updates import ALLOWED, number_of

log = logging.getLogger(__name__)
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between polls that fail."""
_FIRST_BREATH, _LONGEST_BREATH = 0.05, 0.4
"""Seconds between polls while updates are in hand: Telegram sends those again with each poll."""
_CONFLICTS = 3
"""So many in a row are no passing overlap of two starts any more."""
_QUIET_SECONDS = 24 * 3600.0
"""After a week without updates their ids start anew, anywhere; long before that we ask for all."""
_GRACE = 10.0
"""Seconds beyond its own time limit after which a poll counts as hung."""
_LAST_SECONDS = 1.5


class Polling:
    """A getUpdates loop whose offset never passes an update that was not handled."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        seconds: int,
        pulse: Pulse,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds`: how long Telegram may hold a poll; `pulse` feels each good one."""
        self._bot = bot
        self._intake = intake
        self._seconds = seconds
        self._pulse = pulse
        self._clock = clock
        self._known: dict[int, asyncio.Task[str]] = {}
        """Updates from the offset on, in hand or handled."""
        self._next = 0
        """The id after the highest one that was seen."""
        self._last_news = clock()
        self._conflicts = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, also while updates are in hand."""
        pause, breath = FIRST_PAUSE, _FIRST_BREATH
        waiter = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            fetch = asyncio.ensure_future(self._fetch(self._seconds))
            await asyncio.wait({fetch, waiter}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                fetch.cancel()
                await asyncio.wait({fetch})
                break
            try:
                batch = fetch.result()
            except TelegramError as error:
                wanted = error.retry_after if isinstance(error, RetryAfter) else pause
                self._complain(error)
                pause = await self._rest(stop, _seconds(wanted))
                continue
            except Exception:
                log.exception("polling: what Telegram sends cannot be read")
                pause = await self._rest(stop, pause)
                continue
            pause, self._conflicts = FIRST_PAUSE, 0
            self._pulse.beat()
            news = self._take(batch)
            breath = _FIRST_BREATH if news else min(2 * breath, _LONGEST_BREATH)
            await self._breathe(waiter, breath)
        waiter.cancel()

    async def confirm(self) -> None:
        """Acknowledge what was handled by now; the rest comes again at the next start."""
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await self._fetch(0)

    async def _fetch(self, seconds: int) -> list[Any]:
        found = await self._bot.do_api_request(
            "get_Updates",  # spelt so, the library does not warn that it has a call of its own
            api_kwargs={
                "offset": self._offset(), "timeout": seconds, "allowed_updates": ALLOWED,
            },
            read_timeout=seconds + _GRACE,
        )  # fmt: skip
        return found if isinstance(found, list) else []

    def _offset(self) -> int:
        """Return the lowest update that is not handled yet."""
        unfinished = [number for number, task in self._known.items() if not _handled(task)]
        offset = min(unfinished, default=self._next)
        self._known = {n: task for n, task in self._known.items() if n >= offset}
        if not unfinished and self._clock() - self._last_news > _QUIET_SECONDS:
            offset = self._next = 0  # all before was confirmed by the polls of that time
        return offset

    def _take(self, batch: list[Any]) -> bool:
        """Take what is new in hand, oldest first; return whether anything was."""
        numbered = {number: raw for raw in batch if (number := number_of(raw)) is not None}
        if len(numbered) < len(batch):
            log.error("%d updates without a usable id are ignored", len(batch) - len(numbered))
        news = sorted(number for number in numbered if self._is_news(number))
        for number in news:
            self._known[number] = self._intake.take(number, numbered[number]).task
            self._next = max(self._next, number + 1)
        if news:
            self._last_news = self._clock()
        return bool(news)

    def _is_news(self, number: int) -> bool:
        task = self._known.get(number)
        return task is None or (task.done() and not _handled(task))

    async def _breathe(self, waiter: asyncio.Future[Literal[True]], seconds: float) -> None:
        """Wait while updates are in hand, until all are done or for a moment only."""
        unfinished = [task for task in self._known.values() if not task.done()]
        if unfinished:
            done: asyncio.Future[Any] = asyncio.ensure_future(asyncio.wait(unfinished))
            ends: set[asyncio.Future[Any]] = {done, waiter}
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            done.cancel()

    @staticmethod
    async def _rest(stop: asyncio.Event, seconds: float) -> float:
        """Wait, unless told to stop; return the next, longer pause."""
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)
        return min(seconds * 2, LONGEST_PAUSE)

    def _complain(self, error: TelegramError) -> None:
        remedy = _remedy(error)
        log.warning("polling: %s", remedy)
        self._conflicts = self._conflicts + 1 if isinstance(error, Conflict) else 0
        if self._conflicts >= _CONFLICTS or isinstance(error, InvalidToken | EndPointNotFound):
            self._pulse.complain(remedy)


def _handled(task: asyncio.Task[str]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


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
