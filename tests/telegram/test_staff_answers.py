"""Who of the staff replies to a citizen's question answers the citizen; the way there is short."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.store.sqlite import SqliteStore
from handlers.delivery import transport
from handlers.staff.relaying import QUEUE
from handlers.staff.room import Room
from tests.conftest import Clock
from tests.telegram.chatting import said, tap
from tests.telegram.conftest import both_ways
from tests.telegram.officers import (
    AGREED,
    HOA,
    LAN,
    OFFICE,
    STRANGER,
    TO_STAFF,
    TU,
    WEATHER,
    Office,
    hand_over,
)
from tests.telegram_server.faults import Failure
from tests.telegram_server.server import BotApi

pytestmark = [both_ways, pytest.mark.usefixtures("quick")]
LONG_AGO = datetime(2020, 1, 1, tzinfo=VIETNAM)
ANSWER = "Chiều nay bạn cứ đến, trời không mưa."


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TestAnswer:
    async def test_a_reply_in_the_staffs_chat_reaches_the_citizen_as_no_automatic_answer(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        back = await office.replies(ANSWER, TU)
        told = api.shown(1)[-1]
        assert told.split("\n\n") == [
            "✉️ Cán bộ trả lời câu hỏi bạn đã gửi:", f"“{WEATHER}”", ANSWER,
            "Đây là lời của cán bộ, không phải câu trả lời tự động.",
        ]  # fmt: skip
        assert "Tú" not in told
        assert [call.given["chat_id"] for call in back] == [1, OFFICE]
        assert back[-1].text.startswith("✅ Đã gửi cho người hỏi.")
        assert store.relays.find(QUEUE, number) is None
        assert store.queue.waiting(LONG_AGO, 9) == []
        assert office.deeds()[0] == ("Tú", "queue", f"trả lời riêng câu {number}")

    async def test_the_question_shows_who_answered_and_a_second_answer_goes_nowhere(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api)
        posted = max(office.chat.messages)
        await office.replies(ANSWER, TU, to=posted)
        mark = office.chat.messages[posted]["reply_markup"]["inline_keyboard"][0][0]["text"]
        assert mark == "✅ Tú đã trả lời"
        before = len(api.shown(1))
        [refused] = await office.replies("Thêm nữa này.", LAN, to=posted)
        assert refused.text.startswith("Chưa gửi: tôi không còn biết ai hỏi câu này.")
        assert len(api.shown(1)) == before

    async def test_who_is_not_of_the_staff_answers_nobody(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api)
        before = len(api.shown(1))
        [refused] = await office.replies(ANSWER, STRANGER)
        assert refused.text.startswith("Chưa gửi: chỉ người trong danh sách cán bộ")
        assert len(api.shown(1)) == before

    async def test_a_message_that_is_no_reply_goes_nowhere(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api)
        before = len(api.shown(1))
        assert await office.says(ANSWER, LAN) == []
        assert len(api.shown(1)) == before

    async def test_a_citizen_cannot_answer_by_replying_to_a_message_of_their_own_chat(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        forged = {**office.last(), "chat": {"id": 1, "type": "private"}}
        await office.tells(ANSWER, 1, reply_to_message=forged)
        assert store.relays.find(QUEUE, number) is not None

    async def test_pictures_are_not_passed_on(self, api: BotApi, office: Office) -> None:
        await hand_over(api)
        before = len(api.shown(1))
        [told] = await office.says(
            "", photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
            reply_to=max(office.chat.messages), caption="Xem ảnh",
        )  # fmt: skip
        assert told.text.startswith("Chưa gửi: tôi chỉ chuyển được chữ.")
        assert len(api.shown(1)) == before

    async def test_an_answer_that_is_too_long_is_not_cut_but_refused(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api, f"{WEATHER} {'và nắng ' * 300}")
        posted = max(office.chat.messages)
        [told] = await office.replies("dài " * 1000)
        assert "dài quá" in told.text
        back = await office.replies("d" * 2500, to=posted)
        assert [call.given["chat_id"] for call in back] == [1, OFFICE]


class TestLength:
    async def test_an_answer_of_many_signs_fits_without_its_question(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api, f"{WEATHER} {'🌧' * 900}")
        await office.replies("🌞" * 1250)
        assert "🌞" * 1250 in api.shown(1)[-1]
        assert "🌧" not in api.shown(1)[-1]


class TestPersonalNumbers:
    async def test_an_answer_with_a_personal_number_waits_for_a_second_look(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api)
        before = len(api.shown(1))
        [warned] = await office.replies("Bạn gọi 0987654321 nhé.", HOA)
        assert warned.text.startswith("⚠️ Chưa gửi: trong tin có số điện thoại.")
        assert len(api.shown(1)) == before
        await office.presses("Vẫn gửi", HOA, OFFICE)
        assert "Bạn gọi 0987654321 nhé." in api.shown(1)[-1]

    async def test_who_thinks_better_of_it_sends_nothing(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        await office.replies("Số của chị Mai là 001099012345.", HOA)
        assert await office.presses("Thôi", HOA, OFFICE) == []
        assert office.labels() == []
        assert store.relays.find(QUEUE, number) is not None

    async def test_where_the_message_has_gone_nothing_is_sent(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api)
        await office.replies("Bạn gọi 0987654321 nhé.", HOA)
        data, message = office.button("Vẫn gửi", OFFICE)
        gone = {key: value for key, value in message.items() if key != "reply_to_message"}
        before = len(api.shown(1))
        await office.sends(data, HOA, message=gone)
        assert len(api.shown(1)) == before
        assert "tin của bạn không còn" in office.last()["text"]


class TestTrouble:
    async def test_of_a_citizen_who_has_blocked_the_bot_the_staff_are_told(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        api.world.chat(1).blocked = True
        told = await office.replies(ANSWER)
        assert told[-1].text == (
            "Chưa gửi được: người hỏi đã chặn trợ lý hoặc xóa cuộc trò chuyện."
        )
        assert store.relays.find(QUEUE, number) is None
        assert "✅" not in "".join(office.labels())

    async def test_what_telegram_refuses_is_told_and_can_be_answered_otherwise(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        api.fail("sendMessage", 400, "Bad Request: message text is empty", chat=1)
        told = await office.replies(ANSWER)
        assert "Telegram từ chối tin này" in told[-1].text
        assert store.relays.find(QUEUE, number) is not None

    async def test_after_xoa_nobody_knows_who_asked(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        await said(api, "/xoa")
        await tap(api, "🗑 Xóa hết")
        assert store.relays.find(QUEUE, number) is None
        [refused] = await office.replies(ANSWER)
        assert refused.text.startswith("Chưa gửi: tôi không còn biết ai hỏi câu này.")

    async def test_after_the_time_for_which_questions_are_kept_it_is_forgotten(
        self, api: BotApi, office: Office, store: SqliteStore, clock: Clock
    ) -> None:
        number = await hand_over(api)
        store.forget_before(clock.now + timedelta(seconds=1))
        assert store.relays.find(QUEUE, number) is None

    async def test_each_of_two_questions_of_one_citizen_is_answered(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        first = await hand_over(api)
        below = max(office.chat.messages)
        second = await hand_over(api, "Nấu phở thế nào")
        await office.replies("Câu sau đây.")
        assert store.relays.find(QUEUE, second) is None
        assert store.relays.find(QUEUE, first) is not None
        await office.replies("Câu trước đây.", to=below)
        assert "Câu trước đây." in api.shown(1)[-1]
        assert f"“{WEATHER}”" in api.shown(1)[-1]
        assert store._db.execute("select count(*) from relays").fetchone() == (0,)

    async def test_where_telegram_does_not_say_how_it_ended_the_staff_are_told_so(
        self, api: BotApi, office: Office, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = await hand_over(api)
        monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
        api.failing.plan("sendMessage", Failure(seconds=0.5, done=True), chat=1)
        told = await office.replies(ANSWER)
        assert told[-1].text.startswith("Telegram không báo lại")
        assert store.relays.find(QUEUE, number) is not None


class TestPassing:
    async def test_a_question_that_nobody_answers_leaves_the_queue_and_is_forgotten(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        number = await hand_over(api)
        await office.presses("Bỏ qua, không trả lời", HOA, OFFICE)
        assert office.labels() == ["Hoa đã bỏ qua"]
        assert store.relays.find(QUEUE, number) is None
        assert office.deeds()[0] == ("Hoa", "queue", f"bỏ qua câu {number}")
        assert store.queue.waiting(LONG_AGO, 9) == []

    async def test_what_was_answered_stays_so(self, api: BotApi, office: Office) -> None:
        await hand_over(api)
        posted = max(office.chat.messages)
        await office.replies(ANSWER, TU, to=posted)
        await office.presses("✅ Tú đã trả lời", HOA, OFFICE)
        assert office.deeds()[0][0] == "Tú"


class TestTheGroup:
    async def test_a_group_that_becomes_a_supergroup_is_followed(
        self, api: BotApi, office: Office, room: Room
    ) -> None:
        await api.migrate(OFFICE, -2002)
        await api.all_confirmed()
        assert room.chat == -2002
        assert "telegram.staff_chat: -2002" in api.made("sendMessage", -2002)[-1].text
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        await tap(api, AGREED)
        posted = max(api.world.chats[-2002].messages)
        await api.say_in_group(ANSWER, -2002, LAN, reply_to=posted)
        await api.all_confirmed()
        assert ANSWER in api.shown(1)[-1]

    async def test_settings_that_still_name_the_old_group_do_no_harm(
        self, api: BotApi, office: Office, room: Room
    ) -> None:
        api.world.group(-2002, "Tổ căn cước")
        office.chat.moved_to = -2002
        await said(api, WEATHER)
        await tap(api, TO_STAFF)
        await tap(api, AGREED)
        assert room.chat == -2002
        assert api.world.chats[-2002].messages
