"""A faulty edit of the folder is told in the staff's chat; the release in force goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.errors import Fault
from bot.releasing import following, in_force
from bot.releasing.following import Follower
from bot.releasing.preparing import Preparer
from bot.store.kept import Release
from bot.store.sqlite import SqliteStore
from handlers.staff import complaints
from handlers.staff.complaints import Complaints
from handlers.staff.room import Room
from tests.telegram.officers import NOW, OFFICE, Office
from tests.telegram_server.server import BotApi

FILE = "faq/do-choi.yaml"
RELEASE = Release(7, "x", NOW, "Lan")


@pytest.fixture(autouse=True)
def _quick(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complaints, "PAUSE", 0.01)
    monkeypatch.setattr(following, "SETTLED_AFTER", 0.01)


@asynccontextmanager
async def complaining(store: SqliteStore, room: Room) -> AsyncIterator[Complaints]:
    stop, told = asyncio.Event(), Complaints(store)
    task = asyncio.create_task(told.run(room, stop))
    try:
        yield told
    finally:
        stop.set()
        await task


def fault(line: int = 3, message: str = "sai; sửa lại") -> Fault:
    return Fault(FILE, line, 1, message)


async def until_told(api: BotApi, times: int = 1) -> list[str]:
    await api.until(lambda: len(api.shown(OFFICE)) >= times, "a complaint")
    return api.shown(OFFICE)


class TestWords:
    async def test_each_fault_has_its_file_and_line_and_the_release_goes_on(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        async with complaining(store, room) as told:
            await told.of_edit([fault(3), fault(8, "thiếu dấu hai chấm")], RELEASE)
            [text] = await until_told(api)
        assert text == (
            "⚠️ Thư mục kiến thức có 2 lỗi nên chưa dùng bản sửa này:\n\n"
            f"• {FILE}, dòng 3: sai; sửa lại\n• {FILE}, dòng 8: thiếu dấu hai chấm\n\n"
            "Bản 7 vẫn đang dùng. Sửa xong, trợ lý tự dùng bản mới."
        )

    async def test_many_and_long_faults_fit_into_one_message(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        async with complaining(store, room) as told:
            await told.of_edit([fault(at, "dài dòng " * 200) for at in range(60)], RELEASE)
            [text] = await until_told(api)
        assert text.count("•") == 10
        assert "… và 50 lỗi nữa" in text
        assert len(text) < 4096


class TestTrouble:
    async def test_where_telegram_is_out_of_reach_it_is_told_later_and_only_the_last_one(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        for _ in range(12):
            api.fail("sendMessage", 500, "Internal Server Error", chat=OFFICE)
        async with complaining(store, room) as told:
            await told.of_edit([fault(1)], RELEASE)
            await told.of_edit([fault(2)], RELEASE)
            [text] = await until_told(api)
        assert "dòng 2" in text

    async def test_a_chat_that_takes_nothing_ends_nothing(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        api.fail("sendMessage", 403, "Forbidden: bot was kicked from the group", chat=OFFICE)
        async with complaining(store, room) as told:
            await told.of_edit([fault(1)], RELEASE)
            await api.until(lambda: api.made("sendMessage", OFFICE), "a try")
            await told.of_edit([fault(2)], RELEASE)
            [text] = await until_told(api)
        assert "dòng 2" in text

    async def test_without_a_chat_nothing_is_told(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        room.chat = None
        async with complaining(store, room) as told:
            await told.of_edit([fault()], RELEASE)
        assert api.made("sendMessage") == []

    async def test_another_process_that_tells_already_is_enough(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        asked = asyncio.Event()
        loop = asyncio.get_running_loop()

        def claim(role: str) -> bool:
            loop.call_soon_threadsafe(asked.set)
            return False

        monkeypatch.setattr(store, "claim", claim)
        async with complaining(store, room) as told:
            await told.of_edit([fault()], RELEASE)
            await asked.wait()
        assert api.made("sendMessage") == []


@asynccontextmanager
async def followed(store: SqliteStore, room: Room, told: Complaints) -> AsyncIterator[None]:
    """Follow the folder as a running process does."""
    stop, preparer, folder = asyncio.Event(), Preparer(None), room.house.config.knowledge

    async def take_up(_: object) -> None:
        pass

    first = in_force.at_start(folder, store, preparer, "lan")
    follower = Follower(folder, store, preparer, first, take_up, told.of_edit)
    task = asyncio.create_task(follower.run(stop))
    await asyncio.sleep(0.1)
    try:
        yield
    finally:
        stop.set()
        await task


def spoil(room: Room) -> None:
    file = room.house.config.knowledge / FILE
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


class TestFolder:
    async def test_a_faulty_edit_is_told_within_the_chat(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        async with complaining(store, room) as told, followed(store, room, told):
            spoil(room)
            [text] = await until_told(api)
        assert f"• {FILE}, dòng " in text
        assert "Bản 1 vẫn đang dùng." in text
        assert len(store.releases.list(9)) == 1

    async def test_after_a_restart_the_staff_are_told_again(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        spoil(room)
        async with complaining(store, room) as told, followed(store, room, told):
            [text] = await until_told(api)
        assert "Bản 1 vẫn đang dùng." in text
