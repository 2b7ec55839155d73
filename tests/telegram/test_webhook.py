from __future__ import annotations

import asyncio
import json
import time
from io import BytesIO
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from handlers.delivery import webhook
from handlers.delivery.service import Delivery
from handlers.delivery.updates import ALLOWED
from handlers.delivery.webhook import HEADER, LARGEST_UPDATE
from tests.telegram.conftest import CAT, KITE, Gate, Starter
from tests.telegram_server.contents import message
from tests.telegram_server.server import TOKEN, BotApi

pytestmark = pytest.mark.parametrize("way", ["webhook"], indirect=True)


async def post(api: BotApi, body: object, **headers: str) -> tuple[int, str, str]:
    """Deliver something as anybody could; return status, body and when to come again."""
    shown = {HEADER: api.queue.hook.secret, **headers}
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with api.client.post(api.queue.hook.url, data=data, headers=shown) as answer:
        return answer.status, await answer.text(), answer.headers.get("Retry-After", "")


def update(number: int, text: str = KITE, user: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": message(text, user)}


@pytest.mark.usefixtures("bot")
async def test_everything_is_set_at_each_start(api: BotApi) -> None:
    [given] = api.made("setWebhook")
    assert given.given == {
        "url": api.queue.hook.url, "secret_token": api.queue.hook.secret,
        "max_connections": 100, "allowed_updates": ALLOWED,
    }  # fmt: skip
    assert len(api.queue.hook.secret) >= 32
    assert TOKEN not in api.queue.hook.secret


async def test_a_secret_of_ones_own_is_used(api: BotApi, start: Starter) -> None:
    async with start(webhook_secret="mot-bi-mat"):
        assert api.queue.hook.secret == "mot-bi-mat"
        assert (await post(api, update(7)))[0] == 200
        assert (await post(api, update(8), **{HEADER: "mot-bi-mau"}))[0] == 403


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("shown", ["", "x", "é", "\udcff"])
async def test_who_does_not_know_the_secret_is_not_heard(
    api: BotApi, store: SqliteStore, shown: str
) -> None:
    status, body, _ = await post(api, update(7), **{HEADER: shown})
    assert (status, body) == (403, "")
    assert store.updates.handled([7]) == {}


@pytest.mark.usefixtures("bot")
async def test_a_delivery_without_the_header_is_not_heard(api: BotApi, store: SqliteStore) -> None:
    async with api.client.post(api.queue.hook.url, json=update(7)) as answer:
        assert answer.status == 403
    assert store.updates.handled([7]) == {}


@pytest.mark.usefixtures("bot")
async def test_the_answer_travels_in_the_response(api: BotApi) -> None:
    await api.say(KITE)
    await api.all_confirmed()
    [answer] = api.made("sendMessage")
    assert answer.in_band
    assert answer.given["parse_mode"] == "HTML"
    assert {"👍", "👎"} <= answer.buttons.keys()


@pytest.mark.usefixtures("bot")
async def test_of_several_calls_the_last_message_travels_in_the_response(api: BotApi) -> None:
    await api.press("t:tha-dieu")
    await api.all_confirmed()
    acknowledged, answer = api.calls[-2:]
    assert (acknowledged.method, acknowledged.in_band) == ("answerCallbackQuery", False)
    assert (answer.method, answer.in_band) == ("sendMessage", True)


async def test_a_chat_that_must_wait_a_little_is_answered_by_a_call_that_can_be_tried_again(
    api: BotApi, bot: Delivery
) -> None:
    bot._courier._shut["1"] = time.monotonic() + 5
    for user in (1, 2):
        await api.say(KITE, user=user)
    await api.all_confirmed()
    assert [api.made("sendMessage", user)[0].in_band for user in (1, 2)] == [False, True]


async def test_two_messages_arrive_in_their_order(api: BotApi, bot: Delivery) -> None:
    async def two(asked: Update, _: object) -> None:
        assert asked.effective_message is not None
        for text in ("một", "hai"):
            await asked.effective_message.reply_text(text)
        raise ApplicationHandlerStop

    bot._app.add_handler(MessageHandler(filters.Text(["hai tin"]), two), group=-2)
    await api.say("hai tin")
    await api.all_confirmed()
    assert [(call.text, call.in_band) for call in api.made("sendMessage")] == [
        ("một", False), ("hai", True),
    ]  # fmt: skip


@pytest.mark.usefixtures("bot")
async def test_a_response_that_got_lost_is_given_again_word_for_word(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = desk.ask

    async def counting(text: str, *rest: object, **more: object) -> object:
        asked.append(text)
        return await ask(text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "ask", counting)
    api.queue.lost = 3
    await api.say(KITE)
    await api.all_confirmed()
    assert asked == [KITE]
    [answer] = api.made("sendMessage")
    assert "giá 20.000 đồng" in answer.text
    assert api.queue.deliveries == 4


async def test_a_response_that_got_lost_is_given_again_after_a_restart(
    api: BotApi, start: Starter
) -> None:
    async with start():
        first = await post(api, update(7))
    async with start():
        again = await post(api, update(7))
    assert "giá 20.000 đồng" in json.loads(first[1])["text"]
    assert again == first


async def test_an_update_delivered_by_two_requests_at_once_is_answered_once(
    api: BotApi, start: Starter
) -> None:
    api.queue.twice = True
    async with start():
        await api.say(KITE)
        await api.say(CAT)
        await api.all_confirmed()
    assert len(api.made("sendMessage")) == 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"{", b"[]", b"7", b'{"update_id": "7"}', b'{"update_id": -1}',
     b'{"update_id": 1e300}', b'{"update_id": 99999999999999999999}', b"[" * 50_000],
    ids=lambda body: str(body[:20]),
)  # fmt: skip
async def test_what_is_no_update_is_acknowledged_and_passed_over(
    api: BotApi, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await post(api, body) == (200, "", "")
    assert "no update is passed over" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_body_larger_than_any_update_is_refused(api: BotApi, store: SqliteStore) -> None:
    large = {**update(7), "x": "a" * LARGEST_UPDATE}
    assert (await post(api, large))[0] == 413
    assert store.updates.handled([7]) == {}
    almost = {**update(8), "x": "a" * (LARGEST_UPDATE - 1000)}
    assert (await post(api, almost))[0] == 200


async def test_an_overloaded_bot_asks_to_come_later_and_answers_then(
    api: BotApi, start: Starter, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "MOST_IN_HAND", 2)
    async with start():
        for user in (1, 2, 3):
            await api.say(KITE, user=user)
        async with asyncio.timeout(60):
            await gate.reached.wait()
        await api.until(lambda: api.queue.deliveries > 3, "a delivery that comes again")
        assert (await post(api, update(7)))[::2] == (503, "1")
        gate.opened.set()
        await api.all_confirmed()
    assert [len(api.made("sendMessage", user)) for user in (1, 2, 3)] == [1, 1, 1]


async def test_what_takes_too_long_is_told_to_come_again_and_is_then_answered_once(
    api: BotApi, start: Starter, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LONGEST_HELD", 0.01)
    async with start():
        await api.say(KITE)
        await api.until(lambda: api.queue.hook.last_error, "a delivery that is refused")
        assert api.queue.hook.last_error.endswith("503")
        gate.opened.set()
        await api.all_confirmed()
    [answer] = api.made("sendMessage")
    assert not answer.in_band


async def test_before_the_start_and_after_the_stop_deliveries_are_asked_to_come_later(
    api: BotApi, start: Starter
) -> None:
    async with start() as side:
        assert side.webhook is not None
        side.webhook.shut()
        assert (await post(api, update(7)))[::2] == (503, "1")
        side.webhook.open(side.intake)
        assert (await post(api, update(7)))[0] == 200


async def test_setting_the_webhook_is_tried_until_it_is_set(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.delivery.service._PAUSE", 0.01)
    api.fail("setWebhook", 429, "Too Many Requests: retry after 1", retry_after=1)
    api.fail("setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host")
    await api.say(KITE)
    async with start():
        await api.all_confirmed()
    assert len(api.made("setWebhook")) == 3
    assert len(api.made("sendMessage")) == 1


async def test_each_delivery_is_felt_by_the_health_check(
    api: BotApi, start: Starter, pulse: Pulse
) -> None:
    async with start():
        await api.until(lambda: api.made("getWebhookInfo"), "the first look")
        pulse.last_poll = -1e9
        await api.say(KITE)
        await api.all_confirmed()
        age = pulse.age()
    assert age is not None
    assert age < 1e6


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "_LOOK_EVERY", 0.01)


async def looks(api: BotApi) -> None:
    """Wait until the bot has looked once more, and has read what it saw."""
    seen = len(api.made("getWebhookInfo"))
    await api.until(lambda: len(api.made("getWebhookInfo")) > seen + 1, "another look")


@pytest.mark.usefixtures("bot", "often")
async def test_where_nothing_waits_silence_is_healthy(api: BotApi, pulse: Pulse) -> None:
    pulse.last_poll = -1e9
    await looks(api)
    age = pulse.age()
    assert age is not None
    assert age < 1e6


@pytest.mark.usefixtures("bot", "often")
async def test_updates_that_do_not_reach_us_are_unhealthy_and_telegram_says_why(
    api: BotApi, pulse: Pulse, caplog: pytest.LogCaptureFixture
) -> None:
    api.queue.hook.last_error = "Connection refused"
    api.queue.waiting[7] = update(7)
    await looks(api)
    pulse.last_poll = -1e9
    await looks(api)
    assert pulse.last_poll == -1e9
    assert "1 updates wait; Telegram says: Connection refused" in caplog.text


@pytest.mark.usefixtures("bot", "often")
async def test_a_webhook_that_somebody_took_away_is_unhealthy(api: BotApi, pulse: Pulse) -> None:
    api.queue.hook.url = ""
    await looks(api)
    assert "taken away" in pulse.trouble
