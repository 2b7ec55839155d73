"""Updates as Telegram writes them."""

from __future__ import annotations

from typing import Any

ME = {"id": 123456, "is_bot": True, "first_name": "Trợ lý", "username": "tro_ly_bot"}
DAY = 1_795_323_600
"""When every message is written."""


def person(user: int, language: str = "vi") -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Lan", "language_code": language}


def chat_of(user: int) -> dict[str, Any]:
    return {"id": user, "type": "private", "first_name": "Lan"}


def message(text: str, user: int = 1, language: str = "vi", **more: Any) -> dict[str, Any]:
    """A private message; commands carry their entity."""
    made: dict[str, Any] = {
        "message_id": 10, "date": DAY, "chat": chat_of(user),
        "from": person(user, language), "text": text,
    }  # fmt: skip
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {**made, **more}
