from __future__ import annotations

import asyncio
import logging

import pytest

from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.kept import Handled
from bot.store.sqlite import SqliteStore
from handlers.delivery import polling
from handlers.delivery.polling import Polling
from handlers.delivery.updates import ALLOWED, mark_of
from tests.telegram.conftest import CAT, KITE, Gate, Starter
from tests.telegram_server.contents import message
from tests.telegram_server.faults import BREAK, Failure, Weather
from tests.telegram_server.server import TOKEN, BotApi


async def test_a_poll_that_fails_is_tried_again_after_growing_pauses(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    async def rest(_: asyncio.Event, seconds: float) -> float:
        rests.append(seconds)
        return seconds * 2

    monkeypatch.setattr(Polling, "_rest", staticmethod(rest))
    api.fail("getUpdates", 502, "Bad Gateway")
    api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    api.fail("getUpdates", 429, "Too Many Requests: retry after 9", retry_after=9)
    api.fail("getUpdates", 401, "Unauthorized")
    api.failing.plan("getUpdates", BREAK)
    await api.say(KITE)
    async with start():
        await api.all_confirmed()
    assert len(api.made("sendMessage")) == 1
    assert rests == [1.0, 2.0, 9.0, 18.0, 36.0]


@pytest.mark.usefixtures("quick")
async def test_a_conflict_is_reported_as_unhealthy_after_a_few_and_forgotten_after_a_good_poll(
    api: BotApi, start: Starter, pulse: Pulse
) -> None:
    told = "Conflict: terminated by other getUpdates request"
    seen: list[str] = []
    for _ in range(4):
        api.fail("getUpdates", 409, told)
    async with start(poll_seconds=0):
        for polls in range(1, 6):
            await api.until(
                lambda polls=polls: len(api.made("getUpdates")) > polls, f"{polls} polls"
            )
            seen.append(pulse.trouble)
    assert seen[:2] == ["", ""]
    assert "another process" in seen[3]
    assert pulse.trouble == ""


@pytest.mark.usefixtures("quick")
async def test_a_token_that_is_taken_back_is_reported_as_unhealthy(
    api: BotApi, start: Starter, pulse: Pulse
) -> None:
    async with start(poll_seconds=0):
        await api.until(lambda: api.made("getUpdates"), "the first poll")
        api.failing.weather = Weather(1, (Failure(401, "Unauthorized"),))
        polls = len(api.made("getUpdates"))
        await api.until(lambda: len(api.made("getUpdates")) > polls + 2, "refused polls")
        assert "check TELEGRAM_BOT_TOKEN" in pulse.trouble
        api.failing.weather = None
        polls = len(api.made("getUpdates"))
        await api.until(lambda: len(api.made("getUpdates")) > polls + 2, "good polls")
        assert pulse.trouble == ""


@pytest.mark.usefixtures("quick")
async def test_a_poll_that_hangs_is_given_up_and_made_again(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_GRACE", 0.1)
    api.failing.plan("getUpdates", Failure(seconds=3600))
    await api.say(KITE)
    async with start(poll_seconds=0):
        await api.all_confirmed()
    assert len(api.made("sendMessage")) == 1


@pytest.mark.usefixtures("quick")
async def test_polls_that_bring_nonsense_do_not_end_the_polling(
    api: BotApi, start: Starter, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, nonsense = Polling._fetch, [{"a": 1}, [1, None, {"message": {}}, {"update_id": "1"}]]

    async def fetched(self: Polling, seconds: int) -> object:
        if not nonsense:
            return await fetch(self, seconds)
        found = nonsense.pop()
        if isinstance(found, dict):
            raise RecursionError
        return found

    monkeypatch.setattr(Polling, "_fetch", fetched)
    await api.say(KITE)
    async with start():
        await api.all_confirmed()
    assert len(api.made("sendMessage")) == 1
    assert "4 updates without a usable id are ignored" in caplog.text
    assert "cannot be read" in caplog.text


async def test_the_offset_never_passes_an_update_that_is_not_handled(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(desk, monkeypatch)
    await api.say(CAT, user=1)
    slow = await api.say(KITE, user=2)
    async with start():
        for user in range(3, 20):
            await api.say(CAT, user=user)
            await api.until(lambda user=user: api.made("sendMessage", user), f"answer {user}")
        assert {poll.given["offset"] for poll in api.made("getUpdates")} <= {0, slow - 1, slow}
        assert api.queue.confirmed == slow
        gate.opened.set()
        await api.all_confirmed()
    assert all(len(api.made("sendMessage", user)) == 1 for user in range(1, 20))


async def test_updates_that_come_in_disorder_are_answered_in_the_order_of_their_ids(
    api: BotApi, start: Starter
) -> None:
    for number, text in ((902, CAT), (901, KITE)):
        await api.deliver_as(number, message=message(text))
    async with start():
        await api.all_confirmed()
    first, second = api.made("sendMessage")
    assert "giá 20.000 đồng" in first.text
    assert "Pha nước ấm" in second.text


async def test_ids_that_start_anew_after_a_quiet_week_are_not_taken_for_old_ones(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    init = Polling.__init__
    monkeypatch.setattr(Polling, "__init__", lambda *given: init(*given, clock=lambda: now))
    async with start(poll_seconds=0):
        await api.deliver_as(9_000_000, message=message(KITE))
        await api.all_confirmed()
        now += 7 * 24 * 3600
        polls = len(api.made("getUpdates"))
        await api.until(lambda: len(api.made("getUpdates")) > polls + 1, "a poll for all")
        for number in (5, 6):
            await api.deliver_as(number, message=message(CAT))
            await api.all_confirmed()
    assert len(api.made("sendMessage")) == 3


@pytest.mark.usefixtures("bot")
async def test_only_what_the_handlers_read_is_asked_for(api: BotApi) -> None:
    await api.say(KITE)
    await api.all_confirmed()
    polls = api.made("getUpdates")
    assert polls
    assert all(poll.given["allowed_updates"] == ALLOWED for poll in polls)


async def test_a_webhook_of_before_is_taken_away_and_what_waited_for_it_is_answered(
    api: BotApi, start: Starter
) -> None:
    api.queue.hook.url = "http://127.0.0.1:1/nobody"
    await api.say(KITE)
    async with start():
        await api.all_confirmed()
    [taken] = api.made("deleteWebhook")
    assert "drop_pending_updates" not in taken.given
    assert len(api.made("sendMessage")) == 1


async def test_a_stop_confirms_what_was_handled_so_that_it_never_comes_again(
    api: BotApi, start: Starter
) -> None:
    async with start():
        await api.say(KITE)
        await api.until(lambda: api.made("sendMessage"), "the answer")
    assert api.queue.waiting == {}


async def test_a_reply_that_a_webhook_lost_is_sent_when_the_bot_polls_instead(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    number = await api.say(KITE)
    reply = '{"method": "sendMessage", "chat_id": 1, "text": "Diều giá …"}'
    mark = mark_of(api.queue.waiting[number], TOKEN)
    store.updates.mark_handled([Handled(number, mark, reply=reply)])
    async with start():
        await api.all_confirmed()
    assert [call.text for call in api.made("sendMessage")] == ["Diều giá …"]
    assert store.updates.handled([number]) == {number: Handled(number, mark)}


async def test_each_good_poll_is_felt_by_the_health_check(
    api: BotApi, start: Starter, pulse: Pulse
) -> None:
    async with start(poll_seconds=0):
        pulse.last_poll = -1e9
        polls = len(api.made("getUpdates"))
        await api.until(lambda: len(api.made("getUpdates")) > polls + 1, "a poll")
        age = pulse.age()
    assert age is not None
    assert age < 1e6


@pytest.mark.usefixtures("quick")
async def test_the_token_is_never_logged(
    api: BotApi, start: Starter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    api.failing.plan("getUpdates", BREAK)
    api.failing.plan("sendMessage", BREAK)
    async with start():
        await api.say(KITE)
        await api.until(lambda: api.made("sendMessage"), "a call")
        ours = [record.getMessage() for record in caplog.records]
    assert not [line for line in ours if "123456:test" in line]
