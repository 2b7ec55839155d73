"""Drafts of the reports that are due come into the staff's chat, once, after a reminder."""

from __future__ import annotations

import asyncio
import io
from datetime import datetime
from zipfile import ZipFile

import pytest

from bot.assistant.question import VIETNAM
from bot.config import Reports as Settings
from bot.desk import Desk
from bot.reporting import making
from bot.store.kept import Deed
from bot.store.sqlite import SqliteStore
from handlers.staff.reports import Reports
from handlers.staff.room import Room
from tests.conftest import Clock
from tests.telegram.officers import OFFICE, Office
from tests.telegram_server.server import BotApi, Call
from tests.telegram_server.specification import Upload

pytestmark = pytest.mark.usefixtures("office", "quick")
TUESDAY, WEDNESDAY, THURSDAY = (
    datetime(2026, 11, day, 7, 30, tzinfo=VIETNAM) for day in (24, 25, 26)
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reports(room: Room, desk: Desk) -> Reports:
    """Weekly reports alone, due before Thursday."""
    config = room.house.config.model_copy(update={"reports": Settings(send=("tuan",))})
    object.__setattr__(room.house, "config", config)
    return Reports(desk, room)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Periods of which a report was made; the file is a small one."""
    periods: list[str] = []

    def make(*given: object) -> bytes:
        periods.append(str(given[3].period))  # type: ignore[attr-defined]
        return b"report"

    monkeypatch.setattr(making, "make", make)
    return periods


def documents(api: BotApi) -> list[Call]:
    return api.made("sendDocument", OFFICE)


class TestWeekly:
    async def test_before_its_time_nothing_comes(
        self, api: BotApi, reports: Reports, made: list[str]
    ) -> None:
        await reports.look()
        assert documents(api) == api.made("sendMessage", OFFICE) == []

    async def test_a_reminder_comes_a_day_before_the_draft_once(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now = TUESDAY
        for _ in range(2):
            await reports.look()
        [told] = api.made("sendMessage", OFFICE)
        assert told.text == (
            "Nhắc: báo cáo tuần (từ ngày 18/11/2026 đến ngày 24/11/2026) phải nộp trước 00:00 "
            "ngày 26/11/2026. Tôi gửi bản thảo lúc 07:00 ngày 25/11/2026; trước lúc ấy bạn nhập "
            "đủ số liệu đã đếm trên trang web."
        )
        assert made == []

    async def test_the_draft_comes_once_also_after_a_restart(
        self, api: BotApi, reports: Reports, clock: Clock, room: Room, desk: Desk,
        made: list[str], store: SqliteStore,
    ) -> None:  # fmt: skip
        clock.now = WEDNESDAY
        await reports.look()
        for number in range(150):
            store.audit.note(Deed(clock.now, "Lan", "edit", str(number)))
        await Reports(desk, room).look()
        [sent] = documents(api)
        file = sent.given["document"]
        assert isinstance(file, Upload)
        assert file.name == "bao-cao-tuan-2026-11-18-den-2026-11-24.docx"
        assert sent.given["caption"].startswith("Bản thảo báo cáo tuần (từ ngày 18/11/2026")
        assert made == ["2026-11-18..2026-11-24"]

    async def test_the_next_week_has_a_draft_of_its_own(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now = WEDNESDAY
        await reports.look()
        clock.now = datetime(2026, 12, 2, 7, 30, tzinfo=VIETNAM)
        await reports.look()
        assert made == ["2026-11-18..2026-11-24", "2026-11-25..2026-12-01"]

    async def test_what_could_not_be_sent_in_time_is_left_out(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now = THURSDAY
        await reports.look()
        assert documents(api) == []

    async def test_the_file_is_one_that_word_opens(
        self, api: BotApi, reports: Reports, clock: Clock
    ) -> None:
        clock.now = WEDNESDAY
        await reports.look()
        [sent] = documents(api)
        with ZipFile(io.BytesIO(sent.given["document"])) as parts:
            assert "word/document.xml" in parts.namelist()


class TestTrouble:
    async def test_where_telegram_is_out_of_reach_it_comes_later(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now = WEDNESDAY
        for _ in range(5):
            api.fail("sendDocument", 502, "Bad Gateway")
        await reports.look()
        assert api.world.chat(OFFICE).messages == {}
        await reports.look()
        assert len(api.world.chat(OFFICE).messages) == 1

    async def test_a_report_that_cannot_be_made_is_tried_no_more_before_a_restart(
        self, api: BotApi, reports: Reports, clock: Clock, room: Room, desk: Desk,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        tries: list[object] = []

        def broken(*_: object) -> bytes:
            tries.append(None)
            raise ValueError("no font")

        monkeypatch.setattr(making, "make", broken)
        clock.now = WEDNESDAY
        for _ in range(3):
            await reports.look()
        assert len(tries) == 1
        [told] = api.made("sendMessage", OFFICE)
        assert told.text.startswith("Chưa lập được báo cáo tuần")
        await Reports(desk, room).look()
        assert len(tries) == 2

    async def test_a_chat_that_takes_nothing_is_not_asked_every_minute(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now = WEDNESDAY
        api.fail("sendDocument", 403, "Forbidden: bot was kicked from the group")
        for _ in range(3):
            await reports.look()
        assert len(documents(api)) == 1

    async def test_the_process_that_does_not_serve_the_staff_sends_nothing(
        self, api: BotApi, reports: Reports, clock: Clock, store: SqliteStore, made: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        clock.now = WEDNESDAY
        monkeypatch.setattr(store, "claim", lambda _: False)
        await reports.look()
        assert documents(api) == []

    async def test_it_ends_when_it_is_told_to_stop(
        self, api: BotApi, reports: Reports, clock: Clock, made: list[str]
    ) -> None:
        clock.now, stop = WEDNESDAY, asyncio.Event()
        task = asyncio.create_task(reports.run(stop))
        await api.until(lambda: documents(api), "a draft")
        stop.set()
        await task
        assert len(documents(api)) == 1


async def test_without_a_chat_nothing_is_looked_at(
    office: Office, reports: Reports, room: Room
) -> None:
    room.chat = None
    await reports.run(asyncio.Event())
