"""Queries that wait for an answer, and the messages that came of inline results."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.markup import without_tags
from tests.telegram_server.refusals import bad_request

LASTING = {"callback_query": 150.0, "inline_query": 30.0, "guest_message": 150.0}
"""Seconds in which a query can be answered."""
_NAMES = {
    "answerCallbackQuery": ("callback_query", "callback_query_id"),
    "answerInlineQuery": ("inline_query", "inline_query_id"),
    "answerGuestQuery": ("guest_message", "guest_query_id"),
}
METHODS = set(_NAMES)


@dataclass
class Queries:
    """What was asked, until when, and what came back."""

    clock: Callable[[], float] = time.monotonic
    open: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Kind and last moment by id."""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the bot gave as an answer, by the id of the query."""
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Messages that were sent by inline results, by their own id."""

    def learn(self, content: dict[str, Any]) -> None:
        """Take note of the query that an update brings."""
        for kind, part in content.items():
            if kind in LASTING and isinstance(part, dict):
                query = part.get("guest_query_id" if kind == "guest_message" else "id")
                if isinstance(query, str):
                    self.open[query] = kind, self.clock() + LASTING[kind]
                message = part.get("inline_message_id")
                if isinstance(message, str):
                    self.messages.setdefault(message, {})

    def grow_old(self, query: str) -> None:
        """Let the time for an answer run out."""
        self.open[query] = self.open[query][0], self.clock() - 1

    def answer(self, call: Call) -> Any:
        """Carry out one of `METHODS`."""
        kind, name = _NAMES[call.method]
        query = str(call.given.get(name))
        known, until = self.open.get(query, ("", 0.0))
        if known != kind or self.clock() > until:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        del self.open[query]
        self.answers[query] = call.given
        if kind == "guest_message":
            return {"inline_message_id": self.send(call.given["result"])}
        return True

    def send(self, result: dict[str, Any]) -> str:
        """Send an inline result as a message; return the id by which it can be changed."""
        content = result.get("input_message_content", {})
        shown = str(content.get("message_text", result.get("title", "")))
        if content.get("parse_mode") == "HTML":
            shown = without_tags(shown)[0]
        name = f"inline {len(self.messages) + 1}"
        self.messages[name] = {"text": shown}
        if "reply_markup" in result:
            self.messages[name]["reply_markup"] = result["reply_markup"]
        return name

    def edit(self, call: Call, content: dict[str, Any]) -> bool:
        """Change a message that an inline result became."""
        old = self.messages.get(str(call.given["inline_message_id"]))
        if old is None:
            raise bad_request("MESSAGE_ID_INVALID")
        if old and all(old.get(name) == value for name, value in content.items()):
            raise bad_request("message is not modified")
        old.update(content)
        return True
