"""Questions in a group: who says what, and what comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import kept
from tests.telegram.conftest import KITE, Starter, both_ways
from tests.telegram.neighbours import AN, ANONYMOUS, BINH, CHI, GROUP, NAME, Neighbours, links
from tests.telegram_server.contents import ME, person
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.cards
FULL = "Xem đầy đủ"
PRICE = "giá 20.000 đồng"


@pytest.fixture
def xom(api: BotApi, bot: object) -> Neighbours:
    return Neighbours(api)


@both_ways
class TestCalling:
    @pytest.mark.parametrize(
        "text",
        [f"{NAME} {KITE}", f"🪁🪁 {NAME}, {KITE}?", f"{KITE} {NAME.upper()}", f"/hoi {KITE}",
         f"/hoi{NAME} {KITE}", f"{NAME} {NAME}\n{KITE}"],
    )  # fmt: skip
    async def test_who_calls_gets_a_short_answer_below_the_question(
        self, xom: Neighbours, text: str
    ) -> None:
        [answer] = await xom.says(text)
        assert answer.given["chat_id"] == GROUP
        assert answer.given["reply_parameters"] == {
            "message_id": next(reversed(xom.chat.heard)), "allow_sending_without_reply": True,
        }  # fmt: skip
        assert answer.text.startswith("<b>Mua diều ở đâu, giá bao nhiêu</b>")
        assert PRICE in answer.text
        assert "<blockquote" not in answer.text
        assert links(answer) == {FULL: "https://t.me/tro_ly_bot?start=mua-dieu"}
        assert answer.buttons == {}

    async def test_a_reply_to_the_bot_is_a_question_and_goes_on_with_the_last_one(
        self, xom: Neighbours
    ) -> None:
        await xom.says("/hoi Tôi muốn mua một con diều")
        [answer] = await xom.says("bao nhiêu tiền", reply_to=xom.last["message_id"])
        assert PRICE in answer.text

    async def test_a_neighbour_s_question_is_answered_where_it_stands(
        self, xom: Neighbours
    ) -> None:
        await xom.says(KITE, user=CHI)
        asked = next(reversed(xom.chat.heard))
        [answer] = await xom.says(f"hỏi {NAME} nhé", reply_to=asked)
        assert answer.given["reply_parameters"]["message_id"] != asked
        for call in (NAME, "/hoi", f"{NAME} ạ"):
            [answer] = await xom.says(call, reply_to=asked)
            assert PRICE in answer.text
            assert answer.given["reply_parameters"]["message_id"] == asked

    async def test_of_a_long_message_only_the_quoted_part_is_asked(self, xom: Neighbours) -> None:
        await xom.says("Mèo nhà tôi bẩn lắm. Con diều bao nhiêu tiền", user=CHI)
        asked = next(reversed(xom.chat.heard))
        quote = {"text": "Con diều bao nhiêu tiền", "position": 21}
        [answer] = await xom.says(NAME, reply_to=asked, quote=quote)
        assert answer.text.startswith("<b>Mua diều ở đâu, giá bao nhiêu</b>")

    @pytest.mark.parametrize("text", [NAME, "/hoi", f"{NAME} ạ!", "/help", f"/help{NAME}"])
    async def test_a_call_without_a_question_is_told_how_to_ask(
        self, xom: Neighbours, text: str
    ) -> None:
        [hint] = await xom.says(text)
        assert hint.text.startswith("Muốn hỏi tôi, bạn viết /hoi")
        assert NAME in hint.text

    async def test_a_caption_that_calls_is_answered(self, xom: Neighbours) -> None:
        photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        caption = f"{NAME} {KITE}"
        entities = [{"type": "mention", "offset": 0, "length": len(NAME)}]
        told = {"photo": photo, "caption": caption, "caption_entities": entities}
        xom.hears_all()
        [answer] = await xom.says("", **told)
        assert PRICE in answer.text

    async def test_a_name_that_only_leads_to_the_bot_calls_it_too(self, xom: Neighbours) -> None:
        xom.hears_all()
        entity = {"type": "text_mention", "offset": 3, "length": 6, "user": ME}
        [answer] = await xom.says(f"🪁 Trợ lý {KITE}", entities=[entity])
        assert PRICE in answer.text

    async def test_an_administrator_who_stays_unnamed_is_answered(self, xom: Neighbours) -> None:
        unnamed = {"from": ANONYMOUS, "sender_chat": xom.chat.about}
        [answer] = await xom.says(f"/hoi {KITE}", **unnamed)
        assert PRICE in answer.text


class TestSilence:
    @pytest.mark.parametrize(
        "text",
        [KITE, f"/hoi@bot_khac {KITE}", f"/gia {KITE}", "/start", f"/start{NAME}",
         f"/start{NAME} mua-dieu", f"@ban_khac {KITE}", f"/thoitiet {NAME}", "/xoa"],
    )  # fmt: skip
    async def test_what_is_not_for_the_bot_is_not_answered(
        self, xom: Neighbours, tmp_path: Path, text: str
    ) -> None:
        xom.hears_all()
        assert await xom.says(text) == []
        assert kept(tmp_path, "question") == []

    @pytest.mark.parametrize(
        "more",
        [
            {"from": {**person(5), "is_bot": True}},
            {"from": {**person(5), "is_bot": True},
             "sender_chat": {"id": -77, "type": "channel", "title": "Tin phường"}},
            {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
             "sender_chat": {"id": -77, "type": "channel", "title": "Tin phường"},
             "is_automatic_forward": True},
            {"via_bot": {**ME, "id": 5, "username": "bot_khac"}},
        ],
        ids=["bot", "channel", "linked channel", "inline"],
    )  # fmt: skip
    @pytest.mark.parametrize("text", [f"{NAME} {KITE}", f"/hoi {KITE}", "/lich", "/caidat"])
    async def test_bots_and_channels_are_not_answered(
        self, xom: Neighbours, text: str, more: dict[str, Any]
    ) -> None:
        xom.hears_all()
        assert await xom.says(text, **more) == []

    async def test_edits_are_not_answered(self, api: BotApi, xom: Neighbours) -> None:
        await xom.says(f"/hoi {KITE}")
        [asked] = xom.chat.heard.values()
        changed = {**asked, "text": f"/hoi {KITE} thế", "edit_date": asked["date"] + 9}
        await api.deliver(edited_message=changed)
        await api.all_confirmed()
        assert len(xom.seen) == 1

    async def test_what_happens_in_the_group_is_not_answered(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        for event in (
            {"new_chat_members": [person(9)]}, {"left_chat_member": person(9)},
            {"new_chat_title": "Xóm Diều"}, {"delete_chat_photo": True},
        ):  # fmt: skip
            await api.service(GROUP, **event)
        await api.all_confirmed()
        assert xom.seen == []

    async def test_where_nobody_may_write_nothing_is_said(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        xom.chat.muted = True
        assert len(await xom.says(f"/hoi {KITE}")) == 1
        assert xom.seen == []


@both_ways
class TestForum:
    @pytest.fixture
    def xom(self, api: BotApi, bot: object) -> Neighbours:
        return Neighbours(api, forum=True)

    async def test_the_answer_stays_in_its_topic(self, xom: Neighbours) -> None:
        [answer] = await xom.says(f"/hoi {KITE}", thread=7)
        assert answer.given["message_thread_id"] == 7
        [answer] = await xom.says(f"/hoi {KITE}")
        assert "message_thread_id" not in answer.given

    async def test_a_topic_without_a_number_is_none(self, api: BotApi, bot: object) -> None:
        await api.say(KITE, is_topic_message=True)
        await api.all_confirmed()
        [answer] = api.made("sendMessage")
        assert "message_thread_id" not in answer.given

    async def test_the_first_message_of_a_topic_is_nobody_s_question(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        opened = {
            "message_id": 7, "date": 0, "chat": xom.chat.about, "from": ME,
            "forum_topic_created": {"name": "Hỏi đáp", "icon_color": 7322096},
        }  # fmt: skip
        xom.hears_all()
        assert await xom.says(KITE, thread=7, reply_to_message=opened) == []

    async def test_replies_outside_forums_are_in_no_topic(self, api: BotApi, bot: object) -> None:
        plain = Neighbours(api, -1002)
        [answer] = await plain.says(f"/hoi {KITE}", message_thread_id=12)
        assert "message_thread_id" not in answer.given


@both_ways
class TestWard:
    @pytest.mark.parametrize("text", ["/lich", "/lich tuần sau", "/hoi Lịch làm thẻ tuần này"])
    async def test_the_schedule_is_that_of_the_group_s_ward(
        self, xom: Neighbours, store: SqliteStore, text: str
    ) -> None:
        store.chats.keep_group(Group(GROUP, "dao"))
        [answer] = await xom.says(text)
        assert "xã Đảo Sương" in answer.text
        assert "Gió Lùa" not in answer.text

    async def test_the_button_leads_to_the_whole_of_it(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(Group(GROUP, "gio"))
        [answer] = await xom.says("/lich")
        assert len(answer.text.split("\n\n")) <= 4
        assert links(answer) == {FULL: "https://t.me/tro_ly_bot?start=phuong_gio"}

    async def test_another_ward_can_be_named(self, xom: Neighbours, store: SqliteStore) -> None:
        store.chats.keep_group(Group(GROUP, "dao"))
        [answer] = await xom.says("/lich phường Gió Lùa")
        assert "phường Gió Lùa" in answer.text
        assert "Đảo Sương" not in answer.text

    async def test_a_ward_that_is_gone_is_no_ward(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        [before] = await xom.says("/lich")
        store.chats.keep_group(Group(GROUP, "mat-roi"))
        [answer] = await xom.says("/lich")
        assert answer.text == before.text

    async def test_the_day_of_renewal_is_calculated(self, xom: Neighbours) -> None:
        [answer] = await xom.says("/tuoi sinh ngày 12/3/2001")
        assert "12/03/2001" in answer.text
        assert list(links(answer)) == [FULL]

    async def test_without_topics_of_its_own_such_a_command_is_a_question(
        self, xom: Neighbours, desk: Desk, small_engine: Engine
    ) -> None:
        desk.engine = small_engine
        [answer] = await xom.says(f"/lich {KITE}")
        assert PRICE in answer.text

    async def test_settings_that_cannot_be_read_cost_nobody_the_answer(
        self, xom: Neighbours, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(chat: int) -> Group:
            raise StoreError("no disk")

        monkeypatch.setattr(store.chats, "group", broken)
        [answer] = await xom.says(f"/hoi {KITE}")
        assert PRICE in answer.text


@both_ways
class TestChoices:
    @pytest.fixture
    def desk(self, small_engine: Engine, store: SqliteStore) -> Desk:
        return Desk(small_engine, store, lambda: MOMENT)

    async def test_a_choice_takes_the_place_of_the_offer(self, xom: Neighbours) -> None:
        [offer] = await xom.says("/hoi diều")
        assert set(offer.buttons.values()) == {"v:t:dieu-rach", "v:t:mua-dieu", "v:t:tha-dieu"}
        assert await xom.presses("Mấy tuổi được thả diều", user=CHI) == []
        [shown] = xom.seen
        assert shown["text"].startswith("Mấy tuổi được thả diều")
        assert xom.labels == [FULL]

    @pytest.mark.parametrize("data", ["v:t:may-bay", "v:t:", "v:b:khong-co"])
    async def test_a_choice_that_has_gone_is_noted(
        self, api: BotApi, xom: Neighbours, desk: Desk, data: str
    ) -> None:
        await xom.says("/hoi diều")
        await api.press(data, AN, message=xom.last)
        await api.all_confirmed()
        [note] = api.made("answerCallbackQuery")
        assert note.text == desk.engine.knowledge.say("nut-cu", "vi")
        assert api.made("editMessageText") == []

    async def test_an_offer_that_was_deleted_is_not_changed(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await xom.says("/hoi diều")
        offer = xom.last
        xom.chat.messages.clear()
        await api.press("v:t:tha-dieu", CHI, message=offer)
        await api.all_confirmed()
        assert len(api.made("sendMessage")) == 1


async def test_a_group_speaks_the_language_of_who_asks(start: Starter, api: BotApi) -> None:
    async with start():
        [hint] = await Neighbours(api).says("/hoi", **{"from": person(BINH, "en")})
    assert hint.text.startswith("To ask me")
