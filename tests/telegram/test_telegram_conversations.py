from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant.question import Question
from bot.assistant.replies import as_html
from bot.content.knowledge import Knowledge
from bot.desk import Desk
from tests.conftest import MOMENT
from tests.telegram.chatting import kept
from tests.telegram.conftest import KITE, both_ways
from tests.telegram_server.contents import message
from tests.telegram_server.server import BotApi, Call

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]


async def replies(api: BotApi, number: int) -> list[Call]:
    """Return the messages sent since, when so many are there and nothing else is under way."""
    await api.until(lambda: len(api.made("sendMessage")) >= number, f"{number} messages")
    await api.all_confirmed()
    found = api.made("sendMessage")
    assert len(found) == number
    return found


async def noted(api: BotApi) -> Call:
    """Return the answer to the one press of a button."""
    await api.all_confirmed()
    [found] = api.made("answerCallbackQuery")
    return found


@pytest.mark.parametrize("command", ["/start", "/menu", "/help", "/start@tro_ly_bot"])
async def test_start_greets_with_the_menu_of_groups(api: BotApi, command: str) -> None:
    await api.say(command)
    [menu] = await replies(api, 1)
    assert menu.text.startswith("Chào bạn!")
    assert menu.buttons == {"Đồ chơi": "g:do-choi", "Thú cưng": "g:thu-cung"}


async def test_a_group_opens_its_topics_in_the_same_message(api: BotApi) -> None:
    await api.press("g:do-choi")
    await noted(api)
    [shelf] = api.made("editMessageText")
    assert shelf.text == "Đồ chơi: bạn muốn biết điều gì?"
    assert list(shelf.buttons.values()) == ["t:mua-dieu", "t:tha-dieu", "t:dieu-rach"]


async def test_a_group_that_has_gone_opens_the_menu(api: BotApi) -> None:
    await api.press("g:may-bay")
    await noted(api)
    [menu] = api.made("editMessageText")
    assert list(menu.buttons.values()) == ["g:do-choi", "g:thu-cung"]


async def test_a_deep_link_opens_its_topic(api: BotApi) -> None:
    await api.say("/start mua-dieu")
    [answer] = await replies(api, 1)
    assert answer.text.startswith("<b>Mua diều ở đâu, giá bao nhiêu</b>")
    assert "giá 20.000 đồng" in answer.text


async def test_a_deep_link_to_nothing_opens_the_menu(api: BotApi) -> None:
    await api.say("/start may-bay")
    [menu] = await replies(api, 1)
    assert list(menu.buttons.values()) == ["g:do-choi", "g:thu-cung"]


async def test_a_question_is_answered_in_the_same_chat_and_can_be_rated(api: BotApi) -> None:
    await api.say(KITE, user=77)
    [answer] = await replies(api, 1)
    assert answer.given["chat_id"] == 77
    assert answer.given["parse_mode"] == "HTML"
    assert answer.given["link_preview_options"] == {"is_disabled": True}
    assert "giá 20.000 đồng" in answer.text
    assert list(answer.buttons) == ["Mấy tuổi được thả diều", "👍", "👎"]


async def test_a_vague_question_offers_choices_and_none_of_them(api: BotApi) -> None:
    await api.say("diều")
    [offer] = await replies(api, 1)
    *topics, none = offer.buttons.values()
    assert sorted(topics) == ["t:dieu-rach", "t:mua-dieu", "t:tha-dieu"]
    assert none.startswith("n:")


async def test_a_choice_is_answered_below_and_the_buttons_stay(api: BotApi) -> None:
    await api.press("t:tha-dieu")
    [answer] = await replies(api, 1)
    assert answer.text.startswith("<b>Mấy tuổi được thả diều</b>")
    assert api.made("editMessageText") == []
    assert (await noted(api)).text == ""


async def test_a_choice_of_a_topic_that_has_gone_is_told(
    api: BotApi, small_knowledge: Knowledge
) -> None:
    await api.press("t:may-bay")
    [note] = await replies(api, 1)
    assert note.text == small_knowledge.say("nut-cu", "vi")


async def test_a_button_that_nobody_knows_any_more_stops_spinning(
    api: BotApi, small_knowledge: Knowledge
) -> None:
    await api.press("xyz")
    assert (await noted(api)).text == small_knowledge.say("nut-cu", "vi")
    assert api.made("sendMessage") == []


async def test_an_english_user_gets_english(api: BotApi, small_knowledge: Knowledge) -> None:
    await api.say("/start", language="en")
    await api.say("/start mua-dieu", language="en-GB")
    menu, answer = await replies(api, 2)
    assert menu.text.startswith("Hello!")
    assert menu.buttons == {"Toys": "g:do-choi", "Pets": "g:thu-cung"}
    assert answer.text.startswith("<b>Where to buy a kite</b>")


async def test_a_question_in_english_is_answered_in_english(api: BotApi, desk: Desk) -> None:
    text = "What is the price of a kite and where can you get it?"
    expected = desk.engine.answer(Question(text, MOMENT, (), "en"))
    assert expected.language == "en"
    await api.say(text, language="en")
    [answer] = await replies(api, 1)
    assert answer.text == as_html(expected, desk.engine.knowledge)


async def test_a_follow_up_is_read_in_the_light_of_the_same_chat_only(
    api: BotApi, desk: Desk
) -> None:
    def expected(*context: str) -> str:
        reply = desk.engine.answer(Question("bao nhiêu tiền", MOMENT, context, "vi"))
        return as_html(reply, desk.engine.knowledge)

    buy = "Tôi muốn mua một con diều"
    assert expected(buy) != expected()
    for text, user in [(buy, 1), ("bao nhiêu tiền", 1), ("bao nhiêu tiền", 2)]:
        await api.say(text, user=user)
    await replies(api, 3)
    assert api.made("sendMessage", 1)[1].text == expected(buy)
    assert api.made("sendMessage", 2)[0].text == expected()


async def test_personal_numbers_are_never_repeated_nor_kept(api: BotApi, tmp_path: Path) -> None:
    await api.say("Diều rách, gọi tôi 0912345678")
    [answer] = await replies(api, 1)
    assert answer.text.startswith("🔒")
    assert "0912345678" not in answer.text
    assert b"0912345678" not in (tmp_path / "bot.db").read_bytes()
    assert "0912345678" not in str(kept(tmp_path, "question"))


async def test_signs_of_markup_in_a_question_do_no_harm(api: BotApi) -> None:
    await api.say("<b>diều</b> & {mua-dieu} <script> rách")
    [answer] = await replies(api, 1)
    assert "script" not in answer.text


async def test_a_group_is_left_in_peace(api: BotApi) -> None:
    group = {"id": -5, "type": "supergroup", "title": "Xóm"}
    for text in (KITE, "/start", "/start@tro_ly_bot"):
        await api.deliver(message={**message(text), "chat": group})
    await api.all_confirmed()
    assert not [call for call in api.calls if call.method.startswith(("send", "edit"))]


async def test_an_unknown_command_is_a_question_like_others(api: BotApi) -> None:
    await api.say("/gia con diều bao nhiêu tiền")
    [answer] = await replies(api, 1)
    assert answer.text


async def test_a_button_below_a_message_that_has_gone_still_answers(api: BotApi) -> None:
    gone = {"chat": {"id": 1, "type": "private"}, "message_id": 9, "date": 0}
    await api.press("t:tha-dieu", message=gone)
    await api.press("g:do-choi", message=gone)
    api.fail("editMessageText", 400, "Bad Request: message can't be edited")
    answer, shelf = await replies(api, 2)
    assert answer.text.startswith("<b>Mấy tuổi được thả diều</b>")
    assert "t:tha-dieu" in shelf.buttons.values()
