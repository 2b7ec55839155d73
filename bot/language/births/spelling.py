"""Whether a typed word can stand for a Vietnamese word: marks may be missing, but not others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.language.keystrokes import untelex
from bot.language.syllables import is_syllable

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DOUBLED = re.compile(r"(.)\1+")
_KEPT = frozenset("born dob grade years year".split())
"""English words that look like Telex."""
_SLIPS = {
    "sih": "sinh", "snh": "sinh", "sihn": "sinh", "tuio": "tuoi", "toui": "tuoi",
    "nma": "nam", "thag": "thang", "thnag": "thang", "ngya": "ngay", "tuoj": "tuoi",
    "tuoy": "tuoi", "lopp": "lop", "sinhnam": "sinh", "namsinh": "sinh",
    "nsinh": "sinh", "ngaysinh": "sinh", "snam": "sinh",
}  # fmt: skip
"""Slips of one key and words run together that are no Vietnamese syllables."""


@lru_cache(maxsize=8192)
def plain_word(folded: str) -> str:
    """Return the word meant by a folded one: Telex undone, letters held down let go.

    A Vietnamese syllable stays as it is, and so does what resembles none.
    """
    if folded in _KEPT or not folded.isalpha() or is_syllable(folded):
        return folded
    if folded in _SLIPS:
        return _SLIPS[folded]
    single = _DOUBLED.sub(r"\1", folded)
    if single != folded and len(single) > 2 and is_syllable(single):
        return single
    return (len(folded) > 2 and untelex(folded)) or folded


@lru_cache(maxsize=512)
def may_be(typed: str, spelling: str) -> bool:
    """Return whether a lower-case word is that spelling, with no mark that contradicts it.

    Both have the same folded letters, or Telex letters were undone: `muoi`, `muời` and `mừoi` can
    be `mười`, but `từ` is not `tư`.
    """
    if typed == spelling:
        return True
    if typed.isascii():
        return fold_equal(typed, spelling)
    typed_letters, typed_tone = _marks(typed)
    letters, tone = _marks(spelling)
    return (
        len(typed_letters) == len(letters)
        and typed_tone in {"", tone}
        and all(mine in {own, own[0]} for mine, own in zip(typed_letters, letters, strict=True))
    )


@lru_cache(maxsize=512)
def may_be_any(typed: str, spellings: str) -> bool:
    """Return whether a word is one of several spellings, parted by spaces."""
    return any(may_be(typed, spelling) for spelling in spellings.split())


def fold_equal(typed: str, spelling: str) -> bool:
    """Return whether a word typed without marks has the letters of a spelling."""
    bare = "".join(letter[0] for letter in _marks(spelling)[0])
    return plain_word(typed) == bare


def _marks(word: str) -> tuple[tuple[str, ...], str]:
    """Return the letters with the marks of their shape, and the tone of the whole word."""
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")):
        if char in _TONES:
            tone = char
        elif unicodedata.combining(char) and letters:
            letters[-1] += char
        else:
            letters.append(char)
    return tuple(letters), tone
