"""The codes in a message, as people may write them."""

from __future__ import annotations

from bot.assistant.codes import lookalikes
from bot.language.text import clean


def find_codes(text: str) -> list[str]:
    """In order and each once, in capitals and without dash."""
    return list(dict.fromkeys(found.code for found in lookalikes(clean(text)) if found.genuine))
