"""One call of the Bot API as a value: it can be made, kept on disk, or sent back in a response."""

from __future__ import annotations

import json
import re
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from telegram.request import RequestData

_MESSAGES = frozenset({"sendMessage", "sendVenue"})
IN_BAND = _MESSAGES | {"answerInlineQuery"}
"""Methods that may travel in the response to a webhook: nobody needs what they return."""
MAY_WAIT = _MESSAGES | {"editMessageText", "sendDocument", "sendPhoto"}
"""Methods that may be made later."""
_LARGEST_KEPT = 1024 * 1024
"""Bytes of files that are kept with a call."""
_FILES = "_files"
Outcome = tuple[int, bytes]
"""Status and body of an HTTP response."""
DONE = b'{"ok":true,"result":true}'
_TOO_MANY, _SERVER_FAULT = 429, 500
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Call:
    """A method with its parameters, as JSON has them."""

    method: str
    given: Mapping[str, Any]
    files: Mapping[str, tuple[str, bytes, str]] = field(default_factory=dict)
    """Name, content and kind by parameter."""
    read_timeout: float | None = None
    """Seconds; None means the usual ones."""

    @classmethod
    def of(cls, url: str, data: RequestData | None, read_timeout: float | None = None) -> Call:
        """Return the call that the library makes at an address."""
        method = url.rpartition("/")[2]
        if data is None:
            return cls(method, {}, read_timeout=read_timeout)
        files = {
            name: (filename, content if isinstance(content, bytes) else content.read(), kind)
            for name, (filename, content, kind) in data.multipart_data.items()
        }
        return cls(method, data.parameters, files, read_timeout)

    @classmethod
    def read(cls, text: str) -> Call:
        """Return a call from its JSON."""
        given = json.loads(text)
        files = {
            name: (filename, b64decode(content), kind)
            for name, (filename, content, kind) in given.pop(_FILES, {}).items()
        }
        return cls(given.pop("method"), given, files)

    @property
    def text(self) -> str:
        """The call as JSON; without files, in the form that a response to a webhook has."""
        told = {"method": self.method, **self.given}
        if self.files:
            told[_FILES] = {
                name: (filename, b64encode(content).decode(), kind)
                for name, (filename, content, kind) in self.files.items()
            }
        return json.dumps(told, ensure_ascii=False)

    @property
    def chat(self) -> str | None:
        """The chat that it speaks to."""
        chat = self.given.get("chat_id")
        return None if chat is None else str(chat)

    @property
    def form(self) -> dict[str, str]:
        """The parameters as a form has them."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.given.items()
        }

    @property
    def may_wait(self) -> bool:
        """Whether it can be made later."""
        size = sum(len(content) for _, content, _ in self.files.values())
        return self.method in MAY_WAIT and size <= _LARGEST_KEPT

    @property
    def may_go_in_band(self) -> bool:
        """Whether it can travel in the response to a webhook."""
        return self.method in IN_BAND and not self.files

    def expected(self) -> bytes:
        """Return what the handler is told of a call that is made later.

        The message id is 0, as that of messages which Telegram itself has only scheduled.
        """
        if self.method not in MAY_WAIT or self.method.startswith("edit"):
            return DONE
        chat = {"id": self.given["chat_id"], "type": "private"}
        result = {"message_id": 0, "date": int(time.time()), "chat": chat}
        return json.dumps({"ok": True, "result": result}).encode()

    def without_markup(self) -> Call:
        """Return the call with its text as plain text."""
        given = {name: value for name, value in self.given.items() if name != "parse_mode"}
        for name in ("text", "caption"):
            if name in given:
                given[name] = unescape(_TAG.sub("", given[name]))
        return replace(self, given=given)

    def moved_to(self, chat: int) -> Call:
        """Return the call for another chat."""
        return replace(self, given={**self.given, "chat_id": chat})


def unreached(error: Exception) -> Outcome:
    """Return what stands for a response where there was none."""
    told = f"out of reach: {error}"
    return 503, json.dumps({"ok": False, "error_code": 503, "description": told}).encode()


def busy(outcome: Outcome) -> bool:
    """Return whether the same call can succeed when it is made again."""
    return outcome[0] == _TOO_MANY or outcome[0] >= _SERVER_FAULT


def described(outcome: Outcome) -> str:
    """Return what Telegram says is wrong."""
    return str(_read(outcome).get("description", ""))


def wanted(outcome: Outcome) -> float:
    """Return how many seconds Telegram asks us to wait, 1 where it does not say."""
    try:
        return float(parameters(outcome).get("retry_after", 1.0))
    except (TypeError, ValueError):
        return 1.0


def parameters(outcome: Outcome) -> dict[str, Any]:
    """Return what Telegram says of how the call could succeed."""
    found = _read(outcome).get("parameters")
    return found if isinstance(found, dict) else {}


def _read(outcome: Outcome) -> dict[str, Any]:
    try:
        found = json.loads(outcome[1])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
