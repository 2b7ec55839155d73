"""Which of many processes sends what nobody asked for just now: one, and another when it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import blake2b

from bot.errors import StoreError
from bot.store.base import Store

log = logging.getLogger(__name__)
LOOK_EVERY = 2.0
"""Seconds between two looks whether the lead is ours: another takes it over as fast."""


class Lead:
    """The part of the process that sends letters and replies that were put off."""

    def __init__(self, store: Store, base_url: str) -> None:
        """`base_url` has the token of the bot, which tells it from others on the same store."""
        self._store = store
        self._role = f"telegram-{blake2b(base_url.encode(), digest_size=4).hexdigest()}"
        self.leading = False
        """Whether this process has the part, as far as it knows."""
        self._lost = asyncio.Event()

    async def look(self) -> bool:
        """Take the part where it is free; return whether it is ours now.

        Where the store is not shared and cannot tell, it is: nobody must wait for a disk. Where
        it is shared, another process may have it by then: letters wait, but nobody stops polling.
        """
        try:
            found = await asyncio.to_thread(self._store.claim, self._role)
        except StoreError:
            found = not self._store.shared
            if found:
                log.exception("nobody can tell whether another process serves Telegram too")
        else:
            self._note(lost=not found)
        if found != self.leading and self._store.shared:
            log.warning("this process %s letters now", "sends" if found else "no longer sends")
        self.leading = found
        return found

    def _note(self, *, lost: bool) -> None:
        if lost:
            self._lost.set()
        else:
            self._lost.clear()

    @asynccontextmanager
    async def until_lost(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        """Yield what is set when the part is lost, or `stop` is."""
        ended = asyncio.Event()
        task = asyncio.create_task(self._watch(stop, ended))
        try:
            yield ended
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def _watch(self, stop: asyncio.Event, ended: asyncio.Event) -> None:
        lost = asyncio.create_task(self._lost.wait())
        told = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({lost, told}, return_when=asyncio.FIRST_COMPLETED)
            ended.set()
        finally:
            lost.cancel()
            told.cancel()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Look again and again beside what is done inside, where the part can be lost."""
        task = asyncio.create_task(self._keep()) if self._store.shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _keep(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)
