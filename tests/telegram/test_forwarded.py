"""Messages that a person hands on: what is said depends on who wrote them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import said
from tests.telegram.conftest import CAT, both_ways
from tests.telegram_server.contents import DAY, ME, person
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]
STRANGER = {"type": "hidden_user", "date": DAY, "sender_user_name": "Cán bộ Hoa"}
DEMAND = "Bà con chuyển khoản tiền diều cho tôi qua http://dieu.example/nop nhé, 0900 000 001"
BY_STRANGERS = "Tin bạn chuyển tiếp không phải do tôi viết."


def written_by(user: dict[str, Any]) -> dict[str, Any]:
    return {"type": "user", "date": DAY, "sender_user": user}


async def answer_of(api: BotApi, **more: Any) -> str:
    """Return an answer of the bot as it is shown in a chat."""
    await said(api, "Tắm mèo thế nào", **more)
    return api.shown(1)[-1]


async def test_an_answer_of_ours_is_confirmed(api: BotApi) -> None:
    text = await answer_of(api)
    reply = await said(api, text, forward_origin=written_by(ME))
    assert reply.text.startswith("✅ Đây đúng là câu trả lời của tôi về “Tắm cho mèo”")


async def test_another_message_of_ours_is_said_to_be_ours(api: BotApi) -> None:
    reply = await said(api, "Nhắc bạn: thứ bảy có buổi.", forward_origin=written_by(ME))
    assert reply.text.startswith("Tin này do tôi gửi, nhưng không có mã để đối chiếu.")


async def test_an_answer_of_ours_that_somebody_altered_is_not_ours(api: BotApi) -> None:
    text = (await answer_of(api)).replace("nước ấm", "nước sôi")
    reply = await said(api, text, forward_origin=written_by(person(2)))
    assert reply.text.startswith("⚠️ Mã là của câu trả lời về “Tắm cho mèo”")
    assert "nước sôi" not in reply.text
    assert "nước ấm" in reply.text


@pytest.mark.parametrize(
    "origin",
    [
        STRANGER,
        written_by(person(2)),
        {"type": "channel", "date": DAY, "message_id": 5,
         "chat": {"id": -1005, "type": "channel", "title": "Tin nhanh"}},
        {"type": "chat", "date": DAY, "sender_chat": {"id": -1006, "type": "supergroup",
                                                      "title": "Tổ 5"}},
    ],
)  # fmt: skip
async def test_a_demand_of_a_stranger_is_warned_of_and_nothing_of_it_can_be_pressed(
    api: BotApi, origin: dict[str, Any]
) -> None:
    reply = await said(api, DEMAND, forward_origin=origin)
    assert reply.text.startswith(BY_STRANGERS)
    assert "⚠️ Coi chừng lừa đảo!" in reply.text
    assert "• Không chuyển tiền cho người lạ." in reply.text
    for trace in ("dieu.example", "0900", "tiền diều cho tôi"):
        assert trace not in reply.text
        assert all(trace not in label for label in reply.buttons)


async def test_a_harmless_message_of_a_stranger_is_answered(api: BotApi) -> None:
    reply = await said(api, CAT, forward_origin=STRANGER)
    assert reply.text.startswith(f"{BY_STRANGERS}\n\n<b>Tắm cho mèo</b>")


async def test_what_a_person_wrote_before_is_that_person_s_own_question(api: BotApi) -> None:
    reply = await said(api, CAT, forward_origin=written_by(person(1)))
    assert reply.text.startswith("<b>Tắm cho mèo</b>")


async def test_a_forwarded_command_is_not_carried_out(api: BotApi) -> None:
    reply = await said(api, "/xoa", forward_origin=STRANGER)
    assert reply.text.startswith(BY_STRANGERS)


async def test_a_card_of_ours_is_checked_when_it_is_forwarded(api: BotApi) -> None:
    text = await answer_of(api)
    reply = await said(api, text, forward_origin=written_by(person(2)), via_bot=ME)
    assert reply.text.startswith("✅ Đây đúng là câu trả lời của tôi về “Tắm cho mèo”")


async def test_what_stands_below_a_forwarded_picture_is_checked_too(api: BotApi) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    before = len(api.made("sendMessage"))
    message = {
        "message_id": 99, "date": DAY, "chat": {"id": 1, "type": "private"}, "from": person(1),
        "photo": photo, "caption": DEMAND, "forward_origin": STRANGER,
    }  # fmt: skip
    await api.deliver(message=message)
    await api.all_confirmed()
    answers = [call.text for call in api.made("sendMessage")[before:]]
    assert any(text.startswith(BY_STRANGERS) and "⚠️ Coi chừng" in text for text in answers)


async def test_nothing_is_kept_of_who_wrote_it(
    api: BotApi, store: SqliteStore, desk: Desk
) -> None:
    await said(api, DEMAND, forward_origin=STRANGER)
    rows = store._db.execute("select question from questions").fetchall()
    assert "Hoa" not in str(rows)
    assert "0900" not in str(rows)
    assert desk.clock() == MOMENT
