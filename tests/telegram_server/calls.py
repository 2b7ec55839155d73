"""A call of the bot, and how it is read from a request."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.telegram_server.markup import without_tags
from tests.telegram_server.specification import Upload

_TEXTS = {
    "text", "caption", "title", "address", "callback_query_id", "inline_query_id", "url",
    "secret_token", "guest_query_id", "inline_message_id", "next_offset", "name", "description",
    "short_description", "language_code", "custom_title",
}  # fmt: skip
"""Parameters that stay text where a form could mean a number."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


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
    def rows(self) -> list[list[dict[str, Any]]]:
        """The buttons below the message."""
        markup = self.given.get("reply_markup")
        found = markup.get("inline_keyboard") if isinstance(markup, dict) else None
        rows = found if isinstance(found, list) else []
        return [
            [button for button in row if isinstance(button, dict)]
            for row in rows if isinstance(row, list)
        ]  # fmt: skip

    @property
    def buttons(self) -> dict[str, str]:
        """Callback data by what stands on the button."""
        return {
            button["text"]: button["callback_data"]
            for row in self.rows for button in row if "callback_data" in button
        }  # fmt: skip

    @property
    def shown(self) -> tuple[str, str]:
        """What a reader sees of the text, and what is wrong with its markup."""
        text = self.given.get("text", self.given.get("caption", ""))
        if self.given.get("parse_mode") == "HTML":
            return without_tags(str(text))
        return str(text), ""


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
