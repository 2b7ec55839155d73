"""Updates as Telegram writes them."""

from __future__ import annotations

import re
from typing import Any

ME: dict[str, Any] = {
    "id": 123456, "is_bot": True, "first_name": "Trợ lý", "username": "tro_ly_bot",
}  # fmt: skip
DAY = 1_795_323_600
"""When every message is written."""
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{5,32})?(?![\w/])")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}(?!\w)")
_LINK = re.compile(r"(?<!\w)https?://[^\s<>]+[\w/]")


def person(user: int, language: str = "vi") -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Lan", "language_code": language}


def chat_of(user: int) -> dict[str, Any]:
    return {"id": user, "type": "private", "first_name": "Lan"}


def message(text: str, user: int = 1, language: str = "vi", **more: Any) -> dict[str, Any]:
    """A private message; commands, names and links carry their entities."""
    made: dict[str, Any] = {
        "message_id": 10, "date": DAY, "chat": chat_of(user),
        "from": person(user, language), "text": text,
    }  # fmt: skip
    if found := entities_of(text):
        made["entities"] = found
    return {**made, **more}


def entities_of(text: str) -> list[dict[str, Any]]:
    """Return the entities that Telegram itself finds in a text, in its UTF-16 units."""
    found = [
        {"type": kind, "offset": _units(text[: match.start()]), "length": _units(match[0])}
        for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION), ("url", _LINK))
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: entity["offset"])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
