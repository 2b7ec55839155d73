"""What becomes of calls that Telegram would not take."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.content.knowledge import Knowledge
from bot.store.sqlite import SqliteStore
from handlers.delivery import retries, transport
from handlers.delivery.calls import Call
from tests.telegram.conftest import CAT, KITE, both_ways, note_of
from tests.telegram_server.faults import BREAK, BREAK_AFTERWARDS, Failure, too_many
from tests.telegram_server.server import BotApi


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of updates in hand, which pass at once."""
    seen: list[float] = []

    async def rest(seconds: float, _: asyncio.Event) -> None:
        seen.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(retries, "rest", rest)
    return seen


@pytest.mark.usefixtures("bot", "quick")
@pytest.mark.parametrize(
    "failure",
    [Failure(429, "busy", {"retry_after": 0}), Failure(429, "busy"), Failure(500), Failure(502),
     Failure(504), BREAK, BREAK_AFTERWARDS],
    ids=str,
)  # fmt: skip
async def test_a_busy_telegram_is_asked_again_until_the_answer_is_out(
    api: BotApi, rests: list[float], failure: Failure
) -> None:
    for _ in range(4):
        api.failing.plan("sendMessage", failure)
    await api.say(KITE)
    await api.all_confirmed()
    texts = [call.text for call in api.made("sendMessage")]
    assert len(texts) == 5
    assert len(set(texts)) == 1
    assert len(api.shown(1)) == 1 + api.failing.unseen


@pytest.mark.usefixtures("bot")
async def test_the_pauses_between_tries_grow(api: BotApi, rests: list[float]) -> None:
    for _ in range(4):
        api.failing.plan("sendMessage", Failure(500))
    await api.say(KITE)
    await api.all_confirmed()
    assert rests == [0.5, 1.0, 2.0, 4.0]
    assert sum(rests) < retries.LONGEST_HELD


@pytest.mark.usefixtures("bot")
async def test_a_wait_as_long_as_telegram_wants_it(api: BotApi, rests: list[float]) -> None:
    api.failing.plan("sendMessage", too_many(7))
    await api.say(KITE)
    await api.all_confirmed()
    assert rests == [pytest.approx(7, abs=0.5)]
    assert len(api.shown(1)) == 1


@pytest.mark.usefixtures("bot", "quick")
async def test_an_answer_whose_receipt_timed_out_is_not_said_twice(
    api: BotApi, small_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    api.failing.plan("sendMessage", Failure(seconds=0.5, done=True))
    await api.say(KITE)
    await api.all_confirmed()
    answer, apology = api.made("sendMessage")
    assert "giá 20.000 đồng" in answer.text
    assert apology.text == small_knowledge.say("loi-tam-thoi", "vi")


@pytest.mark.usefixtures("bot", "quick")
async def test_a_connection_that_cannot_be_made_is_tried_again(
    api: BotApi, rests: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    once, down = retries.Courier.once, [True, True]

    async def unreachable(self: retries.Courier, call: Call) -> object:
        if down and call.method == "sendMessage":
            down.pop()
            self = retries.Courier("http://127.0.0.1:9", self.outbox._store)
            await self.initialize()
            self._base = "http://127.0.0.1:9/bot"
            try:
                return await once(self, call)
            finally:
                await self.shutdown()
        return await once(self, call)

    monkeypatch.setattr(retries.Courier, "once", unreachable)
    await api.say(KITE)
    await api.all_confirmed()
    assert len(rests) == 2
    assert len(api.made("sendMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_what_telegram_cannot_parse_is_sent_again_as_plain_text(api: BotApi) -> None:
    api.fail("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag")
    await api.say(KITE)
    await api.all_confirmed()
    refused, plain = api.made("sendMessage")
    assert "<b>" in refused.text
    assert "parse_mode" not in plain.given
    assert plain.text.startswith("Mua diều ở đâu, giá bao nhiêu\n")
    assert "<" not in plain.text
    assert plain.buttons == refused.buttons


@pytest.mark.usefixtures("bot")
async def test_a_group_that_moved_is_answered_at_its_new_place_from_then_on(
    api: BotApi,
) -> None:
    api.world.chat(1).moved_to = -1001
    api.world.chat(-1001)
    for text in (KITE, CAT):
        await api.say(text, user=1)
    await api.all_confirmed()
    assert len(api.made("sendMessage", 1)) == 1
    assert ["20.000 đồng" in text for text in api.shown(-1001)] == [True, False]


@pytest.mark.usefixtures("bot")
async def test_a_refusal_that_cannot_be_mended_is_noted_and_apologised_for(
    api: BotApi, store: SqliteStore, small_knowledge: Knowledge
) -> None:
    api.fail("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
    number = await api.say(KITE)
    await api.all_confirmed()
    assert api.shown(1) == [small_knowledge.say("loi-tam-thoi", "vi")]
    assert note_of(store, number) == "failed: BadRequest"


@both_ways
@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("data", ["t:tha-dieu", "g:do-choi", "r:1:1", "n:1", "xyz"])
async def test_a_press_too_old_to_be_acknowledged_still_does_what_it_is_for(
    api: BotApi, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.fail("answerCallbackQuery", 400, old)
    await api.press(data)
    await api.all_confirmed()
    done = api.made("sendMessage") + api.made("editMessageText")
    assert len(done) == (data[0] in "tgn")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@both_ways
@pytest.mark.usefixtures("bot", "quick")
@pytest.mark.parametrize("failure", [Failure(500), Failure(400, "Bad Request: x"), BREAK], ids=str)
async def test_a_button_that_cannot_be_acknowledged_still_does_what_it_is_for(
    api: BotApi, failure: Failure
) -> None:
    for _ in range(5):
        api.failing.plan("answerCallbackQuery", failure)
    await api.press("t:tha-dieu")
    await api.all_confirmed()
    assert len(api.made("sendMessage")) == 1


@both_ways
@pytest.mark.usefixtures("bot")
async def test_a_button_pressed_twice_is_no_trouble(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    await api.press("n:1")
    await api.all_confirmed()
    [query] = [made for made in api.world.chat(1).messages.values() if "reply_markup" not in made]
    await api.press("n:1", message=query)
    await api.all_confirmed()
    assert len(api.made("editMessageText")) == 2
    assert api.made("sendMessage") == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@both_ways
@pytest.mark.usefixtures("bot")
async def test_where_a_message_cannot_be_edited_a_new_one_is_sent(api: BotApi) -> None:
    api.fail("editMessageText", 400, "Bad Request: message can't be edited")
    await api.press("g:do-choi")
    await api.all_confirmed()
    [shelf] = api.made("sendMessage")
    assert "t:mua-dieu" in shelf.buttons.values()
