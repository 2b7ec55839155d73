"""The stand-in for Telegram is only worth something where it is as strict as Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.telegram.conftest import needs_specification, served
from tests.telegram_server.contents import message
from tests.telegram_server.faults import BREAK, BREAK_AFTERWARDS, Failure, too_many
from tests.telegram_server.server import TOKEN, BotApi, bot_api
from tests.telegram_server.specification import Specification


@pytest.fixture
async def api(specification: Specification | None) -> AsyncIterator[BotApi]:
    """One whose faults are what a test is about."""
    async with bot_api(specification) as found:
        found.queue.tempo = 0.001
        yield found


async def call(api: BotApi, method: str, **given: Any) -> Any:
    """Call as a form or, where a value is no text, as JSON."""
    form = all(isinstance(value, str) for value in given.values())
    body: dict[str, Any] = {"data": given} if form else {"json": given}
    async with api.client.post(f"{api.base_url}{TOKEN}/{method}", **body) as answer:
        return await answer.json()


async def updates(api: BotApi, **given: str) -> list[int]:
    found = await call(api, "getUpdates", **given)
    return [raw["update_id"] for raw in found["result"]]


async def test_an_offset_confirms_what_came_before_it(api: BotApi) -> None:
    first, second, third = [await api.say("diều") for _ in range(3)]
    assert await updates(api) == [first, second, third]
    assert await updates(api, limit="2") == [first, second]
    assert await updates(api, offset=str(second)) == [second, third]
    assert await updates(api) == [second, third]
    assert await updates(api, offset="-1") == [third]
    assert await updates(api, offset=str(third + 1)) == []
    assert await updates(api, offset="0") == []


async def test_a_newer_poll_ends_the_older_one(api: BotApi) -> None:
    older = asyncio.create_task(call(api, "getUpdates", timeout="30"))
    await api.until(lambda: api.queue._turn == 1, "the older poll")
    assert (await call(api, "getUpdates"))["ok"]
    assert (await older)["error_code"] == 409


async def test_updates_that_were_not_asked_for_are_not_sent(api: BotApi) -> None:
    await call(api, "getUpdates", allowed_updates='["message"]')
    await api.deliver(callback_query={})
    said = await api.say("diều")
    await api.deliver(edited_message={})
    assert await updates(api) == ([said] if api.specification else [said - 1, said, said + 1])


@pytest.mark.parametrize(
    ("failure", "seen"),
    [
        (
            too_many(3),
            {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 3",
             "parameters": {"retry_after": 3}},
        ),
        (
            Failure(502, "Bad Gateway"),
            {"ok": False, "error_code": 502, "description": "Bad Gateway"},
        ),
    ],
)  # fmt: skip
async def test_a_failure_is_told_as_telegram_tells_it(
    api: BotApi, failure: Failure, seen: dict[str, object]
) -> None:
    api.failing.plan("getMe", failure)
    assert await call(api, "getMe") == seen
    assert (await call(api, "getMe"))["ok"]


@pytest.mark.parametrize(("failure", "messages"), [(BREAK, 0), (BREAK_AFTERWARDS, 1)])
async def test_a_broken_connection_leaves_open_whether_the_call_was_carried_out(
    api: BotApi, failure: Failure, messages: int
) -> None:
    api.world.chat(1)
    api.failing.plan("sendMessage", failure)
    with pytest.raises(aiohttp.ClientError):
        await call(api, "sendMessage", chat_id="1", text="diều")
    assert len(api.shown(1)) == messages == api.failing.unseen


async def test_a_failure_may_be_meant_for_one_chat_only(api: BotApi) -> None:
    for user in (1, 2):
        api.world.chat(user)
    api.failing.plan("sendMessage", Failure(500), chat=1)
    answers = [await call(api, "sendMessage", chat_id=user, text="a") for user in (2, 1, 1)]
    assert [answer["ok"] for answer in answers] == [True, False, True]


async def test_what_telegram_keeps_of_a_chat(api: BotApi) -> None:
    assert (await call(api, "sendMessage", chat_id=1, text="a"))["error_code"] == 400
    await api.say("diều")
    sent = (await call(api, "sendMessage", chat_id=1, text="<b>a</b>", parse_mode="HTML"))[
        "result"
    ]
    assert (sent["text"], sent["chat"]["id"]) == ("a", 1)
    edit = {"chat_id": 1, "message_id": sent["message_id"]}
    assert "not modified" in (await call(api, "editMessageText", **edit, text="a"))["description"]
    assert (await call(api, "editMessageText", **edit, text="b"))["ok"]
    assert api.shown(1) == ["b"]
    assert not (await call(api, "editMessageText", chat_id=1, message_id=999, text="b"))["ok"]


async def test_a_query_can_be_answered_once(api: BotApi) -> None:
    await api.press("x")
    [raw] = api.queue.waiting.values()
    query = {"callback_query_id": raw["callback_query"]["id"]}
    assert (await call(api, "answerCallbackQuery", **query))["ok"]
    assert "too old" in (await call(api, "answerCallbackQuery", **query))["description"]


async def test_who_blocked_the_bot_and_what_moved_are_told(api: BotApi) -> None:
    api.world.chat(1).blocked = True
    api.world.chat(2).moved_to = -1002
    blocked = await call(api, "sendMessage", chat_id=1, text="a")
    assert blocked["error_code"] == 403
    moved = await call(api, "sendMessage", chat_id=2, text="a")
    assert (moved["error_code"], moved["parameters"]) == (400, {"migrate_to_chat_id": -1002})


@needs_specification
async def test_what_the_stand_in_answers_has_the_form_that_is_promised(
    api: BotApi, specification: Specification
) -> None:
    await api.press("x")
    [raw] = api.queue.waiting.values()
    shown = raw["callback_query"]["message"]["message_id"]
    for method, given in {
        "getMe": {}, "getWebhookInfo": {}, "deleteWebhook": {},
        "sendMessage": {"chat_id": 1, "text": "a"},
        "editMessageText": {"chat_id": 1, "message_id": shown, "text": "b"},
        "answerCallbackQuery": {"callback_query_id": raw["callback_query"]["id"]},
        "getUpdates": {},
    }.items():  # fmt: skip
        answer = await call(api, method, **given)
        assert specification.fits(method, answer["result"]), method


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("sendMessage", {"chat_id": "1", "text": "a" * 4097}),
        ("sendMessage", {"chat_id": "1", "text": " "}),
        ("sendMessage", {"chat_id": "1", "text": "<b></b>", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": "1", "text": "<b>a", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": "1", "text": "a", "parse_mode": "html"}),
        ("sendMessage", {"chat_id": "1", "text": "a", "reply_markup": json.dumps(
         {"inline_keyboard": [[{"text": "a", "callback_data": "đ" * 33}]]})}),
    ],
    ids=str,
)  # fmt: skip
async def test_what_is_too_long_or_torn_is_noted_and_refused(
    api: BotApi, method: str, given: dict[str, str]
) -> None:
    api.world.chat(1)
    assert (await call(api, method, **given))["error_code"] == 400
    assert api.faults


async def test_what_is_as_long_as_it_may_be_is_taken(api: BotApi) -> None:
    api.world.chat(1)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "đ" * 32}]]}
    text = f"<b>{'đ' * 4096}</b>"
    sent = await call(
        api, "sendMessage", chat_id=1, text=text, parse_mode="HTML", reply_markup=markup
    )
    assert len(sent["result"]["text"]) == 4096
    assert api.faults == []


class Bot:
    """A bot that answers each delivery as a test says."""

    def __init__(self, *answers: tuple[int, object]) -> None:
        self.answers = [*answers]
        self.got: list[int] = []
        self.secrets: list[str | None] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.got.append((await request.json())["update_id"])
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status, body = self.answers.pop(0) if self.answers else (200, None)
        if body is None:
            return web.Response(status=status)
        return web.json_response(body, status=status)


async def hooked(api: BotApi, bot: Bot, *texts: str, **given: object) -> None:
    """Deliver messages of one person to a bot until all are taken."""
    async with served() as (address, pages):
        pages["bot"] = bot
        set_ = await call(
            api, "setWebhook", url=f"{address}/bot", **{"secret_token": "s", **given}
        )
        assert set_["ok"]
        for text in texts:
            await api.say(text)
        await api.all_confirmed()


async def test_a_webhook_is_given_each_update_with_the_secret_until_it_takes_it(
    api: BotApi,
) -> None:
    bot = Bot((500, None), (404, None), (200, None), (503, None))
    await hooked(api, bot, "a", "b")
    first, second = sorted(set(bot.got))
    assert bot.got == [first] * 3 + [second] * 2
    assert set(bot.secrets) == {"s"}
    assert api.queue.hook.last_error.endswith("503")


async def test_an_answer_in_the_response_is_carried_out_and_judged(api: BotApi) -> None:
    good = {"method": "sendMessage", "chat_id": 1, "text": "a"}
    await hooked(api, Bot((200, good)), "x")
    assert api.shown(1) == ["a"]
    assert api.made("sendMessage")[0].in_band
    assert api.faults == []


@pytest.mark.parametrize(
    "bad",
    [
        {"method": "sendMessage", "chat_id": 1, "text": "<b>a", "parse_mode": "HTML"},
        {"method": "sendMessage", "chat_id": 1, "text": "a" * 4097},
        {"method": "sendMessage", "chat_id": 999, "text": "a"},
        {"method": "sendMail", "chat_id": 1},
    ],
    ids=str,
)
async def test_a_wrong_answer_in_the_response_is_noted_though_the_bot_never_learns_of_it(
    api: BotApi, bad: dict[str, object]
) -> None:
    await hooked(api, Bot((200, bad)), "x")
    assert api.shown(1) == []
    assert api.faults


async def test_an_answer_in_a_response_that_got_lost_is_not_carried_out(api: BotApi) -> None:
    good = {"method": "sendMessage", "chat_id": 1, "text": "a"}
    api.queue.lost = 1
    bot = Bot((200, good), (200, good))
    await hooked(api, bot, "x")
    assert len(bot.got) == 2
    assert api.shown(1) == ["a"]


async def test_while_a_webhook_is_set_nobody_polls(api: BotApi) -> None:
    await call(api, "setWebhook", url="http://127.0.0.1:9/")
    assert (await call(api, "getUpdates"))["error_code"] == 409
    await api.say("diều")
    assert (await call(api, "getWebhookInfo"))["result"]["pending_update_count"] == 1
    await call(api, "deleteWebhook")
    assert len(await updates(api)) == 1


async def test_one_chat_has_one_update_in_flight_and_others_do_not_wait(api: BotApi) -> None:
    now: set[int] = set()
    most = 0

    async def bot(request: web.Request) -> web.Response:
        nonlocal most
        user = (await request.json())["message"]["chat"]["id"]
        assert user not in now
        now.add(user)
        most = max(most, len(now))
        await asyncio.sleep(0.01)
        now.remove(user)
        return web.Response()

    async with served() as (address, pages):
        pages["bot"] = bot
        for text in "abc":
            for user in range(1, 11):
                await api.deliver(message=message(text, user))
        await call(api, "setWebhook", url=f"{address}/bot", max_connections=5)
        await api.all_confirmed()
    assert most == 5
