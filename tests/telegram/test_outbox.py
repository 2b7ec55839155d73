"""What becomes of answers that Telegram will not take for long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.store.kept import Handled
from bot.store.sqlite import SqliteStore
from handlers.delivery import outbox, retries
from tests.process.program import until
from tests.telegram.conftest import CAT, KITE, Starter
from tests.telegram_server.contents import message
from tests.telegram_server.faults import Failure, too_many
from tests.telegram_server.server import BotApi


async def nothing_waits(store: SqliteStore) -> None:
    await asyncio.to_thread(until, lambda: not store.updates.calls_put_off(), "an empty outbox")


async def test_a_chat_that_must_wait_for_long_holds_up_nobody_and_loses_nothing(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    api.failing.plan("sendMessage", too_many(40), chat=1)
    async with start() as side:
        first = await api.say(KITE, user=1)
        await api.all_confirmed()
        second = await api.say(CAT, user=1)
        for user in range(2, 5):
            await api.say(KITE, user=user)
        await api.all_confirmed()
        assert all(len(api.shown(user)) == 1 for user in range(2, 5))
        assert len(api.made("sendMessage", 1)) == 1
        assert "1" in side._courier.outbox
        assert store.updates.handled([first, second]).keys() == {first, second}
        kept = store.updates.calls_put_off()
    assert ["20.000 đồng" in put_off.call for put_off in kept] == [True, False]


async def test_what_must_wait_survives_a_restart_and_arrives_in_its_order(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    api.failing.plan("sendMessage", too_many(40), chat=1)
    async with start():
        for text in (KITE, CAT):
            await api.say(text, user=1)
        await api.all_confirmed()
    assert api.shown(1) == []
    async with start() as side:
        await api.until(lambda: len(api.shown(1)) == 2, "both answers")
        assert len(side._courier.outbox._queues) <= 1
    first, second = api.shown(1)
    assert "20.000 đồng" in first
    assert "Pha nước ấm" in second
    assert store.updates.calls_put_off() == []


@pytest.mark.usefixtures("quick")
async def test_while_an_answer_waits_the_later_ones_of_its_chat_line_up_behind_it(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "LONGEST_HELD", 0.1)
    api.failing.plan("sendMessage", too_many(1.3), chat=1)
    async with start():
        for text in (KITE, CAT, "/start"):
            await api.say(text, user=1)
        await api.all_confirmed()
        assert len(api.made("sendMessage", 1)) == 1
        await api.until(lambda: len(api.shown(1)) == 3, "all three answers")
        await api.say(KITE, user=1)
        await api.all_confirmed()
        assert len(api.shown(1)) == 4
    starts = [text[:8] for text in api.shown(1)]
    assert starts == ["Mua diều", "Tắm cho ", "Chào bạn", "Mua diều"]


async def test_a_file_waits_with_its_call(api: BotApi, start: Starter, store: SqliteStore) -> None:
    async def send(asked: Update, _: object) -> None:
        assert asked.effective_message is not None
        await asked.effective_message.reply_document(b"BEGIN:VCALENDAR", filename="lịch.ics")
        raise ApplicationHandlerStop

    api.failing.plan("sendDocument", too_many(40), chat=1)
    async with start() as side:
        side._app.add_handler(MessageHandler(filters.Text(["tệp"]), send), group=-2)
        await api.say("tệp")
        await api.all_confirmed()
    async with start():
        await nothing_waits(store)
    first, second = api.made("sendDocument", 1)
    assert second.given == first.given == {"chat_id": 1, "document": b"BEGIN:VCALENDAR"}


@pytest.mark.usefixtures("quick")
async def test_an_outage_of_many_tries_costs_no_answer(api: BotApi, start: Starter) -> None:
    for _ in range(12):
        api.failing.plan("sendMessage", Failure(502))
    async with start():
        await api.say(KITE)
        await api.all_confirmed()
        await api.until(lambda: api.shown(1), "the answer, after the outage")
        await api.say(CAT)
        await api.until(lambda: len(api.shown(1)) == 2, "the next one")


async def test_an_answer_is_dropped_only_after_the_documented_limit(
    api: BotApi, start: Starter, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    call = '{"method": "sendMessage", "chat_id": 1, "text": "chậm"}'
    store.updates.mark_handled([Handled(1, later=(call,))])
    api.failing.plan("sendMessage", too_many(outbox.LONGEST_WAIT.total_seconds() + 60))
    async with start():
        await nothing_waits(store)
    assert len(api.made("sendMessage", 1)) == 1
    assert "dropped" in caplog.text
    assert timedelta(minutes=30) <= outbox.LONGEST_WAIT <= timedelta(hours=24)


async def test_a_call_that_waits_counts_from_when_it_was_put_off(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    call = '{"method": "sendMessage", "chat_id": 1, "text": "cũ"}'
    store.updates.mark_handled([Handled(1, later=(call,))])
    old = (datetime.now(UTC) - outbox.LONGEST_WAIT).isoformat()
    store._db.execute("update calls set since = ?", [old])
    store._db.conn.commit()
    api.world.chat(1)
    api.failing.plan("sendMessage", Failure(500))
    async with start():
        await api.until(lambda: api.made("sendMessage", 1), "one try")
        await nothing_waits(store)
    assert len(api.made("sendMessage", 1)) == 1


async def test_a_stop_does_not_wait_for_telegram_but_keeps_the_answer_for_the_next_start(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    api.failing.plan("sendMessage", too_many(9))
    async with start():
        await api.say(KITE)
        await api.until(lambda: api.made("sendMessage"), "the first try")
    assert len(store.updates.calls_put_off()) == 1
    assert api.queue.waiting == {}
    async with start():
        await api.until(lambda: api.shown(1), "the answer")
        await nothing_waits(store)
    assert len(api.shown(1)) == 1


@pytest.mark.parametrize("way", ["webhook"], indirect=True)
async def test_a_chat_that_must_wait_gets_no_answer_in_a_response_before_its_turn(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    api.world.chat(1)
    call = '{"method": "sendMessage", "chat_id": 1, "text": "trước"}'
    store.updates.mark_handled([Handled(1, later=(call,))])
    api.failing.plan("sendMessage", too_many(1), chat=1)
    async with start():
        await api.until(lambda: api.made("sendMessage", 1), "the first try")
        await api.deliver(message=message(KITE))
        await api.all_confirmed()
        assert api.shown(1) == []
        await api.until(lambda: len(api.shown(1)) == 2, "both")
    assert api.shown(1)[0] == "trước"
    assert not any(call.in_band for call in api.made("sendMessage"))
