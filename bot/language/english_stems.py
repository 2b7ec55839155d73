"""The stem of an English word: `renews`, `renewed`, `renewing` and `renewal` are one word."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST = 3
"""Letters that a stem has at least."""
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""),
    ("ings", ""), ("ing", ""), ("als", ""), ("al", ""), ("ed", ""), ("es", ""), ("ly", ""),
    ("s", ""),
)  # fmt: skip
"""Endings and what stands in their place, the longer first."""
_LEFT = ("e", "i", "y")
"""Last letters that come and go: `expire`, `expiry`, `expiring`."""
_NO_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """Return what a lower-case English word shares with its other forms.

    The stem need be no word. Words that carry digits stay as they are.
    """
    if not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        left = len(word) - len(ending)
        if left >= _SHORTEST and word.endswith(ending) and not word.endswith(_NO_PLURAL):
            word = word[:left] + instead
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]  # `cancelled`
    if len(word) > _SHORTEST and word.endswith(_LEFT):
        word = word[:-1]
    return word
