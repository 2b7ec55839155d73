"""What people think of an answer, why, and whom it reaches: who presses what, what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import StoreError
from bot.store.questions import QuestionTable
from tests.telegram.chatting import OLD, kept, old_button, replies, said, tap
from tests.telegram.conftest import KITE, both_ways
from tests.telegram_server.contents import person
from tests.telegram_server.server import BotApi, Call

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]
WEATHER = "Trời hôm nay có mưa không"
VAGUE = "diều"
STAFF = "✉️ Gửi cán bộ"
ENGLISH = "What is the price of a kite and where can you get it?"


def note(api: BotApi) -> str:
    """Return what is shown for a moment after the last press."""
    return api.made("answerCallbackQuery")[-1].text


def edited(api: BotApi) -> Call:
    return api.made("editMessageText")[-1]


class TestRating:
    async def test_a_good_rating_is_thanked_for_and_nothing_is_asked(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        await said(api, KITE)
        await tap(api, "👍")
        assert note(api) == "Cảm ơn bạn đã đánh giá."
        assert len(await replies(api)) == 1
        assert kept(tmp_path, "helpful") == [1]

    async def test_a_bad_rating_is_asked_about(self, api: BotApi, tmp_path: Path) -> None:
        await said(api, KITE)
        await tap(api, "👎")
        asked = (await replies(api))[-1]
        assert asked.text == "Cảm ơn bạn. Câu trả lời chưa được ở chỗ nào?"
        assert [[each["text"] for each in row] for row in asked.rows] == [
            ["Thông tin sai", "Khó hiểu"], ["Không đúng câu tôi hỏi", "Còn thiếu"],
        ]  # fmt: skip
        assert kept(tmp_path, "helpful") == [0]

    @pytest.mark.parametrize(
        ("label", "reason"),
        [("Thông tin sai", "sai"), ("Khó hiểu", "kho-hieu"),
         ("Không đúng câu tôi hỏi", "khong-dung-cau-hoi"), ("Còn thiếu", "thieu")],
    )  # fmt: skip
    async def test_the_reason_is_kept_and_thanked_for_in_the_same_message(
        self, api: BotApi, tmp_path: Path, label: str, reason: str
    ) -> None:
        await said(api, KITE)
        await tap(api, "👎")
        await tap(api, label)
        assert edited(api).text.startswith(f"Cảm ơn bạn, tôi đã ghi lại: “{label}”.")
        assert "không trả lời riêng cho bạn" in edited(api).text
        assert list(edited(api).buttons) == [STAFF]
        assert kept(tmp_path, "reason") == [reason]
        assert len(await replies(api)) == 2

    async def test_from_the_reason_the_question_goes_to_the_staff(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        await said(api, KITE)
        await tap(api, "👎")
        await tap(api, "Còn thiếu")
        assert kept(tmp_path, "handed_over") == [None]
        await tap(api, STAFF)
        assert "vào danh sách của cán bộ" in edited(api).text
        assert "Việc gấp thì bạn hỏi thẳng Công an" in edited(api).text
        assert edited(api).buttons == {}
        assert kept(tmp_path, "handed_over") != [None]

    async def test_the_second_verdict_counts(self, api: BotApi, tmp_path: Path) -> None:
        await said(api, KITE)
        for sign, verdict in (("👎", 0), ("👍", 1), ("👎", 0)):
            await tap(api, sign)
            assert kept(tmp_path, "helpful") == [verdict]

    async def test_pressing_twice_says_the_same_and_keeps_one_verdict(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        answer = await said(api, KITE)
        for _ in range(2):
            await api.press(answer.buttons["👍"])
        await api.all_confirmed()
        assert [call.text for call in api.made("answerCallbackQuery")] == [
            "Cảm ơn bạn đã đánh giá."
        ] * 2
        assert kept(tmp_path, "helpful") == [1]

    async def test_a_rating_below_a_message_that_is_too_old_to_be_told_of_counts_too(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        await said(api, KITE)
        await tap(api, "👎", message=OLD)
        await tap(api, "Khó hiểu", message=OLD)
        assert kept(tmp_path, "reason") == ["kho-hieu"]
        thanks = (await replies(api))[-1]
        assert list(thanks.buttons) == [STAFF]

    async def test_in_a_group_nobody_is_asked_why(self, api: BotApi, tmp_path: Path) -> None:
        answer = await said(api, KITE)
        group = {"id": -5, "type": "supergroup", "title": "Xóm"}
        below = {"chat": group, "message_id": 3, "date": 1, "text": "…"}
        await api.press(answer.buttons["👎"], message=below)
        await api.all_confirmed()
        assert note(api) == "Cảm ơn bạn đã đánh giá."
        assert api.made("sendMessage", -5) == []
        assert kept(tmp_path, "helpful") == [0]


class TestStaff:
    async def test_what_is_not_known_can_be_handed_to_the_staff(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        answer = await said(api, WEATHER)
        assert list(answer.buttons) == [STAFF]
        await tap(api, STAFF)
        assert edited(api).text.startswith("✅ Đã đưa câu hỏi này vào danh sách của cán bộ")
        assert kept(tmp_path, "handed_over") != [None]

    async def test_pressed_twice_it_is_said_once(self, api: BotApi) -> None:
        answer = await said(api, WEATHER)
        below = {**api.world.chat(1).messages[max(api.world.chat(1).messages)]}
        for _ in range(2):
            await api.press(answer.buttons[STAFF], message=below)
        await api.all_confirmed()
        assert len(await replies(api)) == 1
        assert len(api.made("answerCallbackQuery")) == 2

    async def test_none_of_these_is_a_verdict_and_leads_to_the_staff(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        await said(api, VAGUE)
        await tap(api, "Không có câu nào đúng")
        assert edited(api).text.startswith("Xin lỗi, tôi chưa có câu trả lời đúng ý bạn.")
        assert kept(tmp_path, "helpful") == [0]
        await tap(api, STAFF)
        assert "vào danh sách của cán bộ" in edited(api).text
        assert kept(tmp_path, "handed_over") != [None]

    async def test_none_of_these_without_a_known_question_offers_nothing(
        self, api: BotApi
    ) -> None:
        for data in ("n:", "n:99", "n:x"):
            await api.press(data)
        await api.all_confirmed()
        found = api.made("editMessageText")
        assert len(found) == 3
        assert not any(call.buttons for call in found)

    async def test_an_answer_that_advises_to_ask_the_staff_offers_that_and_stays(
        self, api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = desk.engine.knowledge.entries["dieu-rach"]
        monkeypatch.setitem(
            desk.engine.knowledge.entries,  # type: ignore[arg-type]
            "dieu-rach",
            entry.model_copy(update={"actions": ("can-bo",)}),
        )
        answer = await said(api, "Diều bị rách thì làm gì")
        assert list(answer.buttons) == [STAFF, "👍", "👎"]
        await tap(api, STAFF)
        assert api.made("editMessageText") == []
        assert "vào danh sách của cán bộ" in (await replies(api))[-1].text


class TestOldButtons:
    @pytest.mark.parametrize(
        "data",
        ["r:1", "r:1:2", "r::1", "r:-1:1", "r:x:1", "r:٣:1", "r:99:1", f"r:{'9' * 50}:1",
         "w:1:sai", "w:x:sai", "w:", "w:1:dep", "w:1:", "s:", "s:1", "s:x", "s:-1",
         f"s:{'9' * 60}", "y:", "y:tat-ca"],
    )  # fmt: skip
    async def test_what_is_torn_or_not_known_any_more_says_so_and_changes_nothing(
        self, api: BotApi, desk: Desk, data: str
    ) -> None:
        await api.press(data)
        await api.all_confirmed()
        assert [call.text for call in api.made("answerCallbackQuery")] == [old_button(desk)]
        assert api.made("sendMessage") == api.made("editMessageText") == []

    async def test_where_the_store_is_in_trouble_the_button_stops_spinning_all_the_same(
        self, api: BotApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = await said(api, KITE)

        def broken(*_: object) -> bool:
            raise StoreError("the disk is full")

        monkeypatch.setattr(QuestionTable, "rate", broken)
        await api.press(answer.buttons["👍"])
        apology = (await replies(api))[-1]
        assert apology.text.startswith("Xin lỗi, tôi gặp trục trặc khi trả lời.")
        assert len(api.made("answerCallbackQuery")) == 1


class TestLanguage:
    async def test_after_an_english_question_the_buttons_go_on_in_english(
        self, api: BotApi
    ) -> None:
        await said(api, ENGLISH)
        await tap(api, "✉️ Send to the staff")
        assert edited(api).text.startswith("✅ This question is now on the staff’s list")

    async def test_after_an_english_answer_the_reasons_are_in_english(self, api: BotApi) -> None:
        await said(api, "/start mua-dieu", language="en")
        await tap(api, "👎")
        asked = (await replies(api))[-1]
        assert asked.text == "Thank you. What was wrong with the answer?"
        await tap(api, "Hard to understand")
        assert edited(api).text.startswith("Thank you, I have noted: “Hard to understand”.")

    async def test_after_a_vietnamese_answer_a_phone_in_english_changes_nothing(
        self, api: BotApi
    ) -> None:
        await said(api, KITE, language="en")
        await tap(api, "Mấy tuổi được thả diều", **{"from": person(1, "en")})
        answer = (await replies(api))[-1]
        assert answer.text.startswith("<b>Mấy tuổi được thả diều</b>")
