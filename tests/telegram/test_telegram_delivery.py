from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

import pytest

from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from tests.telegram.conftest import Starter
from tests.telegram.server import BotApi, message

KITE = "Con diều bao nhiêu tiền"
CAT = "Tắm mèo bằng gì"


@pytest.mark.usefixtures("bot")
async def test_a_person_who_blocked_the_bot_is_passed_over_in_peace(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await api.say(KITE, user=1)
    await api.say(KITE, user=2)
    await api.all_confirmed()
    assert [len(api.made("sendMessage", user)) for user in (1, 2)] == [1, 1]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


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


@pytest.mark.usefixtures("bot", "quick")
@pytest.mark.parametrize(
    ("status", "more"), [(429, {"retry_after": 0}), (429, {}), (500, {}), (502, {}), (504, {})]
)
async def test_a_busy_telegram_is_asked_again_until_the_answer_is_out(
    api: BotApi, status: int, more: dict[str, int]
) -> None:
    for _ in range(2):
        api.fail("sendMessage", status, "busy", **more)
    await api.say(KITE)
    await api.all_confirmed()
    texts = [call.text for call in api.made("sendMessage")]
    assert len(texts) == 3
    assert len(set(texts)) == 1
    assert "giá 20.000 đồng" in texts[0]


@pytest.mark.usefixtures("bot")
async def test_a_wait_as_long_as_telegram_wants_it(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("handlers.patience.asyncio.sleep", sleep)
    api.fail("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    await api.say(KITE)
    await api.all_confirmed()
    assert waits == [7.0]
    assert len(api.made("sendMessage")) == 2


@pytest.mark.usefixtures("bot", "quick")
async def test_one_chat_that_must_wait_for_long_does_not_hold_up_the_others(api: BotApi) -> None:
    for _ in range(2):
        api.fail("sendMessage", 429, "Too Many Requests: retry after 900", retry_after=900)
    await api.say(KITE, user=1)
    await api.all_confirmed()
    await api.say(KITE, user=2)
    await api.all_confirmed()
    assert "giá 20.000 đồng" in api.made("sendMessage", 2)[0].text


@pytest.mark.usefixtures("bot", "quick")
async def test_an_answer_that_cannot_be_sent_at_all_is_apologised_for(
    api: BotApi, small_knowledge: Knowledge
) -> None:
    for _ in range(3):
        api.fail("sendMessage", 500, "Internal Server Error")
    await api.say(KITE)
    await api.all_confirmed()
    assert len(api.made("sendMessage")) == 4
    assert api.made("sendMessage")[-1].text == small_knowledge.say("loi-tam-thoi", "vi")


@pytest.mark.usefixtures("bot")
async def test_a_failing_engine_is_apologised_for_and_never_tells_the_question(
    api: BotApi, desk: Desk, small_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(desk.engine, "answer", broken)
        await api.say("Bí mật về con diều")
        await api.all_confirmed()
    await api.say(KITE)
    await api.all_confirmed()
    apology, answer = api.made("sendMessage")
    assert apology.text == small_knowledge.say("loi-tam-thoi", "vi")
    assert "giá 20.000 đồng" in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "Bí mật" not in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_press_too_old_to_be_acknowledged_still_gets_its_answer(api: BotApi) -> None:
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for data in ("t:tha-dieu", "g:do-choi", "r:1:1", "n:1", "xyz"):
        api.fail("answerCallbackQuery", 400, old)
        await api.press(data)
        await api.all_confirmed()
    [answer] = api.made("sendMessage")
    assert answer.text.startswith("<b>Mấy tuổi được thả diều</b>")
    assert len(api.made("editMessageText")) == 2


@pytest.mark.usefixtures("bot")
async def test_a_button_pressed_twice_is_no_trouble(api: BotApi) -> None:
    api.fail(
        "editMessageText", 400, "Bad Request: message is not modified: specified new message "
        "content and reply markup are exactly the same",
    )  # fmt: skip
    await api.press("n:1")
    await api.all_confirmed()
    assert api.made("sendMessage") == []


@pytest.mark.usefixtures("bot")
async def test_where_a_message_cannot_be_edited_a_new_one_is_sent(api: BotApi) -> None:
    api.fail("editMessageText", 400, "Bad Request: message can't be edited")
    await api.press("g:do-choi")
    await api.all_confirmed()
    [shelf] = api.made("sendMessage")
    assert "t:mua-dieu" in shelf.buttons.values()


POISON = [
    {"message": {"message_id": 1, "date": 1, "text": "diều"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": []}, "text": "diều"}},
    {"message": {"message_id": 1, "date": "hôm qua", "chat": {"id": 1, "type": "private"}}},
    {"message": ["diều"]},
    {"message": {}},
    {"callback_query": {"id": "1", "data": "t:mua-dieu"}},
    {"callback_query": {"id": "1", "message": {}, "from": []}},
    {"callback_query": None},
    {"cai_gi_moi": {"chat": "a"}},
]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("content", POISON, ids=str)
async def test_a_poisonous_update_is_passed_over_and_the_later_ones_answered(
    api: BotApi, store: Store, content: dict[str, object]
) -> None:
    before = await api.say(KITE)
    poison = await api.deliver(**content)
    after = await api.say(CAT, user=2)
    await api.all_confirmed()
    assert len(api.made("sendMessage", 1)) == 1
    assert "Pha nước ấm" in api.made("sendMessage", 2)[0].text
    assert store.handled([before, poison, after]) == {before, poison, after}


async def test_why_an_update_was_passed_over_is_remembered(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    async with start():
        poison = await api.deliver(message={})
        await api.all_confirmed()
    [[note]] = store._db.execute("select note from updates where id = ?", [poison]).fetchall()
    assert note == "passed over: KeyError"


async def test_messages_of_a_chat_are_answered_in_their_order(api: BotApi, start: Starter) -> None:
    texts = [KITE, CAT, "Tuổi nào được thả diều", "Diều rách cánh"]
    for text in texts * 3:
        for user in range(1, 6):
            await api.say(text, user=user)
    async with start():
        await api.all_confirmed()
    titles = ["Mua diều", "Tắm cho mèo", "Mấy tuổi", "Diều rách"]
    for user in range(1, 6):
        found = [call.text.removeprefix("<b>") for call in api.made("sendMessage", user)]
        assert len(found) == 12
        assert all(text.startswith(title) for text, title in zip(found, titles * 3, strict=True))


async def test_a_slow_chat_does_not_hold_up_another(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, ask = asyncio.Event(), desk.ask

    async def waiting(text: str, *rest: object, **more: object) -> object:
        if text == KITE:
            await answered.wait()
        return await ask(text, *rest, **more)

    monkeypatch.setattr(desk, "ask", waiting)
    await api.say(KITE, user=1)
    await api.say(CAT, user=2)
    async with start():
        await api.until(lambda: api.made("sendMessage", 2), "the answer of the quick chat")
        assert api.made("sendMessage", 1) == []
        answered.set()
        await api.all_confirmed()
    assert len(api.made("sendMessage", 1)) == 1


async def test_what_is_delivered_again_is_answered_once(
    api: BotApi, start: Starter, store: Store
) -> None:
    async with start():
        number = await api.say(KITE)
        await api.all_confirmed()
    api.confirmed = 0
    api.waiting.append({"update_id": number, "message": message(KITE)})
    async with start():
        await api.say(CAT)
        await api.all_confirmed()
    texts = [call.text for call in api.made("sendMessage")]
    assert [text.count("20.000 đồng") > 0 for text in texts] == [True, False]


async def test_an_update_is_confirmed_only_after_it_was_answered(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on, ask = asyncio.Event(), asyncio.Event(), desk.ask

    async def waiting(*given: object, **more: object) -> object:
        reached.set()
        await go_on.wait()
        return await ask(*given, **more)

    monkeypatch.setattr(desk, "ask", waiting)
    number = await api.say(KITE)
    async with start():
        async with asyncio.timeout(60):
            await reached.wait()
        assert api.confirmed <= number
        go_on.set()
        await api.all_confirmed()
    methods = [call.method for call in api.calls]
    first = next(
        at for at, call in enumerate(api.calls)
        if call.method == "getUpdates" and call.given["offset"] > number
    )  # fmt: skip
    assert methods.index("sendMessage") < first


async def test_a_stop_lets_the_batch_in_hand_be_finished(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, ask = asyncio.Event(), desk.ask

    async def slow(*given: object, **more: object) -> object:
        reached.set()
        await asyncio.sleep(0)
        return await ask(*given, **more)

    monkeypatch.setattr(desk, "ask", slow)
    numbers = [await api.say(KITE, user=user) for user in range(1, 31)]
    async with start(), asyncio.timeout(60):
        await reached.wait()
    assert len(api.made("sendMessage")) == len(numbers)
    assert desk.store.handled(numbers) == set(numbers)


async def test_a_poll_that_fails_is_tried_again(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    async def rest(_: asyncio.Event, seconds: float) -> float:
        rests.append(seconds)
        return seconds * 2

    monkeypatch.setattr("handlers.polling.Polling._rest", staticmethod(rest))
    api.fail("getUpdates", 502, "Bad Gateway")
    api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    api.fail("getUpdates", 429, "Too Many Requests: retry after 9", retry_after=9)
    api.fail("getUpdates", 401, "Unauthorized")
    await api.say(KITE)
    async with start():
        await api.all_confirmed()
    assert len(api.made("sendMessage")) == 1
    assert rests == [1.0, 2.0, 9.0, 18.0]


class Ailing:
    """A store on a disk that gives no more."""

    def handled(self, update_ids: Iterable[int]) -> set[int]:
        raise StoreError("disk I/O error")

    def mark_handled(self, update_id: int, note: str = "") -> None:
        raise StoreError("disk I/O error")


async def test_a_store_in_trouble_costs_nobody_the_answer(api: BotApi, start: Starter) -> None:
    async with start(Ailing()):
        await api.say(KITE)
        await api.say(CAT)
        await api.all_confirmed()
        await api.say(KITE, user=2)
        await api.all_confirmed()
    assert [len(api.made("sendMessage", user)) for user in (1, 2)] == [2, 1]


async def test_an_answer_that_cannot_be_kept_is_given_without_buttons_to_rate_it(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> int:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(desk.store, "record", full)
    async with start():
        await api.say(KITE)
        await api.all_confirmed()
    [answer] = api.made("sendMessage")
    assert "giá 20.000 đồng" in answer.text
    assert answer.buttons == {}


@pytest.mark.usefixtures("bot")
async def test_only_what_the_handlers_read_is_asked_for(api: BotApi) -> None:
    await api.until(lambda: api.waiting == [] and api._news, "the server is up")
    await api.say(KITE)
    await api.all_confirmed()
    polls = api.made("getUpdates")
    assert polls
    assert all(poll.given["allowed_updates"] == ["message", "callback_query"] for poll in polls)
