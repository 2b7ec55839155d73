"""Whether a message is in English: its share of words that are no Vietnamese ones decides."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["vi", "en"]

_LETTERS = re.compile(r"[^\W\d_]+")
_SHARE, _SHARE_WHERE_KNOWN = 0.18, 0.12


def language_of(text: str, english: frozenset[str], known: Language | None) -> Language:
    """Return the language to answer in.

    `english`: words that are no Vietnamese ones. `known`: what the person's settings say; many
    Vietnamese have their phones in English, so it only tips the scales.
    """
    words = _LETTERS.findall(text.lower())
    if not words:
        return known or "vi"
    said = sum(map(english.__contains__, words))
    needed = _SHARE_WHERE_KNOWN if known == "en" else _SHARE
    return "en" if said >= needed * len(words) else "vi"
