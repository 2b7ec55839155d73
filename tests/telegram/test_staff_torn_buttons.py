"""Whatever a button of the staff's side says: it is acknowledged, nothing breaks or changes."""

from __future__ import annotations

import pytest

from bot.content.loading import digest, read_folder
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room
from tests.telegram.officers import LAN, Office
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.usefixtures("quick")
LETTERS = "abcefijklnopqrstwxyzBCFP"
RESTS = (
    "", "0", "-1", "1", "99999999999999999999", "٣", "x", "1:", "1:0", "1:mua-dieu", "a:b:c:d",
    "gio-buoi-toi:261203:0", "gio-buoi-toi:261203:-7", "gio-buoi-toi:261203:999999999999999",
    "gio-buoi-toi:261204", ":::", "“",
)  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS)
async def test_a_torn_button_breaks_nothing(
    api: BotApi, office: Office, desk: Desk, store: SqliteStore, room: Room, letter: str
) -> None:
    apology = desk.engine.knowledge.say("loi-tam-thoi", "vi")
    before = digest(read_folder(room.house.config.knowledge))
    for rest in RESTS:
        await office.sends(f"z:{letter}:{rest}", LAN)
    await office.sends(f"z:{letter}", LAN)
    assert len(api.made("answerCallbackQuery")) == len(RESTS) + 1
    assert apology not in [call.text for call in api.made("sendMessage")]
    assert len(store.releases.list(9)) == 1
    assert digest(read_folder(room.house.config.knowledge)) == before
