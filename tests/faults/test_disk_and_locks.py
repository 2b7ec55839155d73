"""A full disk, a folder that cannot be written, a locked and a damaged database."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.faults.conftest import Tally
from tests.faults.machine import LONG, QUICK, Home
from tests.faults.test_killed_while_editing import ONE, Marked, press
from tests.telegram.conftest import CAT, KITE
from tests.telegram_server.server import BotApi
from tests.web.reading import Page

pytestmark = [pytest.mark.faults, pytest.mark.process]
ROUNDS = 6 if LONG else 1
PERSONS = 15
_SIZE = 6 * 1024 * 1024
LISTED = "/theodoi phường Gió Lùa, tỉnh Mây"


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """Mount a small file system of its own at a place; skip where that is not allowed."""
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


class Disk:
    """A disk of a few megabytes that can be filled up to its last byte."""

    def __init__(self, place: Path) -> None:
        self._ballast = place / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab") as file, suppress(OSError):
            while True:
                os.write(file.fileno(), bytes(4096))

    def empty(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def small_disk(tmp_path: Path, api: BotApi) -> Iterator[tuple[Home, Disk]]:
    """An installation with its data and its knowledge on a small disk."""
    place = tmp_path / "home"
    with mounted(place, f"size={_SIZE}"):
        yield Home(place, api), Disk(place)


async def ask_all(api: BotApi, first: int, texts: tuple[str, ...] = (KITE, CAT)) -> set[int]:
    """Let persons ask; return who is not answered."""
    persons = range(first, first + PERSONS)
    for user in persons:
        await api.say(texts[user % len(texts)], user=user)
    await api.all_confirmed()
    answered = [call.given["chat_id"] for call in api.made("sendMessage")]
    return {user for user in persons if answered.count(user) != 1}


def kept(home: Home) -> int:
    with home.store() as store:
        assert store.examine() == []
        return int(store._db.execute("select count(*) from updates").fetchone()[0])


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_full_disk_costs_nobody_an_answer_and_all_is_kept_again_once_there_is_space(
    api: BotApi, small_disk: tuple[Home, Disk], way: str, tally: Tally
) -> None:
    """Promised: questions are answered while the disk is full; nothing is half written.

    What cannot be kept is refused in plain words: a wish of a citizen, an edit of the staff. With
    space all is kept again, without a restart.
    """
    home, disk = small_disk
    edits = Marked(home, ONE)
    with home.running(way) as machine:
        browser = await asyncio.to_thread(home.enter, machine)
        await asyncio.to_thread(edits.check, machine)
        for turn in range(ROUNDS):
            first = 1000 * turn + 1
            lost = await ask_all(api, first)
            before = kept(home)
            mark = int(edits.marks.pop())
            page = f"/console/ban-nhap/{edits.draft(1 - mark)}"
            disk.fill()
            tally.injected += 1
            lost |= await ask_all(api, first + 100)
            lost |= await ask_all(api, first + 200, (LISTED,))
            refused = [api.shown(user)[-1] for user in range(first + 200, first + 200 + PERSONS)]
            with pytest.raises(HTTPError) as refusal:
                await asyncio.to_thread(press, browser, page, {}, f"{page}/duyet")
            print(refusal.value.code, " ".join(Page(refusal.value.read().decode()).texts("p")))
            assert {str(mark)} == edits.marks
            assert not any("Đã theo dõi" in text for text in refused)
            disk.empty()
            lost |= await ask_all(api, first + 300)
            assert kept(home) >= before + PERSONS
            lost |= await ask_all(api, first + 400, (LISTED,))
            with home.store() as store:
                followed = range(first + 400, first + 400 + PERSONS)
                lost |= {user for user in followed if store.chats.followed(user) != ["gio"]}
            tally.lost += len(lost)
            assert lost == set()
            told = await asyncio.to_thread(press, browser, page, {}, f"{page}/duyet")
            assert told is not None
            assert await asyncio.to_thread(edits.check, machine) == 1 - mark
        assert await asyncio.to_thread(machine.end) == 0
    tally.more = f"{5 * PERSONS * ROUNDS} updates by {way}"


def test_a_data_folder_that_cannot_be_written_is_one_clear_line_at_a_start(
    quiet_home: Home, tally: Tally
) -> None:
    """Promised: one line that names the file and says what to look at; nothing is made."""
    with mounted(quiet_home.data, "size=1m,ro"):
        done = quiet_home.perform("run")
        assert done.process.returncode == 2
        [line] = done.error.splitlines()
        assert "data/bot.db: không mở được cơ sở dữ liệu" in line
        assert "kiểm tra quyền và dung lượng đĩa" in line
        assert not [*quiet_home.data.iterdir()]
    tally.injected += 1


async def test_a_data_folder_that_becomes_read_only_costs_no_answer_and_refuses_edits(
    api: BotApi, home: Home, tally: Tally
) -> None:
    """Promised: answers go on, an edit is refused and changes nothing, later it goes through."""
    edits = Marked(home, ONE)
    with home.running("polling") as machine:
        browser = await asyncio.to_thread(home.enter, machine)
        page = f"/console/ban-nhap/{edits.draft(1)}"
        await asyncio.to_thread(browser.see, page)
        with mounted(home.data, "size=1m,ro"):
            tally.injected += 1
            assert await ask_all(api, 1) == set()
            with pytest.raises(HTTPError) as refusal:
                await asyncio.to_thread(press, browser, page, {}, f"{page}/duyet")
            told = Page(refusal.value.read().decode()).texts("p")
            assert any("không ghi được" in text for text in told)
            assert edits.marks == {"0"}
        assert await ask_all(api, 101) == set()
        assert await asyncio.to_thread(press, browser, page, {}, f"{page}/duyet")
        assert await asyncio.to_thread(edits.check, machine) == 1
        assert kept(home) == 2 * PERSONS


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_database_that_another_process_locks_for_long_costs_nobody_an_answer(
    api: BotApi, home: Home, way: str, tally: Tally
) -> None:
    """Promised: who asks while it is locked is answered once; what comes later is kept again."""
    tuning = {**QUICK, "bot.store.sqlite._BUSY_SECONDS": 0.1}
    with home.running(way, tuning=tuning) as machine:
        for turn in range(ROUNDS):
            lost = await ask_all(api, 1000 * turn + 1)
            before = kept(home)
            with closing(sqlite3.connect(home.data / "bot.db", isolation_level=None)) as other:
                other.execute("begin immediate")
                lost |= await ask_all(api, 1000 * turn + 101)
                other.execute("rollback")
            lost |= await ask_all(api, 1000 * turn + 201)
            assert kept(home) == before + PERSONS
            tally.injected += 1
            tally.lost += len(lost)
            assert lost == set()
        assert await asyncio.to_thread(machine.end) == 0


def _noise(data: bytes) -> bytes:
    return random.Random(1).randbytes(len(data))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no-database": _noise,
    "first-page": lambda data: data[:16] + _noise(data[16:4096]) + data[4096:],
    "all-but-the-first-page": lambda data: data[:4096] + _noise(data[4096:]),
    "half-of-it": lambda data: data[: len(data) // 2],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_one_clear_line_at_a_start_and_left_alone(
    quiet_home: Home, damage: str, tally: Tally
) -> None:
    """Promised: one line that names the file; not a byte of it is changed, so it can be mended."""
    with quiet_home.running() as machine:
        assert machine.get("/readyz").status == 200
        assert machine.end() == 0
    place = quiet_home.data / "bot.db"
    broken = DAMAGES[damage](place.read_bytes())
    place.write_bytes(broken)
    done = quiet_home.perform("run", "--port", "0")
    tally.injected += 1
    assert (done.process.returncode, done.out) == (2, ""), done.error
    [line] = done.error.splitlines()
    assert "data/bot.db" in line
    assert "python -m bot restore" in line
    assert place.read_bytes() == broken
    tally.more = line
