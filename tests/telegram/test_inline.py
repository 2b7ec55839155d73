"""Answers in any chat: what is typed behind the bot's name, and what can be picked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.assistant.cards import as_card
from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.sqlite import SqliteStore
from handlers.inline import queries
from tests.conftest import MOMENT
from tests.store import looking
from tests.telegram.chatting import replies, said
from tests.telegram.conftest import KITE, Starter, both_ways, note_of
from tests.telegram.picking import LINK, ask, ids, link_of, offered, typed
from tests.telegram_server import queries as stand_in
from tests.telegram_server.contents import ME, message
from tests.telegram_server.server import BotApi

ABOVE = {"text": "Hỏi riêng trợ lý", "start_parameter": "hoi"}
FRAUD = "có người gọi bảo tôi đọc otp"
ENGLISH = {"from": {"id": 1, "is_bot": False, "first_name": "Ann", "language_code": "en"}}


@both_ways
@pytest.mark.usefixtures("bot")
class TestTopics:
    async def test_a_question_is_answered_by_a_card(
        self, api: BotApi, small_engine: Engine
    ) -> None:
        first, *_ = (await offered(api, KITE))["results"]
        reply = small_engine.topic("mua-dieu", Question("", MOMENT))
        assert (first["type"], first["id"]) == ("article", "mua-dieu.vi")
        assert first["title"] == "Mua diều ở đâu, giá bao nhiêu"
        assert first["description"] == "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng."
        assert first["input_message_content"] == {
            "message_text": as_card(reply, small_engine.knowledge), "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }  # fmt: skip

    async def test_below_a_card_a_button_leads_to_its_answer(self, api: BotApi) -> None:
        first, *_ = (await offered(api, KITE))["results"]
        assert link_of(first) == f"{LINK}mua-dieu"
        assert first["reply_markup"]["inline_keyboard"][0][0]["text"] == "Hỏi trợ lý"

    async def test_everybody_is_shown_the_same_for_five_minutes(self, api: BotApi) -> None:
        answer = await offered(api, KITE)
        assert (answer["cache_time"], answer["is_personal"]) == (300, False)
        assert answer["button"] == ABOVE

    async def test_each_of_two_questions_has_its_card(self, api: BotApi) -> None:
        found = await ids(api, "Diều bị rách thì làm sao? Tắm mèo thế nào?")
        assert found[:2] == ["dieu-rach.vi", "tam-meo.vi"]

    async def test_what_may_be_meant_too_comes_after_it(self, api: BotApi) -> None:
        assert set(await ids(api, "diều")) == {"mua-dieu.vi", "tha-dieu.vi", "dieu-rach.vi"}

    @pytest.mark.parametrize("text", ["tam cho m", "tắm cho", "Mèo t"])
    async def test_half_a_title_finds_it(self, api: BotApi, text: str) -> None:
        assert "tam-meo.vi" in await ids(api, text)

    async def test_a_question_in_english_is_answered_in_english(self, api: BotApi) -> None:
        answer = await offered(api, "where to buy a kite")
        assert answer["results"][0]["id"] == "mua-dieu.en"
        assert answer["results"][0]["title"] == "Where to buy a kite"
        assert answer["button"]["text"] == "Ask the assistant in private"

    async def test_what_is_not_ours_gets_nothing_but_the_way_to_the_private_chat(
        self, api: BotApi
    ) -> None:
        for text in ("Mua xe đạp ở đâu", "hôm nay trời mưa không", "…"):
            answer = await offered(api, text)
            assert answer["results"] == []
            assert answer["button"] == ABOVE

    async def test_an_answer_travels_in_the_response_to_the_webhook(
        self, api: BotApi, way: str
    ) -> None:
        await offered(api, KITE)
        [call] = api.made("answerInlineQuery")
        assert call.in_band == (way == "webhook")


@both_ways
@pytest.mark.usefixtures("bot")
class TestEmptyQuery:
    async def test_what_most_people_asked_this_week_comes_first_then_the_menu(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        ask(store, "tam-meo", 1)
        ask(store, "dieu-rach", 2)
        assert await ids(api, "  ") == [
            f"{topic}.vi" for topic in ("dieu-rach", "tam-meo", "mua-dieu", "tha-dieu")
        ]

    async def test_small_talk_and_topics_that_have_gone_are_not_offered(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        ask(store, "ban-be", 3)
        ask(store, "may-bay", 3)
        found = await ids(api, "")
        assert found[0] == "mua-dieu.vi"
        assert not {"ban-be.vi", "may-bay.vi"} & set(found)

    async def test_it_speaks_the_language_of_the_person_and_is_kept_for_them_alone(
        self, api: BotApi
    ) -> None:
        answer = await offered(api, "", **ENGLISH)
        assert answer["results"][0]["id"] == "mua-dieu.en"
        assert (answer["cache_time"], answer["is_personal"]) == (30, True)
        assert answer["next_offset"] == ""

    async def test_who_scrolls_on_sees_all_topics_each_once(
        self, api: BotApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "PAGE", 2)
        seen: list[str] = []
        offset = ""
        for _ in range(3):
            answer = await offered(api, "", offset=offset)
            seen += [result["id"] for result in answer["results"]]
            offset = answer["next_offset"]
        assert offset == ""
        assert seen == [
            f"{topic}.vi" for topic in ("mua-dieu", "tha-dieu", "dieu-rach", "tam-meo")
        ]

    @pytest.mark.parametrize("offset", ["-1", "x", "9" * 64, "٣", "²"])
    async def test_an_offset_that_nobody_gave_is_answered_all_the_same(
        self, api: BotApi, offset: str
    ) -> None:
        assert "results" in await offered(api, "", offset=offset)

    async def test_a_store_in_trouble_costs_nothing_but_the_order(
        self, api: BotApi, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> list[str]:
            raise StoreError("no disk")

        monkeypatch.setattr(store.questions, "most_asked", broken)
        monkeypatch.setattr(store.chats, "followed", broken)
        assert (await ids(api, ""))[0] == "mua-dieu.vi"


@both_ways
@pytest.mark.usefixtures("bot")
class TestDangers:
    @pytest.mark.parametrize("number", ["079203001234", "0912345678"])
    async def test_a_personal_number_brings_a_warning_and_nothing_else(
        self, api: BotApi, small_knowledge: Knowledge, number: str
    ) -> None:
        answer = await offered(api, f"diều bán ở đâu {number}")
        [warning] = answer["results"]
        assert warning["title"] == small_knowledge.say("chia-se-so-rieng", "vi")
        assert link_of(warning) == f"{LINK}hoi"
        assert number not in str(answer)

    async def test_what_sounds_like_fraud_brings_the_warning(self, api: BotApi) -> None:
        [warning] = (await offered(api, FRAUD))["results"]
        assert warning["title"] == "⚠️ Coi chừng lừa đảo"
        assert "Coi chừng lừa đảo!" in warning["input_message_content"]["message_text"]

    async def test_nothing_that_is_typed_is_kept_or_remembered(
        self, api: BotApi, desk: Desk, store: SqliteStore, tmp_path: Path
    ) -> None:
        updates = [await typed(api, text) for text in ("c", "co", "con", KITE, FRAUD)]
        await api.all_confirmed()
        assert looking.questions(tmp_path / "bot.db") == []
        assert desk.memory.recall("telegram:1:1", MOMENT) == ()
        assert store.updates.handled(updates) == {}

    async def test_a_card_that_was_sent_counts_as_an_answer(
        self, api: BotApi, store: SqliteStore, tmp_path: Path
    ) -> None:
        query = await api.type_inline("tắm mèo")
        await api.until(lambda: query in api.world.queries.answers, "an answer")
        await api.choose_inline(query, "tam-meo.vi")
        await api.all_confirmed()
        sql = "select channel, question, topics from questions"
        kept = looking.rows(tmp_path / "bot.db", sql)
        assert kept == [("inline", "", '["tam-meo"]')]
        assert store.questions.most_asked(MOMENT, 3) == ["tam-meo"]

    @pytest.mark.parametrize("result", ["phuong_gio.vi", "tuoi.vi", "may-bay.vi", "x", "."])
    async def test_other_cards_are_not_counted(
        self, api: BotApi, tmp_path: Path, result: str
    ) -> None:
        sent = {"result_id": result, "from": ENGLISH["from"], "query": "x"}
        await api.deliver(chosen_inline_result=sent)
        await api.all_confirmed()
        assert looking.questions(tmp_path / "bot.db") == []

    async def test_a_card_that_was_sent_is_no_question_anywhere(self, api: BotApi) -> None:
        api.world.group(-100)
        api.world.join(-100, ME["id"], "administrator")
        asked = f"@{ME['username']} {KITE}"
        assert await api.say_in_group(asked, -100, via_bot=ME) is not None
        await api.say(KITE, via_bot=ME)
        await api.deliver(edited_message={**message(KITE, via_bot=ME), "edit_date": 1})
        assert await replies(api) == []


async def test_a_query_that_is_too_old_is_passed_over_quietly(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(stand_in.LASTING, "inline_query", -1.0)
    async with start():
        await typed(api, KITE)
        await api.all_confirmed()
    assert len(api.made("answerInlineQuery")) == 1
    assert api.world.queries.answers == {}
    assert [record for record in caplog.records if record.levelname != "INFO"] == []


@pytest.mark.parametrize("way", ["webhook"], indirect=True)
@pytest.mark.usefixtures("bot")
async def test_an_answer_that_got_lost_on_its_way_is_given_again(api: BotApi) -> None:
    api.queue.lost = 2
    await typed(api, KITE)
    await api.all_confirmed()
    [answer] = api.made("answerInlineQuery")
    assert answer.in_band
    assert api.queue.deliveries == 3


@both_ways
async def test_who_types_too_much_is_not_told_off_and_can_still_ask(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    async with start(messages_per_minute=1):
        updates = [await typed(api, "d" * length) for length in range(1, 56)]
        await api.all_confirmed()
        assert 50 <= len(api.made("answerInlineQuery")) < 55
        assert note_of(store, updates[-1]) == "flood"
        assert "giá 20.000 đồng" in (await said(api, KITE)).text


async def test_topics_that_say_nothing_on_that_day_are_not_offered(
    api: BotApi, start: Starter, small_engine: Engine, store: SqliteStore
) -> None:
    early = Desk(small_engine, store, lambda: datetime(2020, 1, 1, tzinfo=VIETNAM))
    async with start(early):
        assert await ids(api, "") == []
        assert await ids(api, KITE) == []
