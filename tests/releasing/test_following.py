from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.content.loading import read_folder
from bot.releasing import following, in_force
from bot.releasing.following import Follower
from bot.releasing.in_force import InForce
from bot.releasing.preparing import Preparer
from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL

SHOP = "Diều bán ở cửa hàng đầu làng"
FILE = "faq/do-choi.yaml"
PATIENCE = 30.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


class Served:
    """What a process serves, as its follower tells it."""

    def __init__(self, first: InForce) -> None:
        self.releases = [first]
        self.news = asyncio.Condition()

    async def take_up(self, found: InForce) -> None:
        async with self.news:
            self.releases.append(found)
            self.news.notify_all()

    async def until(self, number: int) -> InForce:
        """Return the release of this number once it is served."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: self.releases[-1].release.number == number)
        return self.releases[-1]


@asynccontextmanager
async def process(folder: Path, store: SqliteStore) -> AsyncIterator[Served]:
    """Follow as a running process does."""
    preparer = Preparer(None)
    first = in_force.at_start(folder, store, preparer, "lan")
    served = Served(first)
    stop = asyncio.Event()
    follower = Follower(folder, store, preparer, first, served.take_up)
    running = asyncio.create_task(follower.run(stop))
    await asyncio.sleep(0.1)
    try:
        yield served
    finally:
        stop.set()
        await running


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / FILE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def lead(served: InForce) -> str:
    entry = served.engine.knowledge.entries["mua-dieu"]
    assert entry.answer is not None
    return entry.answer.lead


async def test_a_good_edit_is_served_and_kept(folder: Path, store: SqliteStore) -> None:
    async with process(folder, store) as served:
        edit(folder, SHOP, "Diều bán ở chợ")
        found = await served.until(2)
        assert lead(found).startswith("Diều bán ở chợ")
    newest = store.releases.newest()
    assert newest is not None
    assert newest[1] == read_folder(folder)


async def test_a_faulty_edit_changes_nothing_and_is_told_once(
    folder: Path,
    store: SqliteStore,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(following, "SETTLED_AFTER", 0.05)
    async with process(folder, store) as served:
        edit(folder, SHOP, "Diều bán ở {cho-la}")
        async with asyncio.timeout(PATIENCE):
            while not any("faults" in message for message in caplog.messages):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        (folder / "notes.txt").write_text("x")
        await asyncio.sleep(0.5)
        assert len(served.releases) == 1
        edit(folder, "Diều bán ở {cho-la}", "Diều bán ở chợ")
        assert lead(await served.until(2)).startswith("Diều bán ở chợ")
    [told] = [message for message in caplog.messages if "faults" in message]
    assert f"release 1 goes on: {FILE}:" in told


async def test_two_processes_of_one_store_serve_the_same(
    folder: Path, store: SqliteStore, tmp_path: Path
) -> None:
    apart = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    other = SqliteStore(tmp_path / "bot.db")
    try:
        async with process(folder, store) as here, process(apart, other) as there:
            edit(folder, SHOP, "Diều bán ở chợ")
            for served in (here, there):
                assert lead(await served.until(2)).startswith("Diều bán ở chợ")
    finally:
        other.close()


async def test_a_release_of_another_process_is_taken_up(folder: Path, store: SqliteStore) -> None:
    async with process(folder, store) as served:
        old = read_folder(folder)
        edit(folder, SHOP, "Diều bán ở chợ")
        await served.until(2)
        in_force.publish(old, store, Preparer(None), "minh")
        assert lead(await served.until(3)).startswith(SHOP)


async def test_a_folder_that_goes_and_comes_back_is_followed(
    folder: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "SETTLED_AFTER", 0.05)
    monkeypatch.setattr(following, "LOOK_EVERY", 0.1)
    async with process(folder, store) as served:
        aside = folder.rename(folder.with_name("aside"))  # noqa: ASYNC240
        await asyncio.sleep(0.5)
        edit(aside, SHOP, "Diều bán ở chợ")
        aside.rename(folder)
        assert lead(await served.until(2)).startswith("Diều bán ở chợ")


async def test_an_edit_between_the_first_look_and_the_watch_is_served(
    folder: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = following.awatch

    def watch_late(*asked: Path, **how: Any) -> AsyncIterator[Any]:
        edit(folder, SHOP, "Diều bán ở chợ")
        return watch(*asked, **how)

    monkeypatch.setattr(following, "awatch", watch_late)
    monkeypatch.setattr(following, "_LOOK_ANYWAY", 100)
    async with process(folder, store) as served:
        found = await served.until(2)
    assert lead(found).startswith("Diều bán ở chợ")
