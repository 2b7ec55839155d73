"""Raw updates, as far as they must be understood before any of them is parsed."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

ALLOWED = [
    "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
    "my_chat_member",
]  # fmt: skip
"""Kinds of updates asked for."""
_LARGEST_NUMBER = 2**63 - 1
Raw = dict[str, Any]


def number_of(raw: object) -> int | None:
    """Return the id of an update, or None where it has none that could be kept."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST_NUMBER:
        return number
    return None


def chat_of(raw: Raw) -> str:
    """Return what must be handled in order with it: its chat, else its sender, else nothing."""
    for part in raw.values():
        if isinstance(part, dict):
            message = part.get("message")
            holder = message if isinstance(message, dict) else part
            for owner in (holder.get("chat"), part.get("from")):
                if isinstance(owner, dict) and isinstance(owner.get("id"), int | str):
                    return str(owner["id"])
    return f"update {raw.get('update_id')}"


def changes_nothing(raw: Raw) -> bool:
    """Return whether an update may be handled again: one comes with every letter that is typed."""
    return raw.keys() == {"update_id", "inline_query"}


def mark_of(raw: Raw, key: str) -> str:
    """Return what tells an update from another one of its id.

    Ids start anew after a quiet week, and belong to one bot. Without the key nobody can find out
    what the update said.
    """
    try:
        told = json.dumps(raw, sort_keys=True).encode()
    except RecursionError:
        return ""
    return blake2b(told, digest_size=8, key=key.encode()[:64]).hexdigest()
