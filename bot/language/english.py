"""Whether a message is in English: its share of words that are no Vietnamese ones decides.

Many English words could be Vietnamese without marks (`can`, `the`, `my`). They count only in a
message without any mark in which no other word could be Vietnamese, or hardly any: `chip`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from bot.language.syllables import SYLLABLES, is_syllable

Language = Literal["vi", "en"]

_LETTERS = re.compile(r"[^\W\d_]+")
_SHARE, _SHARE_WHERE_KNOWN = 0.18, 0.12
_AT_LEAST = 2
"""English words from which a message is English that has no word of Vietnamese."""
_HARDLY_ANY = 3
"""English words to each other word that could be Vietnamese."""


def language_of(text: str, english: frozenset[str], known: Language | None) -> Language:
    """Return the language to answer in.

    `english`: English words. `known`: what the person's settings say; many Vietnamese have their
    phones in English, so it only tips the scales.
    """
    said, number = _counted(text, english)
    if not number:
        return known or "vi"
    needed = _SHARE_WHERE_KNOWN if known == "en" else _SHARE
    return "en" if said >= needed * number else "vi"


@lru_cache(maxsize=64)
def _counted(text: str, english: frozenset[str]) -> tuple[int, int]:
    """Return how many words are English, of how many: search and answer ask of one message."""
    words = _LETTERS.findall(text.lower())
    ours = [word for word in words if word in SYLLABLES or not word.isascii()]
    if english.issuperset(ours):
        said = sum(map(english.__contains__, words))
        enough = said >= _AT_LEAST or said > len(ours)
        return (len(words) if enough else 0), len(words)
    said = sum(word in english and not is_syllable(word) for word in words)
    alike = sum(map(english.__contains__, words))
    others = [word for word in ours if word not in english]
    if said and text.isascii() and alike >= _HARDLY_ANY * len(others):
        return alike, len(words)
    return said, len(words)
