"""Answers to the asker alone: in the private chat where there is one, else behind a link."""

from __future__ import annotations

import pytest

from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.telegram.conftest import KITE, both_ways
from tests.telegram.neighbours import ANONYMOUS, BINH, CHI, GROUP, Neighbours, links
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, both_ways]
OPEN = "Mở chat với trợ lý"


@pytest.fixture
def xom(api: BotApi, bot: object, store: SqliteStore) -> Neighbours:
    store.chats.keep_group(Group(GROUP, "gio", auto_answer=True, private_answers=True))
    return Neighbours(api)


async def test_who_wrote_to_the_bot_before_is_answered_there(api: BotApi, xom: Neighbours) -> None:
    await api.say("/start", user=BINH)
    answer, line = await xom.says(f"/hoi {KITE}")
    assert answer.given["chat_id"] == BINH
    assert "giá 20.000 đồng" in answer.text
    assert "reply_parameters" not in answer.given
    assert "👍" in answer.buttons
    assert line.given["chat_id"] == GROUP
    assert line.text == "Tôi đã trả lời bạn trong chat riêng."
    assert links(line) == {OPEN: "https://t.me/tro_ly_bot"}


@pytest.mark.parametrize("blocked", [False, True])
async def test_who_cannot_be_written_to_gets_a_link_to_the_answer(
    api: BotApi, xom: Neighbours, *, blocked: bool
) -> None:
    if blocked:
        await api.say("/start", user=BINH)
        await api.all_confirmed()
        api.world.chat(BINH).blocked = True
    _, line = await xom.says(f"/hoi {KITE}")
    assert line.given["chat_id"] == GROUP
    assert line.text == "Tôi trả lời riêng bạn ở đây."
    assert links(line) == {OPEN: "https://t.me/tro_ly_bot?start=mua-dieu"}
    assert "20.000" not in str(xom.seen)


async def test_sessions_are_behind_the_link_of_the_ward(xom: Neighbours) -> None:
    _, line = await xom.says("/lich", user=CHI)
    assert links(line) == {OPEN: "https://t.me/tro_ly_bot?start=phuong_gio"}


async def test_what_no_link_can_say_is_asked_in_the_private_chat(xom: Neighbours) -> None:
    _, line = await xom.says("/hoi quán phở nào ngon", user=CHI)
    assert links(line) == {OPEN: "https://t.me/tro_ly_bot"}


async def test_the_warning_stays_in_the_group(api: BotApi, xom: Neighbours) -> None:
    await api.say("/start", user=BINH)
    answer, line = await xom.says(f"/hoi {KITE}, số tôi 001099012345")
    assert "⚠️" not in answer.text
    assert line.text.startswith("⚠️ Tin này có số riêng tư")
    assert line.text.endswith("Tôi đã trả lời bạn trong chat riêng.")


async def test_answers_unasked_are_private_too(api: BotApi, xom: Neighbours) -> None:
    xom.hears_all()
    await api.say("/start", user=BINH)
    answer, line = await xom.says(f"{KITE}?")
    assert (answer.given["chat_id"], line.given["chat_id"]) == (BINH, GROUP)


async def test_who_stays_unnamed_is_answered_in_the_group(xom: Neighbours) -> None:
    unnamed = {"from": ANONYMOUS, "sender_chat": xom.chat.about}
    [answer] = await xom.says(f"/hoi {KITE}", **unnamed)
    assert answer.given["chat_id"] == GROUP
    assert "giá 20.000 đồng" in answer.text
