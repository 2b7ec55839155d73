"""Whether a message is in English; English words with no place in Vietnamese decide."""

from __future__ import annotations

import re

from bot.content.wordlists import Language
from bot.language.text import fold

_ENGLISH = frozenset(
    (
        "the is are was were does did how what where when which who why could should would must "
        "need needs my your our their we you they this that these those for from with without "
        "have has had been being get getting got renew renewal card lost stolen change after "
        "before about of and or not if it does much many long old child year years phone"
    ).split()
)
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str, known: Language | None) -> Language:
    """Return `en` where at least two in seven words are English and no mark is Vietnamese."""
    words = _LETTERS.findall(text.lower())
    if not words:
        return known or "vi"
    if any(fold(word) != word for word in words):
        return "vi"
    english = sum(word in _ENGLISH for word in words)
    if english >= 2 and english * 7 >= len(words) * 2:
        return "en"
    return "vi"
