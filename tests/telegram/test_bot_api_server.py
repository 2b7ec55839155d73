"""The stand-in for Telegram is only worth something where it is as strict as Telegram."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.telegram.markup import without_tags
from tests.telegram.server import TOKEN, BotApi, bot_api
from tests.telegram.specification import PLACE, Specification

needs_specification = pytest.mark.skipif(
    not PLACE.is_file(), reason="the Bot API specification is not beside the project"
)


async def call(api: BotApi, method: str, **given: str) -> Any:
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{api.base_url}{TOKEN}/{method}", data=given) as answer,
    ):
        return await answer.json()


async def updates(api: BotApi, **given: str) -> list[int]:
    found = await call(api, "getUpdates", **given)
    return [raw["update_id"] for raw in found["result"]]


async def test_an_offset_confirms_what_came_before_it() -> None:
    async with bot_api(None) as api:
        first, second, third = [await api.say("diều") for _ in range(3)]
        assert await updates(api) == [first, second, third]
        assert await updates(api, limit="2") == [first, second]
        assert await updates(api, offset=str(second)) == [second, third]
        assert await updates(api) == [second, third]
        assert await updates(api, offset="-1") == [third]
        assert await updates(api, offset=str(third + 1)) == []
        assert await updates(api, offset="0") == []


async def test_a_failure_is_told_as_telegram_tells_it() -> None:
    async with bot_api(None) as api:
        api.fail("getMe", 429, "Too Many Requests: retry after 3", retry_after=3)
        assert await call(api, "getMe") == {
            "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        }  # fmt: skip
        assert (await call(api, "getMe"))["ok"]


@needs_specification
@pytest.mark.parametrize(
    ("method", "given", "fault"),
    [
        ("sendMail", {}, "there is no such method"),
        ("sendMessage", {"text": "a"}, "chat_id is missing"),
        ("sendMessage", {"chat_id": 1, "text": "a", "txt": "b"}, "txt is not known"),
        ("getUpdates", {"offset": "next"}, "offset is not Integer"),
        ("getUpdates", {"allowed_updates": "message"}, "allowed_updates is not Array of String"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"data": "x"}]]}},
            "reply_markup is not ",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "link_preview_options": {"is_disabled": "yes"}},
            "link_preview_options is not LinkPreviewOptions",
        ),
    ],
    ids=str,
)
def test_the_specification_refuses_a_wrong_call(
    specification: Specification, method: str, given: dict[str, Any], fault: str
) -> None:
    [found] = specification.faults(method, given)
    assert found.startswith(f"{method}: {fault}")


@needs_specification
def test_the_specification_accepts_a_right_call(specification: Specification) -> None:
    markup = {"inline_keyboard": [[{"text": "👍", "callback_data": "r:1:1"}]]}
    given = {"chat_id": 1, "text": "12", "reply_markup": markup, "parse_mode": "HTML"}
    assert specification.faults("sendMessage", given) == []


@pytest.mark.parametrize(
    "text",
    ["<b>a", "a</b>", "<b><i>a</b></i>", "<p>a</p>", "a & b", "a < b",
     "<blockquote>a<blockquote>b</blockquote></blockquote>"],
)  # fmt: skip
def test_markup_that_telegram_refuses_is_refused(text: str) -> None:
    assert without_tags(text)[1]


def test_markup_that_telegram_reads_is_read() -> None:
    text = '<b>a &amp; b</b> <a href="https://example.org">c</a> &lt;d&gt;'
    assert without_tags(text) == ("a & b c <d>", "")


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("sendMessage", {"chat_id": "1", "text": "a" * 4097}),
        ("sendMessage", {"chat_id": "1", "text": "<b>a", "parse_mode": "HTML"}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}),
        (
            "sendMessage",
            {
                "chat_id": "1",
                "text": "a",
                "reply_markup": '{"inline_keyboard": [[{"text": "a", "callback_data": "'
                + "đ" * 33
                + '"}]]}',
            },
        ),
    ],
    ids=str,
)
async def test_what_is_too_long_or_torn_is_noted(method: str, given: dict[str, str]) -> None:
    async with bot_api(None) as api:
        await call(api, method, **given)
        assert len(api.faults) == 1
