"""Calls that Telegram would not take yet: kept in the store, made in order for each chat.

Where many processes share a store, the one that has the lead makes them all, whoever put them off.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from datetime import UTC, datetime, timedelta

from telegram.error import TimedOut

from bot.errors import StoreError
from bot.store.base import Store
from bot.store.kept import PutOff
from handlers.delivery.calls import Call, Outcome, busy, described
from handlers.delivery.leading import Lead
from handlers.delivery.work import rest

log = logging.getLogger(__name__)
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 60.0
LONGEST_WAIT = timedelta(hours=1)
"""A reply that could not be delivered for so long is dropped: nobody waits for it any more."""
LOOK_EVERY = 1.0
"""Seconds between two looks at what other processes have put off."""
_REFUSED = 400


class Outbox:
    """One queue and one running task for each chat that must wait; other chats never notice."""

    def __init__(
        self,
        store: Store,
        attempt: Callable[[Call], Awaitable[Outcome]],
        shut_for: Callable[[Call], float],
        stopping: asyncio.Event,
    ) -> None:
        """`attempt` makes a call once; `shut_for` tells how long Telegram wants us to wait.

        Once `stopping` is set, nothing new is tried; what is left stays in the store.
        """
        self._store = store
        self._attempt = attempt
        self._shut_for = shut_for
        self._stopping = stopping
        self._queues: dict[str | None, deque[PutOff]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: set[int] = set()
        """Calls that were taken over, until the store no longer has them."""
        self._lead: Lead | None = None

    def __contains__(self, chat: str | None) -> bool:
        """Return whether calls to a chat wait here; later ones must line up behind them."""
        return chat in self._queues

    def post(self, calls: Iterable[PutOff]) -> None:
        """Take over calls that are in the store already."""
        for kept in calls:
            if kept.number and self._store.shared:
                if kept.number in self._known or not self._may_make:
                    continue
                self._known.add(kept.number)
            chat = Call.read(kept.call).chat
            queue = self._queues.get(chat)
            if queue is None:
                queue = self._queues[chat] = deque()
                # in a context of its own, not in that of the update that happens to be in hand
                task = asyncio.create_task(self._empty(chat, queue), context=Context())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            queue.append(kept)

    @property
    def _may_make(self) -> bool:
        """Whether calls that are in the store are this process's to make."""
        return not self._store.shared or (self._lead is not None and self._lead.leading)

    async def resume(self) -> None:
        """Take up what was left when the program ended, and what others have put off."""
        if not self._may_make:
            return
        try:
            found = await asyncio.to_thread(self._store.updates.calls_put_off)
        except StoreError:
            log.exception("replies that were put off cannot be looked up")
            return
        self.post(found)
        queued = (kept.number for queue in self._queues.values() for kept in queue)
        self._known &= {kept.number for kept in found}.union(queued)

    @asynccontextmanager
    async def following(self, lead: Lead, stop: asyncio.Event) -> AsyncIterator[None]:
        """Resume; beside what is done inside, look for what other processes put off."""
        self._lead = lead
        await self.resume()
        task = asyncio.create_task(self._follow(stop)) if self._store.shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()
                await asyncio.wait({task})

    async def _follow(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.resume()
            await rest(LOOK_EVERY, stop)

    async def close(self, seconds: float) -> None:
        """Stop; calls that are being made may finish, so that they are not made again."""
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _empty(self, chat: str | None, queue: deque[PutOff]) -> None:
        pause = FIRST_PAUSE
        while queue and not self._stopping.is_set():
            kept = queue[0]
            if kept.number and not self._may_make:  # another process makes it
                self._known.discard(kept.number)
                queue.popleft()
                continue
            call = Call.read(kept.call)
            wait = self._shut_for(call) or await self._try(call, pause)
            if wait and datetime.now(UTC) + timedelta(seconds=wait) - kept.since > LONGEST_WAIT:
                log.error("a reply could not be delivered for too long and is dropped")
                wait = 0.0
            if wait:
                await rest(wait, self._stopping)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            with suppress(StoreError):  # at worst it is made again after a restart
                await asyncio.to_thread(self._store.updates.call_made, kept.number)
            queue.popleft()
        if not queue:
            del self._queues[chat]

    async def _try(self, call: Call, pause: float) -> float:
        """Make a call; return 0 when we are done with it, else the seconds to wait."""
        try:
            outcome = await self._attempt(call)
        except TimedOut:
            log.warning("%s: no answer in time; it may have arrived", call.method)
            return 0.0
        if busy(outcome):
            return self._shut_for(call) or pause
        if outcome[0] >= _REFUSED:
            log.warning("a reply was refused: %s", described(outcome))
        return 0.0
