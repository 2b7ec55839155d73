"""What Telegram would refuse in a call for its form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.telegram_server.calls import Call
from tests.telegram_server.markup import without_tags
from tests.telegram_server.specification import Specification

_MODES = {"HTML", "Markdown", "MarkdownV2"}
_LENGTHS = {"text": (1, 4096), "caption": (0, 1024)}
"""As a reader sees them: without markup."""
_LONGEST_NOTE = 200
_BYTES_OF_DATA = 64
_MOST_RESULTS, _MOST_BUTTONS, _MOST_IN_A_ROW = 50, 100, 8
_LONGEST_SWITCH = 256
_NO_ACTION = {"text", "icon_custom_emoji_id", "style"}
_SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat")
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def faults(call: Call, specification: Specification | None) -> list[str]:
    """Return everything that Telegram would refuse for its form."""
    found = specification.faults(call.method, call.given) if specification else []
    found += [f"{call.method}: {fault}" for fault in _of_text(call)]
    found += [f"{call.method}: {fault}" for fault in _of_call(call)]
    for markup in _markups(call.given):
        found += [f"{call.method}: {fault}" for fault in _of_keyboard(markup)]
    return found


def _of_text(call: Call) -> Iterator[str]:
    shown, fault = call.shown
    if fault:
        yield f"can't parse entities: {fault}"
    mode = call.given.get("parse_mode")
    if mode is not None and mode not in _MODES:
        yield f"there is no parse mode {mode}"
    if mode is not None and call.given.get("entities"):
        yield "entities and a parse mode are given at once"
    if call.method == "answerCallbackQuery":
        if len(call.text) > _LONGEST_NOTE:
            yield f"a note of {len(call.text)} characters"
        return
    for name, (least, most) in _LENGTHS.items():
        if name in call.given and not least <= len(shown.strip()) <= most:
            yield f"a {name} of {len(shown)} characters"


def _of_call(call: Call) -> Iterator[str]:
    given = call.given
    if call.method == "sendChatAction" and given.get("action") not in _ACTIONS:
        yield f"there is no action {given.get('action')}"
    if call.method.startswith("editMessage"):
        below = {"chat_id", "message_id"} <= given.keys()
        if below == ("inline_message_id" in given):
            yield "message identifier is not specified, or twice"
    preview = given.get("link_preview_options")
    if isinstance(preview, dict) and "url" in preview and not _leads(preview["url"]):
        yield f"the preview {preview['url']} is no address"
    if call.method == "answerInlineQuery":
        yield from _of_results(given)
    if call.method == "answerGuestQuery":
        yield from _of_result(given.get("result", {}))


def _of_results(given: dict[str, Any]) -> Iterator[str]:
    results = given.get("results")
    results = [each for each in results if isinstance(each, dict)] if results else []
    if len(results) > _MOST_RESULTS:
        yield f"RESULTS_TOO_MUCH: {len(results)}"
    ids = Counter(str(result.get("id")) for result in results)
    yield from (f"RESULT_ID_DUPLICATE: {name}" for name, times in ids.items() if times > 1)
    for result in results:
        yield from _of_result(result)
    above = given.get("button")
    if isinstance(above, dict):
        if not str(above.get("text", "")).strip():
            yield "the button above the results says nothing"
        if ("start_parameter" in above) == ("web_app" in above):
            yield "the button above the results must do exactly one thing"
        if not _START.fullmatch(str(above.get("start_parameter", "x"))):
            yield f"the start parameter {above['start_parameter']} has other signs"


def _of_result(result: dict[str, Any]) -> Iterator[str]:
    if not str(result.get("title", "x")).strip():
        yield "ARTICLE_TITLE_EMPTY"
    for name in ("url", "thumbnail_url"):
        if name in result and not _leads(result[name]):
            yield f"the {name} {result[name]} of a result is no address"
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        return
    mode, text = content.get("parse_mode"), str(content["message_text"])
    if mode is not None and mode not in _MODES:
        yield f"there is no parse mode {mode}"
    shown, fault = without_tags(text) if mode == "HTML" else (text, "")
    if fault:
        yield f"can't parse entities: {fault} (in a result)"
    if not 1 <= len(shown.strip()) <= _LENGTHS["text"][1]:
        yield f"MESSAGE_EMPTY or too long: {len(shown)} characters in a result"


def _markups(value: object) -> Iterator[dict[str, Any]]:
    """Yield every keyboard in a call, also those below inline results."""
    if isinstance(value, dict):
        if isinstance(value.get("inline_keyboard"), list):
            yield value
        for inner in value.values():
            yield from _markups(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _markups(inner)


def _of_keyboard(markup: dict[str, Any]) -> Iterator[str]:
    rows = [row for row in markup["inline_keyboard"] if isinstance(row, list)]
    buttons = [button for row in rows for button in row if isinstance(button, dict)]
    if len(buttons) > _MOST_BUTTONS:
        yield f"reply markup has {len(buttons)} buttons"
    if any(len(row) > _MOST_IN_A_ROW for row in rows):
        yield "a row has too many buttons"
    for button in buttons:
        yield from _of_button(button)


def _of_button(button: dict[str, Any]) -> Iterator[str]:
    told = str(button.get("text", ""))
    if not told.strip():
        yield "the text of a button is empty"
    actions = button.keys() - _NO_ACTION
    if len(actions) != 1:
        yield f"the button {told} does {len(actions)} things"
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 0 < size <= _BYTES_OF_DATA:
            yield f"callback data of {size} bytes"
    if "url" in button and not _leads(button["url"]):
        yield f"BUTTON_URL_INVALID: {button['url']}"
    chosen = button.get("switch_inline_query_chosen_chat")
    queries = [button.get(name, "") for name in _SWITCHES]
    queries.append(chosen.get("query", "") if isinstance(chosen, dict) else "")
    if any(len(str(query)) > _LONGEST_SWITCH for query in queries):
        yield f"the button {told} asks more than {_LONGEST_SWITCH} characters"


def _leads(address: object) -> bool:
    """Return whether an address leads somewhere: the web, or a place in Telegram."""
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return False
    if re.search(r"[\s<>\"]", str(address)):
        return False
    if parts.scheme == "tg":
        return bool(parts.netloc or parts.path)
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".")
