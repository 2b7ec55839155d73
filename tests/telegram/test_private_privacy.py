"""What is kept of a person: who asks for it or deletes it, and what really goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.chats import ChatTable
from bot.store.kept import Letter, NewBatch
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import OLD, edit, kept, old_button, replies, said, tap
from tests.telegram.conftest import KITE, both_ways
from tests.telegram_server.contents import DAY
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]
DELETE = "🗑 Xóa những gì giữ về tôi"
YES, NO = "🗑 Xóa hết", "Thôi, để nguyên"


@pytest.fixture
def remembered(store: SqliteStore) -> None:
    """Two reminders and a ward of person 1, one reminder of person 2, one announcement."""
    later = MOMENT + timedelta(days=60)
    store.letters.add([
        Letter(1, later, "due", "2027-01-21"), Letter(1, later, "session", "gio:20270121"),
        Letter(2, later, "due", "2027-01-21"),
    ])  # fmt: skip
    store.letters.announce(1, [(NewBatch("news", "Tin", "Lan"), [Letter(1, later, "news", "")])])
    store.chats.follow(1, "12345")


class TestShown:
    async def test_privacy_tells_what_is_kept_for_how_long_and_what_never_is(
        self, api: BotApi
    ) -> None:
        told = await said(api, "/privacy")
        assert f"trong {Config().retention_days} ngày" in told.text
        assert "Không ghi tên, số điện thoại hay tài khoản Telegram của bạn" in told.text
        assert "nhớ tạm 15 phút" in told.text
        assert "Tôi không giữ ảnh, tệp, danh bạ, tiếng nói và vị trí bạn gửi." in told.text
        assert list(told.buttons) == [DELETE]

    async def test_it_counts_the_reminders_and_wards_of_this_chat_alone(
        self, api: BotApi, remembered: None
    ) -> None:
        mine = await said(api, "/privacy")
        assert "Lời nhắc bạn đặt: 2. Xã, phường bạn theo dõi: 1." in mine.text
        theirs = await said(api, "/privacy", user=2)
        assert "Lời nhắc bạn đặt: 1. Xã, phường bạn theo dõi: 0." in theirs.text
        nobodys = await said(api, "/privacy", user=3)
        assert "Lời nhắc bạn đặt: 0. Xã, phường bạn theo dõi: 0." in nobodys.text

    async def test_it_is_told_in_english_to_who_uses_english(self, api: BotApi) -> None:
        told = await said(api, "/privacy", language="en")
        assert told.text.startswith("🔒 What I keep:")

    async def test_its_button_asks_before_anything_goes(
        self, api: BotApi, store: SqliteStore, remembered: None
    ) -> None:
        await said(api, "/privacy")
        await tap(api, DELETE)
        asked = (await replies(api))[-1]
        assert list(asked.buttons) == [YES, NO]
        assert len(store.letters.of_chat(1)) == 3


class TestDeleted:
    async def test_reminders_and_wards_go_after_one_question(
        self, api: BotApi, store: SqliteStore, remembered: None
    ) -> None:
        asked = await said(api, "/xoa")
        assert list(asked.buttons) == [YES, NO]
        assert store.chats.followed(1) == ["12345"]
        await tap(api, YES)
        [done] = api.made("editMessageText")
        assert done.text.startswith("✅ Đã xóa 4 mục")
        assert store.letters.of_chat(1) == store.chats.followed(1) == []
        assert len(store.letters.of_chat(2)) == 1

    async def test_it_says_truly_what_cannot_be_deleted(self, api: BotApi, tmp_path: Path) -> None:
        await said(api, KITE)
        await said(api, "/xoa")
        await tap(api, YES)
        [done] = api.made("editMessageText")
        assert done.text.startswith("✅ Tôi đã quên những câu bạn vừa hỏi.")
        assert f"chúng tự xóa sau {Config().retention_days} ngày" in done.text
        assert kept(tmp_path, "question") == [KITE]

    async def test_what_was_asked_just_now_is_forgotten_in_this_chat_alone(
        self, api: BotApi, desk: Desk
    ) -> None:
        for user in (1, 11):
            await said(api, KITE, user=user)
        await said(api, "/xoa")
        await tap(api, YES)
        assert desk.memory.recall("telegram:1:1", MOMENT) == ()
        assert desk.memory.recall("telegram:11:11", MOMENT) == (KITE,)

    async def test_a_message_of_before_is_not_known_any_more(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await said(api, "/xoa", message_id=51)
        await tap(api, YES)
        before = len(await replies(api))
        await edit(api, "Diều rách", 50, edit_date=DAY + 3600)
        assert len(await replies(api)) == before
        assert len(api.made("editMessageText")) == 1

    async def test_who_changes_their_mind_loses_nothing(
        self, api: BotApi, store: SqliteStore, remembered: None
    ) -> None:
        await said(api, "/xoa")
        await tap(api, NO)
        [done] = api.made("editMessageText")
        assert done.text == "Được, tôi để nguyên. Bạn cứ hỏi tiếp nhé."
        assert len(store.letters.of_chat(1)) == 3

    async def test_pressed_twice_there_is_nothing_left_to_delete(
        self, api: BotApi, remembered: None
    ) -> None:
        asked = await said(api, "/xoa")
        for _ in range(2):
            await api.press(asked.buttons[YES])
        await api.all_confirmed()
        first, second = api.made("editMessageText")
        assert first.text.startswith("✅ Đã xóa 4 mục")
        assert second.text.startswith("✅ Tôi đã quên những câu bạn vừa hỏi.")

    async def test_below_a_message_that_is_too_old_to_be_told_of_it_works_too(
        self, api: BotApi, store: SqliteStore, remembered: None
    ) -> None:
        await said(api, "/xoa")
        await tap(api, YES, message=OLD)
        assert (await replies(api))[-1].text.startswith("✅ Đã xóa 4 mục")
        assert store.chats.followed(1) == []

    async def test_a_button_made_up_in_a_group_deletes_nothing_of_it(
        self, api: BotApi, desk: Desk, store: SqliteStore
    ) -> None:
        store.chats.follow(-5, "12345")
        group = {"id": -5, "type": "supergroup", "title": "Xóm"}
        below = {"chat": group, "message_id": 3, "date": 1, "text": "…"}
        await api.press("y:xoa", message=below)
        await api.all_confirmed()
        assert api.made("answerCallbackQuery")[-1].text == old_button(desk)
        assert store.chats.followed(-5) == ["12345"]

    async def test_where_the_store_is_in_trouble_nothing_is_said_to_be_deleted(
        self, api: BotApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> int:
            raise StoreError("the disk is full")

        monkeypatch.setattr(ChatTable, "forget", broken)
        asked = await said(api, "/xoa")
        await api.press(asked.buttons[YES])
        assert (await replies(api))[-1].text.startswith("Xin lỗi, tôi gặp trục trặc")
        assert api.made("editMessageText") == []
