"""Buttons and links that a stranger makes up open nothing and change nothing of others."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import handlers
from bot.content.loading import digest, read_folder
from bot.desk import Desk
from bot.store.kept import Letter
from bot.store.sqlite import SqliteStore
from handlers import buttons
from handlers.staff import keys
from handlers.staff.room import Room
from tests.conftest import MOMENT
from tests.telegram.officers import LAN, OFFICE, STRANGER, Office
from tests.telegram_server.server import BotApi

PREFIXES = sorted({
    value
    for room in (buttons, keys)
    for value in vars(room).values()
    if isinstance(value, str) and re.fullmatch(r"[a-z]:(?:\w:)?", value)
})  # fmt: skip
RESTS = (
    "", "1", "0", "-1", "99999999999999999999", "٣", "1:1", "1:0:1", "xoa", "mua-dieu",
    "../../etc",
    "' or 1=1 --", "<b>x</b>", "gio", f"{OFFICE}", "51", "\u202e", "😀" * 10,
)  # fmt: skip
PAYLOADS = (
    "phuong_", "phuong_../../x", "phuong_99999", "' or 1=1 --", "<script>", "a" * 64, "a" * 65,
    "hoi extra words", "..", "%00", "console", "z:q:0", "dangky", "phuong_" + "9" * 57,
)  # fmt: skip


def others(folder: Path) -> list[str]:
    """Return all that is kept of others than the stranger; their own questions may be counted."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        tables = ("staff", "keys", "drafts", "deeds", "releases", "relays", "chats", "figures",
                  "batches", "announced")  # fmt: skip
        found = [
            f"{table}: {row}"
            for table in tables
            for row in connection.execute(f"select * from {table}").fetchall()
        ]
        for table in ("letters", "follows"):
            rows = connection.execute(f"select * from {table} where chat != ?", [STRANGER])
            found += [f"{table}: {row}" for row in rows.fetchall()]
    return found


@pytest.fixture
def belongings(store: SqliteStore) -> None:
    """What belongs to somebody else."""
    store.letters.add([Letter(LAN, MOMENT + timedelta(days=9), "due", "2026-12-01")])
    store.chats.follow(LAN, "gio")


def test_every_kind_of_button_is_tried() -> None:
    assert len(PREFIXES) >= 30
    assert handlers.__name__ == "handlers"


@pytest.mark.parametrize("prefix", PREFIXES)
async def test_a_button_that_was_made_up_changes_nothing_of_others(
    api: BotApi,
    office: Office,
    desk: Desk,
    room: Room,
    tmp_path: Path,
    belongings: None,
    prefix: str,
) -> None:
    before, folder = others(tmp_path), digest(read_folder(room.house.config.knowledge))
    apology = desk.engine.knowledge.say("loi-tam-thoi", "vi")
    for rest in RESTS:
        await office.sends(f"{prefix}{rest}"[:60], STRANGER)
    assert others(tmp_path) == before
    assert digest(read_folder(room.house.config.knowledge)) == folder
    assert apology not in [call.text for call in api.made("sendMessage")]
    told = [call for call in api.made("sendMessage") if call.given["chat_id"] != STRANGER]
    assert told == [], "nobody else hears of it"


async def test_a_deep_link_that_was_made_up_opens_the_menu_and_nothing_else(
    api: BotApi, office: Office, desk: Desk, tmp_path: Path, belongings: None
) -> None:
    before = others(tmp_path)
    apology = desk.engine.knowledge.say("loi-tam-thoi", "vi")
    for payload in PAYLOADS:
        calls = await office.tells(f"/start {payload}", STRANGER)
        assert len(calls) == 1, payload
        assert apology not in calls[0].text
        assert "<script>" not in calls[0].text
        assert "/console/vao" not in calls[0].text
    assert others(tmp_path) == before


async def test_what_staff_may_say_is_closed_to_whoever_is_in_the_chat_of_the_staff(
    office: Office, tmp_path: Path
) -> None:
    before = others(tmp_path)
    for command in ("/hangdoi", "/thongke", "/phathanh", "/suaphien", "/console", "/dangky x"):
        assert await office.says(command, STRANGER) == []
    assert others(tmp_path) == before
