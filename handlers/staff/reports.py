"""Drafts of the reports that are due come into the chat of the staff, each after a reminder."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from telegram.error import TelegramError

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.reporting import making
from bot.reporting.campaigns import waves
from bot.reporting.due import Due, due_reports
from bot.reporting.gathering import Wanted
from bot.store.kept import Deed
from handlers.staff.room import Room

log = logging.getLogger(__name__)
LOOK_EVERY = 60.0
"""Seconds between two looks at what is due."""
_ROLE = "staff-reports"
_WHO, _SENT, _REMINDED = "trợ lý", "report", "report-reminder"
_PAGE = 100


class Reports:
    """Sends each draft once; the audit log remembers which."""

    def __init__(self, desk: Desk, room: Room) -> None:
        """The clock of `desk` says what is due."""
        self._desk = desk
        self._room = room
        self._given_up: set[str] = set()
        """Drafts that could not be made; tried again after a restart."""

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; nothing where the staff have no chat."""
        while self._room.chat is not None and not stop.is_set():
            try:
                await self.look()
            except Exception:
                log.exception("what is due cannot be looked at")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_EVERY)

    async def look(self) -> None:
        """Send what is due now, and the reminders."""
        store, now = self._desk.store, self._desk.clock()
        if self._room.bot is None or not await asyncio.to_thread(store.claim, _ROLE):
            return
        settings, knowledge = self._room.house.config.reports, self._desk.engine.knowledge
        for due in due_reports(settings, now, waves(knowledge)):
            if due.send_at <= now:
                await self._once(_SENT, due, due.send_at)
            elif due.remind_at is not None and due.remind_at <= now:
                await self._once(_REMINDED, due, due.remind_at)

    async def _once(self, what: str, due: Due, since: datetime) -> None:
        """Send a draft or a reminder, unless that was done."""
        about = f"{due.preset}: {due.campaign or due.period}"
        if about in self._given_up or await asyncio.to_thread(self._is_done, what, about, since):
            return
        try:
            done = await (self._draft(due) if what == _SENT else self._reminder(due))
        except TelegramError as error:
            log.warning("a report waits: %s", error.__class__.__name__)
            return
        except Exception:
            log.exception("a report cannot be made")
            done = False
            with suppress(TelegramError):
                await self._room.post(f"Chưa lập được {due.name}. Người quản trị xem nhật ký.")
        if not done:
            self._given_up.add(about)
            return
        deed = Deed(self._desk.clock(), _WHO, what, about)
        await asyncio.to_thread(self._desk.store.audit.note, deed)

    async def _draft(self, due: Due) -> bool:
        knowledge, config = self._desk.engine.knowledge, self._room.house.config
        wanted = Wanted(due.period, self._desk.clock())
        file = await asyncio.to_thread(
            making.make, self._desk.store, knowledge, config, wanted, "docx"
        )
        told = (
            f"Bản thảo {due.name}, nộp trước {_moment(due.before)}. "
            "Bạn đọc lại, điền số, ngày, người ký rồi nộp."
        )
        name = f"bao-cao-{due.preset}-{due.period.first}-den-{due.period.last}.docx"
        return await self._room.send_file(file, name, told)

    async def _reminder(self, due: Due) -> bool:
        return await self._room.post(
            f"Nhắc: {due.name} phải nộp trước {_moment(due.before)}. Tôi gửi bản thảo lúc "
            f"{_moment(due.send_at)}; trước lúc ấy bạn nhập đủ số liệu đã đếm trên trang web."
        )

    def _is_done(self, what: str, about: str, since: datetime) -> bool:
        return any(
            (deed.who, deed.what, deed.about) == (_WHO, what, about)
            for deed in self._deeds_since(since)
        )

    def _deeds_since(self, since: datetime) -> Iterator[Deed]:
        before: int | None = None
        while deeds := self._desk.store.audit.deeds(_PAGE, before):
            for deed in deeds:
                if deed.moment < since.replace(microsecond=0):
                    return
                yield deed
            before = deeds[-1].number


def _moment(moment: datetime) -> str:
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"
