"""A call of the bot: how it is read from a request, and what Telegram would refuse in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.telegram_server.markup import without_tags
from tests.telegram_server.specification import Specification, Upload

_MODES = {"HTML", "Markdown", "MarkdownV2"}
_TEXTS = {
    "text", "caption", "title", "address", "callback_query_id", "inline_query_id", "url",
    "secret_token",
}  # fmt: skip
"""Parameters that stay text where a form could mean a number."""
_LENGTHS = {"text": (1, 4096), "caption": (0, 1024)}
"""As a reader sees them: without markup."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LONGEST_NOTE = 200
_BYTES_OF_DATA = 64


@dataclass(frozen=True)
class Call:
    """One call of the bot, its parameters decoded."""

    method: str
    given: dict[str, Any]
    in_band: bool = False
    """It came in the response to a webhook."""

    @property
    def text(self) -> str:
        return str(self.given.get("text", ""))

    @property
    def buttons(self) -> dict[str, str]:
        """Callback data by what stands on the button."""
        rows = self.given.get("reply_markup", {}).get("inline_keyboard", [])
        return {
            button["text"]: button["callback_data"]
            for row in rows for button in row if "callback_data" in button
        }  # fmt: skip

    @property
    def shown(self) -> tuple[str, str]:
        """What a reader sees of the text, and what is wrong with its markup."""
        text = self.given.get("text", self.given.get("caption", ""))
        if self.given.get("parse_mode") == "HTML":
            return without_tags(str(text))
        return str(text), ""


class Refusal(Exception):  # noqa: N818  (it is an answer, not an error of ours)
    """Telegram refuses a call."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def response(self) -> web.Response:
        body: dict[str, Any] = {
            "ok": False, "error_code": self.status, "description": self.description,
        }  # fmt: skip
        if self.parameters:
            body["parameters"] = self.parameters
        return web.json_response(body, status=self.status)


async def read(request: web.Request) -> Call:
    """Return the call of a request in any of the forms that Telegram reads."""
    method = request.match_info["method"]
    given: dict[str, Any] = {name: _decoded(name, text) for name, text in request.query.items()}
    if request.content_type == "application/json":
        return Call(method, given | await request.json())
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            given[name] = upload = Upload(value.file.read())
            upload.name = value.filename
        else:
            given[name] = _decoded(name, str(value))
    return Call(method, given)


def _decoded(name: str, text: str) -> Any:
    """Undo a form's encoding: numbers, truths, lists and objects are written as JSON."""
    looks = text[:1] in {"{", "["} or text in {"true", "false"} or _NUMBER.fullmatch(text)
    if looks and name not in _TEXTS:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text


def faults(call: Call, specification: Specification | None) -> list[str]:
    """Return everything that Telegram would refuse for its form."""
    found = specification.faults(call.method, call.given) if specification else []
    shown, fault = call.shown
    if fault:
        found.append(f"{call.method}: can't parse entities: {fault}")
    mode = call.given.get("parse_mode")
    if mode is not None and mode not in _MODES:
        found.append(f"{call.method}: there is no parse mode {mode}")
    if call.method == "answerCallbackQuery":
        if len(call.text) > _LONGEST_NOTE:
            found.append(f"{call.method}: a note of {len(call.text)} characters")
    else:
        for name, (least, most) in _LENGTHS.items():
            if name in call.given and not least <= len(shown.strip()) <= most:
                found.append(f"{call.method}: a {name} of {len(shown)} characters")
    for data in call.buttons.values():
        if not 0 < len(data.encode()) <= _BYTES_OF_DATA:
            found.append(f"{call.method}: callback data of {len(data.encode())} bytes")
    return found
