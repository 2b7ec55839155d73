"""A citizen hands a question to the staff, and knows before what that means."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.language.redact import redact
from bot.store.sqlite import SqliteStore
from handlers.staff.office_hours import parse
from handlers.staff.relaying import QUEUE
from handlers.staff.room import Room
from tests.conftest import Clock
from tests.telegram.chatting import kept, old_button, replies, said, tap
from tests.telegram.conftest import both_ways
from tests.telegram.officers import AGREED, HOA, OFFICE, TO_STAFF, WEATHER, Office, hand_over
from tests.telegram_server.server import BotApi

pytestmark = [both_ways, pytest.mark.usefixtures("quick")]


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TestConsent:
    async def test_before_anything_is_kept_it_says_who_answers_and_what_is_remembered(
        self, api: BotApi, office: Office, store: SqliteStore, tmp_path: Path
    ) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        asked = (await replies(api))[-1]
        assert "Cán bộ trả lời bạn ngay tại đây" in asked.text
        assert "nhớ cuộc trò chuyện này đến khi cán bộ trả lời, lâu nhất 180 ngày" in asked.text
        assert "/xoa" in asked.text
        assert list(asked.buttons) == [
            AGREED, "Chỉ ghi lại, không cần trả lời tôi", "Thôi, không gửi",
        ]  # fmt: skip
        assert kept(tmp_path, "handed_over") == [None]
        assert office.chat.messages == {}

    async def test_who_agrees_sends_the_question_without_numbers_and_without_a_name(
        self, api: BotApi, office: Office, store: SqliteStore, tmp_path: Path
    ) -> None:
        number = await hand_over(api, f"{WEATHER}, số tôi là 001099012345")
        posted = office.last()
        assert posted["text"].startswith(f"✉️ Câu {number}, người dân gửi cán bộ:\n\n“{WEATHER}")
        assert redact(posted["text"]).kinds == ()
        assert "Lan" not in posted["text"]
        assert office.labels() == ["Bỏ qua, không trả lời"]
        assert "Câu trả lời sẽ hiện ở đây" in api.shown(1)[-1]
        relay = store.relays.find(QUEUE, number)
        assert relay is not None
        assert (relay.question, relay.chat) == (number, 1)
        assert kept(tmp_path, "handed_over") != [None]

    async def test_who_wants_no_answer_is_not_remembered(
        self, api: BotApi, office: Office, store: SqliteStore, tmp_path: Path
    ) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        await tap(api, "Chỉ ghi lại, không cần trả lời tôi")
        assert "vào danh sách của cán bộ" in api.shown(1)[-1]
        assert kept(tmp_path, "handed_over") != [None]
        assert office.chat.messages == {}
        assert store.relays.find(QUEUE, 1) is None

    async def test_who_thinks_better_of_it_sends_nothing(
        self, api: BotApi, office: Office, tmp_path: Path
    ) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        await tap(api, "Thôi, không gửi")
        assert api.shown(1)[-1] == "Được, tôi không gửi."
        assert kept(tmp_path, "handed_over") == [None]
        assert office.chat.messages == {}

    async def test_pressed_twice_it_is_sent_once(self, api: BotApi, office: Office) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        below = api.world.chat(1).messages[max(api.world.chat(1).messages)]
        for _ in range(2):
            await api.press("z:s:1", message={**below})
        await api.all_confirmed()
        assert len(office.chat.messages) == 1
        assert "Câu trả lời sẽ hiện ở đây" in api.shown(1)[-1]

    @pytest.mark.parametrize("data", ["z:s:99", "z:s:", "z:s:x", "z:s:٣", "z:l:99", "z:l:"])
    async def test_a_question_that_is_not_kept_is_said_to_be_old(
        self, api: BotApi, office: Office, desk: Desk, data: str
    ) -> None:
        assert await office.sends(data, 1) == []
        assert office.note() == old_button(desk)
        assert office.chat.messages == {}

    async def test_where_the_staff_have_no_chat_there_is_a_list_and_nothing_is_promised(
        self, api: BotApi, office: Office, room: Room, store: SqliteStore
    ) -> None:
        room.chat = None
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        assert "vào danh sách của cán bộ" in api.made("editMessageText")[-1].text
        assert store.relays.find(QUEUE, 1) is None

    async def test_where_the_bot_was_put_out_of_the_staffs_chat_nothing_is_promised(
        self, api: BotApi, office: Office, store: SqliteStore, tmp_path: Path
    ) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        api.fail("sendMessage", 403, "Forbidden: bot was kicked from the group", chat=OFFICE)
        await tap(api, AGREED)
        assert "vào danh sách của cán bộ" in api.shown(1)[-1]
        assert store.relays.find(QUEUE, 1) is None
        assert kept(tmp_path, "handed_over") != [None]

    async def test_in_english_it_is_told_in_english(self, api: BotApi, office: Office) -> None:
        await said(api, "How do I cook noodles?")
        await tap(api, "✉️ Send to the staff")
        asked = (await replies(api))[-1]
        assert "They answer you here" in asked.text
        await tap(api, "✉️ Yes, send it")
        assert api.shown(1)[-1].startswith("✅ Sent to the staff.")
        await office.replies("Trời quang.", HOA)
        assert "The staff answer the question you sent" in api.shown(1)[-1]


class TestHours:
    @pytest.mark.parametrize(
        ("now", "told"),
        [
            ("2026-11-23T09:00", "Bây giờ là giờ làm việc của cán bộ (T2-T6 7h30-11h30, 13h"),
            ("2026-11-23T12:00", "Cán bộ xem từ 13h30 hôm nay"),
            ("2026-11-22T12:00", "Cán bộ xem từ 7h30 ngày mai"),
            ("2026-11-27T20:00", "thứ Hai 30/11/2026"),
        ],
    )  # fmt: skip
    async def test_outside_of_hours_it_says_when_somebody_will_look(
        self, api: BotApi, office: Office, room: Room, clock: Clock, now: str, told: str
    ) -> None:
        room.hours = parse("T2-T6 7h30-11h30, 13h30-17h")
        clock.now = datetime.fromisoformat(now).replace(tzinfo=VIETNAM)
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        assert told in (await replies(api))[-1].text
        await tap(api, AGREED)
        assert told in api.shown(1)[-1]

    async def test_on_a_public_holiday_nobody_is_there(
        self, api: BotApi, office: Office, room: Room, clock: Clock, desk: Desk
    ) -> None:
        day = min(
            day for day, holiday in desk.engine.knowledge.local.holidays.items()
            if not holiday.working
        )  # fmt: skip
        room.hours = parse("hằng ngày 8h-17h")
        clock.now = datetime(day.year, day.month, day.day, 10, tzinfo=VIETNAM)
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        assert "Bây giờ ngoài giờ làm việc." in (await replies(api))[-1].text

    async def test_without_hours_nothing_is_promised(self, api: BotApi, office: Office) -> None:
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        assert "Cán bộ xem khi có người trực." in (await replies(api))[-1].text
