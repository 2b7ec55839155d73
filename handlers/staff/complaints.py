"""Faults of an edit of the knowledge folder, told in the staff's chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import TelegramError

from bot.errors import Fault, StoreError
from bot.store.base import Store
from bot.store.kept import Release
from handlers.staff import faults as wording
from handlers.staff.room import Room

log = logging.getLogger(__name__)
PAUSE = 30.0
"""Seconds until a complaint is tried again."""
_ROLE = "staff-complaints"


class Complaints:
    """Tells the staff of the last faulty edit, as soon as Telegram takes it.

    After a restart the folder is judged anew, so nothing need be kept.
    """

    def __init__(self, store: Store) -> None:
        """`store` sees to it that one process alone tells."""
        self._store = store
        self._wanted = ""
        self._news = asyncio.Event()

    async def of_edit(self, faults: Sequence[Fault], release: Release) -> None:
        """Take the faults of an edit, and the release that goes on."""
        self._wanted = (
            f"⚠️ Thư mục kiến thức có {len(faults)} lỗi nên chưa dùng bản sửa này:\n\n"
            f"{wording.told(faults)}\n\n"
            f"Bản {release.number} vẫn đang dùng. Sửa xong, trợ lý tự dùng bản mới."
        )
        self._news.set()

    async def run(self, room: Room, stop: asyncio.Event) -> None:
        """Tell until `stop` is set; nothing where the staff have no chat."""
        if room.chat is None:
            return
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                news = asyncio.create_task(self._news.wait())
                await asyncio.wait({news, stopping}, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
                if self._news.is_set() and not await self._told(room):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(stop.wait(), PAUSE)
        finally:
            stopping.cancel()

    async def _told(self, room: Room) -> bool:
        """Return False where it is to be tried again."""
        wanted = self._wanted
        try:
            if room.bot is not None and await asyncio.to_thread(self._store.claim, _ROLE):
                await room.post(wanted)
        except (TelegramError, StoreError) as error:
            log.warning("the staff cannot be told of faults yet: %s", error.__class__.__name__)
            return False
        if wanted == self._wanted:
            self._news.clear()
        return True
