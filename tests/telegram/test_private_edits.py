"""A message is changed after it was answered: who changes what, and where the answer stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.assistant.question import Question
from bot.assistant.replies import as_html
from bot.assistant.reply import Reply
from bot.desk import Desk
from handlers.recent import Recent
from tests.conftest import MOMENT
from tests.telegram.chatting import edit, kept, replies, said, tap
from tests.telegram.conftest import CAT, KITE, Starter, both_ways
from tests.telegram_server.contents import DAY, message
from tests.telegram_server.server import BotApi, Call

TORN = "Diều bị rách thì làm gì"
BUY = "Tôi muốn mua một con diều"
EDITED = "Trả lời cho câu bạn vừa sửa:"
HOUR = 3600


@pytest.fixture
async def polling(start: Starter) -> AsyncIterator[None]:
    """A bot that polls: it learns the number of each message that it sends."""
    async with start():
        yield


@pytest.fixture
async def webhook(start: Starter) -> AsyncIterator[None]:
    """A bot whose answers travel in the responses to deliveries, so it never learns them."""
    async with start():
        yield


def changed(api: BotApi) -> list[Call]:
    return api.made("editMessageText")


@pytest.mark.usefixtures("polling")
class TestWhereTheAnswerIsKnown:
    async def test_the_answer_changes_in_its_place(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, TORN, 50)
        assert len(await replies(api)) == 1
        [shown] = api.shown(1)
        assert shown.startswith("Diều rách thì làm gì")
        assert "👎" in changed(api)[0].buttons

    async def test_it_can_be_changed_as_often_as_one_likes(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        for text in (TORN, CAT, KITE):
            await edit(api, text, 50)
        [shown] = api.shown(1)
        assert "giá 20.000 đồng" in shown
        assert len(changed(api)) == 3

    @pytest.mark.parametrize("text", [KITE, f"{KITE}?", KITE.upper(), f"  {KITE} !"])
    async def test_where_no_word_changes_nothing_happens(
        self, api: BotApi, tmp_path: Path, text: str
    ) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, text, 50)
        assert changed(api) == []
        assert len(kept(tmp_path, "question")) == len(await replies(api)) == 1

    async def test_the_new_words_are_kept_as_a_question_and_rated_by_themselves(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, TORN, 50)
        await tap(api, "👍")
        assert kept(tmp_path, "question") == [KITE, TORN]
        assert kept(tmp_path, "helpful") == [None, 1]

    async def test_an_earlier_message_changes_its_own_answer(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await said(api, CAT, message_id=51)
        await edit(api, TORN, 50)
        first, second = api.shown(1)
        assert first.startswith("Diều rách thì làm gì")
        assert second.startswith("Tắm cho mèo")

    async def test_where_the_old_answer_has_gone_it_is_said_anew(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        api.fail("editMessageText", 400, "Bad Request: message to edit not found")
        await edit(api, TORN, 50)
        answer = (await replies(api))[-1]
        assert answer.text.startswith(EDITED)
        assert answer.given["reply_parameters"]["message_id"] == 50

    async def test_two_days_later_nothing_happens_any_more(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, TORN, 50, edit_date=DAY + 49 * HOUR)
        assert changed(api) == []
        assert len(await replies(api)) == 1

    async def test_a_day_later_the_answer_still_changes(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, TORN, 50, edit_date=DAY + 24 * HOUR)
        assert len(changed(api)) == 1

    async def test_the_words_below_a_photo_can_be_changed_too(self, api: BotApi) -> None:
        photo = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
        sent = message("", message_id=50, caption=KITE, **photo)
        del sent["text"]
        await api.deliver(message=sent)
        await replies(api)
        await api.deliver(edited_message={**sent, "caption": TORN, "edit_date": DAY + 60})
        await api.all_confirmed()
        warning, answer = api.shown(1)
        assert warning.startswith("⚠️")
        assert answer.startswith("Diều rách thì làm gì")


@pytest.mark.usefixtures("webhook")
@pytest.mark.parametrize("way", ["webhook"], indirect=True)
class TestWhereTheAnswerIsNotKnown:
    async def test_it_is_said_anew_below_the_changed_question(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, TORN, 50)
        answer = (await replies(api))[-1]
        assert answer.text.startswith(f"{EDITED}\n\n<b>Diều rách thì làm gì</b>")
        assert answer.given["reply_parameters"] == {
            "message_id": 50, "allow_sending_without_reply": True,
        }  # fmt: skip
        assert changed(api) == []

    async def test_where_no_word_changes_nothing_happens(self, api: BotApi) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, f"{KITE}?", 50)
        assert len(await replies(api)) == 1


@both_ways
@pytest.mark.usefixtures("bot")
class TestConversation:
    async def test_what_is_asked_next_goes_on_with_the_changed_words(
        self, api: BotApi, desk: Desk
    ) -> None:
        await said(api, CAT, message_id=50)
        await edit(api, BUY, 50)
        answer = await said(api, "bao nhiêu tiền", message_id=51)
        reply = desk.engine.answer(Question("bao nhiêu tiền", MOMENT, (BUY,), "vi"))
        assert answer.text == as_html(reply, desk.engine.knowledge)

    async def test_a_changed_follow_up_goes_on_with_what_was_said_before_it(
        self, api: BotApi, desk: Desk
    ) -> None:
        await said(api, BUY, message_id=50)
        await said(api, "tắm mèo", message_id=51)
        await edit(api, "bao nhiêu tiền", 51)
        reply = desk.engine.answer(Question("bao nhiêu tiền", MOMENT, (BUY,), "vi"))
        assert any("giá 20.000 đồng" in text for text in api.shown(1)[1:])
        assert reply.topics == ("mua-dieu",)
        assert desk.memory.recall("telegram:1:1", MOMENT) == (BUY, "bao nhiêu tiền")

    async def test_what_was_said_since_and_the_old_words_do_not_count(
        self, api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number, text in ((50, BUY), (51, CAT), (52, KITE)):
            await said(api, text, message_id=number)
        answer, contexts = desk.engine.answer, []

        def noted(question: Question) -> Reply:
            contexts.append(question.context)
            return answer(question)

        monkeypatch.setattr(desk.engine, "answer", noted)
        await edit(api, TORN, 51)
        await edit(api, TORN, 50)
        assert contexts == [(BUY,), ()]

    async def test_personal_numbers_in_the_changed_words_are_kept_nowhere(
        self, api: BotApi, desk: Desk, tmp_path: Path
    ) -> None:
        await said(api, KITE, message_id=50)
        await edit(api, f"{TORN}, gọi tôi 0912345678", 50)
        assert b"0912345678" not in (tmp_path / "bot.db").read_bytes()
        assert "0912345678" not in str(desk.memory.recall("telegram:1:1", MOMENT))


@both_ways
@pytest.mark.usefixtures("bot")
class TestOtherEdits:
    async def test_a_message_that_nobody_remembers_is_answered_where_it_is_new(
        self, api: BotApi
    ) -> None:
        await edit(api, TORN, 40)
        [answer] = await replies(api)
        assert answer.text.startswith(EDITED)

    async def test_a_message_that_nobody_remembers_is_left_where_it_is_old(
        self, api: BotApi
    ) -> None:
        await edit(api, TORN, 40, edit_date=DAY + HOUR)
        assert await replies(api) == []

    async def test_a_location_that_moves_is_passed_over(self, api: BotApi) -> None:
        moving = message("", message_id=50, edit_date=DAY + 60, location={
            "latitude": 22.4, "longitude": 103.4, "live_period": 900,
        })  # fmt: skip
        del moving["text"]
        await api.deliver(edited_message=moving)
        assert await replies(api) == []

    async def test_a_changed_command_is_a_new_one(self, api: BotApi) -> None:
        await edit(api, "/start tam-meo", 50)
        [answer] = await replies(api)
        assert answer.text.startswith("<b>Tắm cho mèo</b>")

    @pytest.mark.parametrize("text", [KITE, "/start", "/xoa"])
    async def test_edits_in_groups_are_left_in_peace(self, api: BotApi, text: str) -> None:
        group = {"id": -5, "type": "supergroup", "title": "Xóm"}
        await edit(api, text, 50, chat=group)
        assert [call for call in api.calls if call.method.startswith(("send", "edit"))] == []


class TestRecent:
    def test_what_is_kept_is_found_until_its_time_is_over(self) -> None:
        now = [100.0]
        recent: Recent[str] = Recent(10, clock=lambda: now[0])
        recent.keep(1, "a", "một")
        assert recent.find(1, "a") == "một"
        assert recent.find(2, "a") is recent.find(1, "b") is None
        now[0] = 110.0
        assert recent.find(1, "a") is None

    def test_the_oldest_go_first_and_what_is_over_goes_with_them(self) -> None:
        now = [0.0]
        recent: Recent[int] = Recent(10, most=2, clock=lambda: now[0])
        for chat in (1, 2, 1, 3):
            recent.keep(chat, None, chat)
        assert [recent.find(chat, None) for chat in (1, 2, 3)] == [1, None, 3]
        now[0] = 20.0
        recent.keep(4, None, 4)
        assert len(recent) == 1

    def test_a_chat_can_be_forgotten_and_a_value_dropped(self) -> None:
        recent: Recent[int] = Recent(10)
        for key in ("a", "b"):
            recent.keep(1, key, 1)
            recent.keep(2, key, 2)
        recent.forget(1)
        recent.drop(2, "a")
        recent.drop(2, "never heard of")
        assert len(recent) == 1
        assert recent.find(2, "b") == 2
