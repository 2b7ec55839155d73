"""What holds for every update, by whichever way it comes."""

from __future__ import annotations

import asyncio
import logging

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from handlers.delivery.intake import Intake
from handlers.delivery.service import Delivery
from tests.telegram.conftest import CAT, KITE, Gate, Starter, both_ways, note_of
from tests.telegram_server.contents import message
from tests.telegram_server.server import BotApi

pytestmark = both_ways

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
    api: BotApi, store: SqliteStore, content: dict[str, object]
) -> None:
    before = await api.say(KITE)
    poison = await api.deliver(**content)
    after = await api.say(CAT, user=2)
    await api.all_confirmed()
    assert len(api.made("sendMessage", 1)) == 1
    assert "Pha nước ấm" in api.made("sendMessage", 2)[0].text
    assert store.updates.handled([before, poison, after]).keys() == {before, poison, after}


@pytest.mark.usefixtures("bot")
async def test_why_an_update_was_passed_over_is_remembered(
    api: BotApi, store: SqliteStore
) -> None:
    poison = await api.deliver(message={})
    await api.all_confirmed()
    assert note_of(store, poison) == "passed over: KeyError"


@pytest.mark.usefixtures("bot")
async def test_a_failing_engine_is_apologised_for_and_never_tells_the_question(
    api: BotApi, desk: Desk, store: SqliteStore, small_knowledge: Knowledge,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(desk.engine, "answer", broken)
        failed = await api.say("Bí mật về con diều")
        await api.all_confirmed()
    await api.say(KITE)
    await api.all_confirmed()
    apology, answer = api.made("sendMessage")
    assert apology.text == small_knowledge.say("loi-tam-thoi", "vi")
    assert "giá 20.000 đồng" in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "Bí mật" not in caplog.text
    assert note_of(store, failed) == "failed: ZeroDivisionError"


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


async def test_one_slow_call_blocks_neither_other_chats_nor_the_updates_that_come_later(
    api: BotApi, start: Starter, gate: Gate
) -> None:
    await api.say(KITE, user=1)
    await api.say(CAT, user=1)
    async with start():
        async with asyncio.timeout(60):
            await gate.reached.wait()
        for user in range(2, 30):
            await api.say(CAT, user=user)
            await api.until(lambda user=user: api.made("sendMessage", user), f"answer {user}")
        assert api.made("sendMessage", 1) == []
        gate.opened.set()
        await api.all_confirmed()
    first, second = api.made("sendMessage", 1)
    assert "giá 20.000 đồng" in first.text
    assert "Pha nước ấm" in second.text


async def test_an_update_is_acknowledged_only_after_it_was_answered(
    api: BotApi, start: Starter, gate: Gate, store: SqliteStore
) -> None:
    number = await api.say(KITE)
    async with start():
        async with asyncio.timeout(60):
            await gate.reached.wait()
        await api.say(CAT, user=2)
        await api.until(lambda: api.made("sendMessage", 2), "the answer of another chat")
        assert number in api.queue.waiting
        assert api.queue.confirmed <= number
        assert store.updates.handled([number]) == {}
        gate.opened.set()
        await api.all_confirmed()
    assert store.updates.handled([number]).keys() == {number}


async def test_no_more_than_a_number_of_updates_are_handled_at_once(
    api: BotApi, desk: Desk, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = most = 0
    ask, init = desk.ask, Intake.__init__

    async def counting(*given: object, **more: object) -> object:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        return await ask(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "ask", counting)
    monkeypatch.setattr(Intake, "__init__", lambda *given: init(*given, at_once=3))
    for user in range(1, 31):
        await api.say(KITE, user=user)
    async with start():
        await api.all_confirmed()
    assert most == 3
    assert len(api.made("sendMessage")) == 30


async def test_what_is_said_after_the_update_was_acknowledged_is_said_all_the_same(
    api: BotApi, bot: Delivery
) -> None:
    acknowledged = asyncio.Event()
    tasks: list[asyncio.Task[object]] = []

    async def speak(asked: Update) -> None:
        await acknowledged.wait()
        assert asked.effective_message is not None
        await asked.effective_message.reply_text("sau")

    async def later(asked: Update, _: object) -> None:
        tasks.append(asyncio.create_task(speak(asked)))
        raise ApplicationHandlerStop

    bot._app.add_handler(MessageHandler(filters.Text(["nói sau"]), later), group=-2)
    await api.say("nói sau")
    await api.all_confirmed()
    acknowledged.set()
    await asyncio.gather(*tasks)
    [call] = api.made("sendMessage")
    assert (call.text, call.in_band) == ("sau", False)


async def test_nothing_of_the_library_fetches_keeps_or_schedules_by_itself(
    bot: Delivery,
) -> None:
    app = bot._app
    assert (app.updater, app._job_queue, app.persistence) == (None, None, None)
    assert app.bot.rate_limiter is None


@pytest.mark.usefixtures("bot")
async def test_a_person_who_blocked_the_bot_is_noted_and_passed_over_in_peace(
    api: BotApi, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    api.world.chat(1).blocked = True
    first = await api.press("t:tha-dieu", user=1)
    await api.say(KITE, user=2)
    await api.all_confirmed()
    assert len(api.made("sendMessage", 2)) == 1
    assert len(api.made("sendMessage", 1)) == 1
    if not api.queue.hook.url:  # the refusal of an answer in a response is never told
        assert note_of(store, first) == "failed: Forbidden"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.usefixtures("bot")
async def test_a_poisonous_update_does_not_break_the_order_of_its_chat(api: BotApi) -> None:
    for text in (KITE, CAT):
        await api.say(text)
        await api.deliver(message={**message("x"), "date": "hôm qua"})
    await api.all_confirmed()
    first, second = api.made("sendMessage", 1)
    assert "giá 20.000 đồng" in first.text
    assert "Pha nước ấm" in second.text
