"""Keeps a running process up to date: with its knowledge folder, and with the newest release."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from watchfiles import awatch

from bot.content import loading
from bot.content.one_writer import one_writer
from bot.errors import Fault, KnowledgeError, StoreError
from bot.releasing import in_force
from bot.releasing.in_force import InForce
from bot.releasing.preparing import Preparer
from bot.store.base import Store
from bot.store.kept import Release

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0
"""Seconds between two looks at the store, where other processes publish."""
SETTLED_AFTER = 1.0
"""Seconds for which a fault must stay: editors write in several steps."""
_DEBOUNCE = 200
"""Milliseconds in which changes of several files count as one."""
_LOOK_ANYWAY = 5000
"""Milliseconds after which the folder is looked at though the system told of no change: none is
told of before the watch stands, and on some mounted folders none ever.
"""


Complain = Callable[[Sequence[Fault], Release], Awaitable[None]]
"""Gets the faults of an edit, and the release that goes on."""


class Follower:
    """Takes up good edits of the folder and releases of other processes; faults change nothing."""

    def __init__(  # noqa: PLR0913  (all that is followed, and all who are told)
        self,
        folder: Path,
        store: Store,
        preparer: Preparer,
        serving: InForce,
        take_up: Callable[[InForce], Awaitable[None]],
        complain: Complain | None = None,
        *,
        mend: Callable[[], None] = lambda: None,
    ) -> None:
        """`serving` answers now; `take_up` gets each release that comes into force.

        `complain` gets the faults of each edit, and those that the folder has at the start. `mend`
        takes back a change of the folder that was cut short, whichever process made it.
        """
        self._folder = folder
        self._store = store
        self._preparer = preparer
        self._serving = serving
        self._take_up = take_up
        self._complain = complain
        self._mend = mend
        self._seen = ""
        """Digest of the folder when it was last judged."""
        self._unusable = 0
        """Number of a newer release that cannot be taken up; it is tried once."""
        self._one_at_a_time = asyncio.Lock()

    async def run(self, stop: asyncio.Event) -> None:
        """Follow until told to stop."""
        digest = await asyncio.to_thread(self._digest)
        if digest == self._serving.engine.knowledge.digest:
            self._seen = digest  # else the folder had faults at the start, and is judged anew
        watching = asyncio.create_task(self._watch(stop))
        try:
            while not await _stopped(stop, LOOK_EVERY):
                await self.follow_store()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def follow_store(self) -> None:
        """Take up the newest release, where it is another one than is served."""
        async with self._one_at_a_time:
            try:
                newest = await asyncio.to_thread(self._store.releases.list, 1)
            except StoreError:
                log.exception("nobody can tell which release is the newest")
                return
            if not newest or newest[0].number in {self._serving.release.number, self._unusable}:
                return
            try:
                found = await asyncio.to_thread(in_force.newest, self._store, self._preparer)
            except StoreError:
                log.exception("the newest release cannot be looked up")
                return
            except Exception:
                self._unusable = newest[0].number
                log.exception(
                    "release %d cannot be used, release %d goes on",
                    self._unusable, self._serving.release.number,
                )  # fmt: skip
                return
            if found is not None:
                await self._serve(found)

    async def follow_folder(self) -> None:
        """Publish an edit of the folder, or complain of its faults."""
        async with self._one_at_a_time:
            digest = await asyncio.to_thread(self._digest)
            if digest == self._seen:
                return
            self._seen = digest
            if digest == self._serving.engine.knowledge.digest:
                return
            try:
                found = await asyncio.to_thread(self._publish)
            except KnowledgeError as error:
                await self._judge(digest, error)
            except StoreError:
                self._seen = ""  # looked at again with the next change
                log.exception("an edit cannot be kept; the release in force stays")
            else:
                await self._serve(found)

    async def _judge(self, digest: str, error: KnowledgeError) -> None:
        """Complain of faults that stay."""
        await asyncio.sleep(SETTLED_AFTER)
        if await asyncio.to_thread(self._digest) != digest:
            return  # the edit goes on; the next look judges it
        log.error(
            "an edit of the knowledge has %d faults, release %d goes on: %s",
            len(error.faults), self._serving.release.number, error.faults[0],
        )  # fmt: skip
        if self._complain is not None:
            await self._complain(error.faults, self._serving.release)

    async def _serve(self, found: InForce) -> None:
        self._serving = found
        log.warning("release %d is in force", found.release.number)
        await self._take_up(found)

    async def _watch(self, stop: asyncio.Event) -> None:
        async for _ in self._changes(stop):
            await self.follow_folder()

    async def _changes(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """Yield after each change, also where the folder is made only later."""
        while not stop.is_set():
            if self._folder.is_dir():
                yield  # what changed before the watch began
                async for _ in awatch(
                    self._folder, debounce=_DEBOUNCE, stop_event=stop,
                    rust_timeout=_LOOK_ANYWAY, yield_on_timeout=True,
                ):  # fmt: skip
                    yield
            await _stopped(stop, LOOK_EVERY)

    def _publish(self) -> InForce:
        with one_writer(self._folder):  # whoever is about to change several files, ends first
            self._mend()
            files = loading.read_folder(self._folder)
        return in_force.publish(files, self._store, self._preparer, "thư mục")

    def _digest(self) -> str:
        try:
            return loading.digest(loading.read_folder(self._folder))
        except KnowledgeError:
            return "none"


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True
