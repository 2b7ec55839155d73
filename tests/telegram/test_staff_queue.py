"""The queue in Telegram: what waits, what it may be about, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.content.loading import read_folder
from bot.desk import Desk
from bot.store.kept import Asked, Waiting
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room
from tests.conftest import MOMENT
from tests.telegram.chatting import said, tap
from tests.telegram.conftest import both_ways
from tests.telegram.officers import HOA, LAN, MINH, OFFICE, TU, WEATHER, Office, hand_over
from tests.telegram_server.server import BotApi

pytestmark = [both_ways, pytest.mark.usefixtures("quick")]
LONG_AGO = datetime(2020, 1, 1, tzinfo=VIETNAM)
PRICE = "Bao tiền mấy cái đồ chơi giấy bay trên trời"
"""Means a kite, in words that nothing knows yet."""
FILE = "phrasings/do-choi.yaml"


def ask(store: SqliteStore, *questions: str, status: str = "declined_unknown") -> list[int]:
    """Let questions wait, one minute after the other; return their numbers."""
    first = MOMENT - timedelta(hours=1)
    return [
        store.questions.record(
            Asked(first + timedelta(minutes=at), "telegram", text, status, (), 0.1)
        )
        for at, text in enumerate(questions)
    ]


def waiting(store: SqliteStore) -> list[Waiting]:
    return store.queue.waiting(LONG_AGO, 99)


def phrasings(room: Room) -> str:
    return read_folder(room.house.config.knowledge)[FILE].decode()


def quoted(text: str) -> list[str]:
    return [part[1:-1] for part in text.split("\n\n") if part.startswith("“")]


class TestCards:
    async def test_an_empty_queue_says_so(self, office: Office) -> None:
        [told] = await office.tells("/hangdoi")
        assert told.text == "Không còn câu nào chờ."
        assert told.buttons == {}

    async def test_what_is_asked_most_comes_first_and_alike_questions_together(
        self, office: Office, store: SqliteStore
    ) -> None:
        ask(store, WEATHER, PRICE, "bao tien may cai do choi giay bay tren troi", PRICE)
        [told] = await office.tells("/hangdoi")
        assert told.text.startswith("Hàng đợi: 4 câu, 2 việc. Việc thứ 1:")
        assert quoted(told.text) == [PRICE, "bao tien may cai do choi giay bay tren troi"]
        assert "Hỏi 3 lần, 2 cách viết." in told.text
        assert "Trợ lý: chưa biết" in told.text
        await office.presses("Sau ›")
        assert quoted(office.last(LAN)["text"]) == [WEATHER]
        assert "‹ Trước" in office.labels(LAN)
        assert "Sau ›" not in office.labels(LAN)

    async def test_it_says_what_was_wrong_with_an_answer(
        self, api: BotApi, office: Office
    ) -> None:
        await said(api, "Con diều bao nhiêu tiền")
        await tap(api, "👎")
        await tap(api, "Khó hiểu")
        [told] = await office.tells("/hangdoi")
        assert "Trợ lý: Mua diều ở đâu, giá bao nhiêu. Người hỏi chê: khó hiểu." in told.text

    async def test_best_guesses_lead_to_topics_and_the_web_to_all_others(
        self, office: Office, store: SqliteStore
    ) -> None:
        ask(store, "Diều giấy dán lại cánh kiểu gì bây giờ")
        [told] = await office.tells("/hangdoi", MINH)
        guesses = [label for label in told.buttons if label.startswith("➕")]
        assert 1 <= len(guesses) <= 3
        [web] = [each for row in told.rows for each in row if "url" in each]
        assert web["url"] == "https://can-cuoc.example/console/hang-doi"

    async def test_who_may_not_edit_everything_only_reads(
        self, office: Office, store: SqliteStore
    ) -> None:
        ask(store, PRICE)
        for user in (TU, HOA):
            [told] = await office.tells("/hangdoi", user)
            assert quoted(told.text) == [PRICE]
            assert told.buttons == {}

    async def test_long_questions_fit_into_one_card_and_are_no_ways_of_asking(
        self, office: Office, store: SqliteStore
    ) -> None:
        long = [f"{WEATHER} {'và nắng ' * 200}{at}" for at in "abcdef"]
        ask(store, *long)
        [told] = await office.tells("/hangdoi")
        assert len(told.text) < 4096
        assert not any(label.startswith("➕") for label in told.buttons)

    async def test_a_page_that_is_no_more_is_the_last_one(
        self, office: Office, store: SqliteStore
    ) -> None:
        ask(store, WEATHER)
        await office.tells("/hangdoi")
        await office.sends("z:q:7", message=office.last(LAN))
        assert quoted(office.last(LAN)["text"]) == [WEATHER]


class TestIgnoring:
    async def test_what_is_ignored_goes_with_what_asks_alike_and_the_next_one_is_shown(
        self, office: Office, store: SqliteStore
    ) -> None:
        ask(store, WEATHER, PRICE, PRICE)
        await office.tells("/hangdoi")
        await office.presses("Bỏ qua")
        assert quoted(office.last(LAN)["text"]) == [WEATHER]
        assert [item.question for item in waiting(store)] == [WEATHER]
        assert office.deeds()[0] == ("Lan", "queue", "bỏ qua 2 câu")
        await office.presses("Bỏ qua")
        assert office.last(LAN)["text"] == "Không còn câu nào chờ."
        resolved = store.queue.resolved(LONG_AGO, MOMENT)
        assert resolved == {"ignored": 3}

    async def test_an_editor_of_one_ward_cannot_ignore_by_a_forged_button(
        self, office: Office, store: SqliteStore
    ) -> None:
        [number] = ask(store, WEATHER)
        [refused] = await office.sends(f"z:i:{number}:0", HOA)
        assert "mọi địa bàn" in refused.text
        assert len(waiting(store)) == 1


class TestAttaching:
    async def test_a_question_becomes_a_way_of_asking_and_is_answered_from_then_on(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        ask(store, PRICE, PRICE)
        await office.tells("/hangdoi", MINH)
        [number, _] = [item.number for item in waiting(store)]
        await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last(MINH))
        done = office.last(MINH)["text"]
        assert "✅ Thêm vào “Mua diều ở đâu, giá bao nhiêu”. Đã ghi và phát hành bản 2." in done
        assert office.labels(MINH) == ["Mở hàng đợi"]
        assert waiting(store) == []
        assert PRICE in phrasings(room)
        newest = store.releases.list(1)[0]
        assert (newest.number, newest.author) == (2, "Minh")
        assert {deed[:2] for deed in office.deeds()} == {("Minh", "edit"), ("Minh", "queue")}
        answer = await said(api, PRICE)
        assert "giá 20.000 đồng" in answer.text

    async def test_all_wordings_that_were_shown_are_added_and_no_other(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        other = "Mấy cái đồ chơi giấy bay trên trời bao tiền vậy"
        ask(store, PRICE, other, PRICE)
        [card] = await office.tells("/hangdoi", MINH)
        assert quoted(card.text) == [PRICE, other]
        number = waiting(store)[0].number
        await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last(MINH))
        assert PRICE in phrasings(room)
        assert other in phrasings(room)

    async def test_what_a_topic_has_already_is_told_and_the_buttons_come_back(
        self, office: Office, store: SqliteStore
    ) -> None:
        known = "Con diều bao nhiêu tiền"
        [number] = ask(store, known)
        await office.tells("/hangdoi", MINH)
        before = office.labels(MINH)
        [told] = await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last(MINH))
        assert told.text.startswith("Chưa làm được: chủ đề «mua-dieu» đã có những câu này")
        shown = office.api.world.chat(MINH).messages
        assert [
            each["text"] for row in shown[min(shown)]["reply_markup"]["inline_keyboard"]
            for each in row
        ] == before  # fmt: skip
        assert len(waiting(store)) == 1

    async def test_a_fault_of_the_knowledge_is_told_and_nothing_is_published(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        [number] = ask(store, PRICE)
        await office.tells("/hangdoi", MINH)
        file = room.house.config.knowledge / "faq" / "do-choi.yaml"
        file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
        [told] = await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last(MINH))
        assert told.text.startswith(
            "Chưa ghi được, vì kiến thức có lỗi:\n\n• faq/do-choi.yaml, dòng"
        )
        assert len(store.releases.list(9)) == 1
        assert len(waiting(store)) == 1

    async def test_where_approval_is_demanded_an_editor_makes_a_draft(
        self, office: Office, store: SqliteStore, room: Room, desk: Desk
    ) -> None:
        console = room.house.config.console.model_copy(update={"approval": True})
        config = room.house.config.model_copy(update={"console": console})
        object.__setattr__(room.house, "config", config)
        [number] = ask(store, PRICE)
        await office.tells("/hangdoi", MINH)
        await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last(MINH))
        assert "Đã lưu bản nháp 1, chờ người duyệt." in office.last(MINH)["text"]
        [draft] = store.drafts.list()
        assert (draft.author, list(draft.files)) == ("Minh", [FILE])
        assert PRICE in str(draft.files[FILE])
        assert PRICE not in phrasings(room)
        assert ("Minh", "draft", f"1: {draft.title}") in office.deeds()

    @pytest.mark.parametrize("topic", ["khong-co", ""])
    async def test_a_topic_that_is_gone_is_an_old_button(
        self, office: Office, store: SqliteStore, topic: str
    ) -> None:
        [number] = ask(store, PRICE)
        await office.tells("/hangdoi", MINH)
        [told] = await office.sends(f"z:a:{number}:{topic}", MINH, message=office.last(MINH))
        assert told.text.startswith("Nút này đã cũ.")
        assert len(waiting(store)) == 1

    async def test_an_editor_of_one_ward_cannot_attach_by_a_forged_button(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        [number] = ask(store, PRICE)
        await office.tells("/hangdoi", HOA)
        [refused] = await office.sends(f"z:a:{number}:mua-dieu", HOA, message=office.last(HOA))
        assert "mọi địa bàn" in refused.text
        assert PRICE not in phrasings(room)


class TestAfterAnAnswer:
    async def test_what_was_answered_personally_becomes_a_way_of_asking(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        await hand_over(api, WEATHER)
        await office.replies("Không mưa đâu.", MINH)
        assert quoted(office.last()["text"]) == [WEATHER]
        assert office.labels()[-1] == "Không cần"
        number = store.questions.record(Asked(MOMENT, "web", PRICE, "answered", (), 1.0)) - 1
        await office.sends(f"z:a:{number}:mua-dieu", MINH, message=office.last())
        assert "✅ Thêm vào “Mua diều ở đâu, giá bao nhiêu”." in office.last()["text"]
        assert WEATHER in phrasings(room)
        assert store.queue.resolved(LONG_AGO, MOMENT) == {"answered": 1}

    async def test_who_may_not_edit_everything_is_offered_nothing(
        self, api: BotApi, office: Office
    ) -> None:
        await hand_over(api, WEATHER)
        await office.replies("Không mưa đâu.", HOA)
        assert office.last()["text"] == "✅ Đã gửi cho người hỏi."
        assert office.labels() == []

    async def test_nothing_more_is_needed(self, api: BotApi, office: Office) -> None:
        await hand_over(api, WEATHER)
        await office.replies("Không mưa đâu.", MINH)
        await office.presses("Không cần", MINH, OFFICE)
        assert office.labels() == []


class TestReplyingFromTheQueue:
    async def test_a_question_of_somebody_who_waits_can_be_answered_in_private(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        await hand_over(api, WEATHER)
        [card] = await office.tells("/hangdoi", TU)
        assert "Người hỏi đang chờ cán bộ trả lời." in card.text
        number = waiting(store)[0].number
        [asked] = await office.presses(f"✉️ Trả lời người hỏi (câu {number})", TU)
        assert quoted(asked.text) == [WEATHER]
        below = office.last(TU)
        back = await office.tells("Không mưa đâu.", TU, reply_to_message=below)
        assert [call.given["chat_id"] for call in back] == [1, TU]
        assert "Không mưa đâu." in api.shown(1)[-1]
        assert waiting(store) == []

    async def test_a_question_that_was_only_noted_has_nobody_to_answer(
        self, api: BotApi, office: Office
    ) -> None:
        await said(api, WEATHER)
        await tap(api, "✉️ Gửi cán bộ")
        await tap(api, "Chỉ ghi lại, không cần trả lời tôi")
        [card] = await office.tells("/hangdoi")
        assert "đang chờ" not in card.text
        assert not any(label.startswith("✉️") for label in card.buttons)

    async def test_when_it_was_answered_meanwhile_the_button_says_so(
        self, api: BotApi, office: Office, store: SqliteStore
    ) -> None:
        await hand_over(api, WEATHER)
        number = waiting(store)[0].number
        await office.replies("Không mưa đâu.", TU)
        [told] = await office.sends(f"z:t:{number}", LAN)
        assert told.text.startswith("Chưa gửi: tôi không còn biết ai hỏi câu này.")
