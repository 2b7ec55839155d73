"""What the stand-in for Telegram takes for wrong, and what for right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.telegram.conftest import needs_specification
from tests.telegram_server.markup import without_tags
from tests.telegram_server.specification import Specification, Upload


@needs_specification
@pytest.mark.parametrize(
    ("method", "given", "fault"),
    [
        ("sendMail", {}, "there is no such method"),
        ("sendMessage", {"text": "a"}, "chat_id is missing"),
        ("sendMessage", {"chat_id": 1, "text": "a", "txt": "b"}, "txt is not known"),
        ("sendMessage", {"chat_id": 1, "text": 12}, "text is not String"),
        ("sendMessage", {"chat_id": True, "text": "a"}, "chat_id is not Integer or String"),
        ("getUpdates", {"offset": "next"}, "offset is not Integer"),
        ("getUpdates", {"limit": 101}, "limit is 101"),
        ("getUpdates", {"allowed_updates": "message"}, "allowed_updates is not Array of String"),
        ("setWebhook", {"url": "u", "secret_token": "a" * 257}, "secret_token has 257 characters"),
        ("setWebhook", {"url": "u", "max_connections": 101}, "max_connections is 101"),
        ("sendPhoto", {"chat_id": 1, "photo": b"x"}, "photo is not InputFile or String"),
        ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "y"}]},
         "commands is not Array of BotCommand"),
        ("setMyCommands", {"commands": [], "scope": {"type": "everywhere"}},
         "scope is not BotCommandScope"),
        ("sendDice", {"chat_id": 1, "emoji": "🐱"}, "emoji is not one of "),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"data": "x"}]]}},
            "reply_markup is not ",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup":
             {"inline_keyboard": [[{"text": "a", "callback_data": "đ" * 33}]]}},
            "reply_markup is not ",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup":
             {"inline_keyboard": [[{"text": "a", "url": "u", "style": "pink"}]]}},
            "reply_markup is not ",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "link_preview_options": {"is_disabled": "yes"}},
            "link_preview_options is not LinkPreviewOptions",
        ),
        (
            "answerInlineQuery",
            {"inline_query_id": "1", "results": [{"type": "article", "id": "1", "title": "a"}]},
            "results is not Array of InlineQueryResult",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_the_specification_refuses_a_wrong_call(
    specification: Specification, method: str, given: dict[str, Any], fault: str
) -> None:
    [found] = specification.faults(method, given)
    assert found.startswith(f"{method}: {fault}")


@needs_specification
@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("sendMessage", {"chat_id": 1, "text": "12", "parse_mode": "HTML", "reply_markup":
         {"inline_keyboard": [[{"text": "👍", "callback_data": "r:1:1", "style": "success"}]]}}),
        ("sendPhoto", {"chat_id": "@nhom", "photo": Upload(b"x"), "caption": "a"}),
        ("setMyCommands", {"commands": [{"command": "menu", "description": "Mở"}],
         "scope": {"type": "all_private_chats"}, "language_code": "vi"}),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [
         {"type": "article", "id": "1", "title": "a",
          "input_message_content": {"message_text": "a"}}]}),
        ("setWebhook", {"url": "https://a.b/c", "secret_token": "x", "max_connections": 100}),
    ],
    ids=str,
)  # fmt: skip
def test_the_specification_accepts_a_right_call(
    specification: Specification, method: str, given: dict[str, Any]
) -> None:
    assert specification.faults(method, given) == []


@pytest.mark.parametrize(
    "text",
    ["<b>a", "a</b>", "<b><i>a</b></i>", "<p>a</p>", "a & b", "a < b", "<a>b</a>",
     "<code><b>a</b></code>", "<span>a</span>",
     "<blockquote>a<blockquote>b</blockquote></blockquote>"],
)  # fmt: skip
def test_markup_that_telegram_refuses_is_refused(text: str) -> None:
    assert without_tags(text)[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<b>a &amp; b</b> <a href="https://example.org">c</a> &lt;d&gt;', "a & b c <d>"),
        ("<blockquote expandable><strong>a</strong>\n<em>b</em></blockquote>", "a\nb"),
        ('<pre><code class="language-python">a</code></pre>', "a"),
        ('<span class="tg-spoiler">a</span>', "a"),
    ],
)
def test_markup_that_telegram_reads_is_read(text: str, shown: str) -> None:
    assert without_tags(text) == (shown, "")
