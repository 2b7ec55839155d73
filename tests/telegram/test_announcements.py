"""Announcements from the edit of a file, or the word of staff, to the chats: the real program."""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import upkeep
from bot.assistant.engine import Engine
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.errors import StoreError
from bot.releasing.in_force import InForce
from bot.store.kept import Batch, Group, Release
from bot.store.sqlite import SqliteStore
from handlers.delivery import post
from tests.conftest import MOMENT
from tests.outreach.conftest import SESSIONS, edited_files
from tests.process.program import SMALL, Server, furnished, perform, serving, until
from tests.telegram_server.server import TOKEN, BotApi

NOON = "2026-11-22T12:00"
RECIPIENTS = 120


class Home:
    """An installation with a knowledge folder of its own."""

    def __init__(self, folder: Path, api: BotApi) -> None:
        self.folder = furnished(folder)
        self._knowledge = folder / "knowledge"
        shutil.copytree(SMALL, self._knowledge)
        self._api = api

    @contextmanager
    def running(self) -> Iterator[Server]:
        with serving(
            self.folder, "--knowledge", str(self._knowledge), "--on", NOON,
            TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=self._api.base_url,
        ) as server:  # fmt: skip
            yield server

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        with closing(SqliteStore(self.folder / "data" / "bot.db")) as store:
            yield store

    def edit(self, before: str, after: str) -> None:
        file = self._knowledge / SESSIONS
        text = file.read_text("utf-8")
        assert text.count(before) == 1
        part = file.with_suffix(".part")
        part.write_text(text.replace(before, after), "utf-8")
        part.replace(file)

    def announce(self, *arguments: str) -> str:
        done = perform(
            self.folder, "announce", "--knowledge", str(self._knowledge), "--on", NOON,
            *arguments, given="Sáng mai cúp điện, chiều mới làm.",
        )  # fmt: skip
        assert (done.code, done.error) == (0, "")
        return done.out

    def batch(self, number: int) -> Batch:
        with self.store() as store:
            found = store.letters.batch(number)
        assert found is not None
        return found


@pytest.fixture
def home(tmp_path: Path, api: BotApi) -> Home:
    return Home(tmp_path, api)


async def wait(look: Callable[[], object], what: str) -> None:
    await asyncio.to_thread(until, look, what)


@pytest.mark.process
async def test_an_edit_is_announced_once_to_followers_and_groups_however_often_it_starts(
    api: BotApi, home: Home
) -> None:
    api.world.group(-5)
    with home.running() as server:
        await api.say("/theodoi phường Gió Lùa, tỉnh Mây")
        await api.until(lambda: api.shown(1), "the confirmation")
        with home.store() as store:
            store.chats.keep_group(Group(-5, "gio"))
            await wait(lambda: store.letters.announced() == 1, "the first release, noted")
        assert await asyncio.to_thread(server.end) == 0
    home.edit("reason: mưa to}", "reason: gió lớn}")  # tells nobody anything new
    home.edit("date: 10/12/2026, hours: [19h-21h]", "date: 10/12/2026, status: huy")
    with home.running() as server:
        await api.until(lambda: api.shown(-5), "the announcement in the group")
        await api.until(lambda: len(api.shown(1)) == 2, "the announcement to the follower")
        assert await asyncio.to_thread(server.end) == 0
    with home.running() as server:
        await api.say("/nhac")
        await api.until(lambda: len(api.shown(1)) == 3, "the list")
        assert await asyncio.to_thread(server.end) == 0
        assert server.error == ""
    assert len(api.shown(-5)) == 1
    for text in (api.shown(-5)[0], api.shown(1)[1]):
        assert "Thứ Năm 10/12/2026, Sân đình Gió Lùa" in text
        assert "đã hủy." in text
        assert "mưa to" not in text
    with home.store() as store:
        assert (store.letters.announced(), store.letters.next_due()) == (2, None)


@pytest.mark.process
async def test_a_notice_of_staff_survives_kills_and_repeats_only_what_was_in_flight(
    api: BotApi, home: Home
) -> None:
    chats = range(1, RECIPIENTS + 1)
    for chat in chats:
        api.world.chat(chat)
    with home.store() as store:
        for chat in chats:
            store.chats.follow(chat, "gio")
    assert f"{RECIPIENTS} người theo dõi, 0 nhóm" in home.announce("--all", "--text", "-")
    out = home.announce("--area", "gio", "--text", "-", "--send")
    assert "announce --status 1" in out
    excused = 0
    for seen in (20, 70):
        with home.running() as server:
            await api.until(lambda seen=seen: len(api.made("sendMessage")) >= seen, f"{seen} sent")
            await asyncio.to_thread(server.end, signal.SIGKILL)
        in_flight = len(api.made("sendMessage")) - excused - home.batch(1).sent
        assert 0 <= in_flight <= post.AT_ONCE
        excused += in_flight
    with home.running() as server:
        await wait(lambda: home.batch(1).sent == RECIPIENTS, "all of them counted")
        assert await asyncio.to_thread(server.end) == 0
        assert server.error == ""
    told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
    print(f"{RECIPIENTS} recipients, 2 kills, {sum(told.values()) - RECIPIENTS} told twice")
    assert told.keys() == {*chats}
    assert sum(told.values()) == RECIPIENTS + excused
    assert all("Sáng mai cúp điện" in api.shown(chat)[0] for chat in chats)
    assert f"Đã gửi {RECIPIENTS};" in home.announce("--status", "1")


async def test_a_release_that_comes_into_force_while_it_runs_is_announced_then(
    small_files: Files, store: SqliteStore, desk: Desk, small_engine: Engine
) -> None:
    store.chats.follow(1, "gio")
    digest = small_engine.knowledge.digest
    first = store.releases.publish(digest, dict(small_files), "lan")
    await upkeep.take_up(desk, InForce(small_engine, first))
    assert store.letters.announced() == first.number
    files = edited_files(small_files, ("from: 05/12/2026", "from: 06/12/2026"))
    engine = Engine(load(files), small_engine._tools.understanding)
    second = store.releases.publish(engine.knowledge.digest, files, "lan")
    await upkeep.take_up(desk, InForce(engine, second))
    assert desk.engine is engine
    [letter] = store.letters.of_chat(1)
    assert letter.batch is not None
    found = store.letters.batch(letter.batch)
    assert found is not None
    assert "Không còn trong lịch:\n• Thứ Bảy 05/12/2026" in found.text


async def test_a_store_in_trouble_at_an_announcement_costs_nobody_the_answers(
    desk: Desk, small_engine: Engine, store: SqliteStore, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def ailing() -> None:
        raise StoreError("database is locked")

    monkeypatch.setattr(store.releases, "newest", ailing)
    await upkeep.take_up(desk, InForce(small_engine, Release(1, "x", MOMENT, "lan")))
    assert "what a release changes could not be announced" in caplog.text
