"""The update in hand: what its handlers said, and the place that it works at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

from handlers.delivery.calls import Call


class Places:
    """A number of places to work at; who only waits lends its place meanwhile."""

    def __init__(self, number: int) -> None:
        """`number` of updates are handled at once."""
        self._free = asyncio.Semaphore(number)

    def taken(self) -> AbstractAsyncContextManager[None]:
        """Work at a place."""
        return self._free

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[None]:
        """Wait without the place that was taken."""
        self._free.release()
        try:
            yield
        finally:
            await self._free.acquire()


@dataclass(eq=False)
class Work:
    """One update from the moment it is taken until it is acknowledged."""

    update_id: int
    places: Places
    in_band: bool = False
    """Whether a message may still travel in the response to the webhook."""
    note: str = ""
    """Why the update was passed over."""
    answer: Call | None = None
    """The last message so far, held back because it may travel in the response."""
    later: list[Call] = field(default_factory=list)
    """Calls that Telegram would not take yet, in order."""
    chat: str = ""
    """What is handled in order with it."""
    recalled: bool = False
    """What other processes know of its chat was taken over, and is to be handed back."""
    over: bool = False
    """Its handlers have ended; what a task of theirs still says belongs to no update."""


WORK: ContextVar[Work | None] = ContextVar("work", default=None)
"""The update that the running handler belongs to."""


def in_hand() -> Work | None:
    """Return the update that is being handled here."""
    work = WORK.get()
    return None if work is None or work.over else work


def note(text: str) -> None:
    """Say why the update in hand is passed over."""
    work = in_hand()
    if work is not None:
        work.note = text


def by_calls() -> None:
    """Let nothing of the update in hand travel in a response any more: how it ends matters."""
    work = in_hand()
    if work is not None:
        work.in_band = False


async def rest(seconds: float, stopping: asyncio.Event) -> None:
    """Wait, but not once the program is stopping; others work meanwhile."""
    work = in_hand()
    waiting = asyncio.wait_for(stopping.wait(), seconds)
    with suppress(TimeoutError):
        if work is None:
            await waiting
        else:
            async with work.places.lent():
                await waiting
