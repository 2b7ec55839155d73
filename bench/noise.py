"""Spoil a question as people do: no marks, slips of the finger, Telex keys left in.

The tables are its own, not those of `bot/language`: who measures must not borrow the answer.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.language.text import fold

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SLIPS = 0.10
_TELEX_WORDS = 0.50
_TONE_AT_END = 0.75
_TONE_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPE_KEYS = {"\u0306": "w", "\u031b": "w"}
_CIRCUMFLEX = "\u0302"
_WORD = re.compile(r"[^\W\d_]+")

Spoiler = Callable[[str, random.Random], str]


def _beside() -> dict[str, str]:
    near = {}
    for row, keys in enumerate(_ROWS):
        for at, key in enumerate(keys):
            same = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            above = _ROWS[row - 1][at : at + 2] if row else ""
            below = _ROWS[row + 1][max(0, at - 1) : at + 1] if row < 2 else ""
            near[key] = same + above + below
    return near


_BESIDE = _beside()


def stripped(text: str, _: random.Random) -> str:
    """Return the text without marks."""
    return fold(text)


def slipped(text: str, chance: random.Random) -> str:
    """Return the text with every tenth letter hit: key beside it, swapped, dropped, doubled."""
    letters = list(text)
    typed: list[str] = []
    at = 0
    while at < len(letters):
        letter = letters[at]
        at += 1
        if not letter.isalpha() or chance.random() >= _SLIPS:
            typed.append(letter)
            continue
        kind = chance.choice(("beside", "swap", "drop", "double"))
        if kind == "beside":
            typed.append(chance.choice(_BESIDE.get(fold(letter).lower(), letter)))
        elif kind == "double":
            typed += [letter, letter]
        elif kind == "swap" and at < len(letters) and letters[at].isalpha():
            typed += [letters[at], letter]
            at += 1
        elif kind == "swap":
            typed.append(letter)
    return "".join(typed)


def telex(text: str, chance: random.Random) -> str:
    """Return the text with half of its words as raw Telex keystrokes: `cuoocs`, `ddoori`."""

    def spoil(found: re.Match[str]) -> str:
        return _keys(found[0], chance) if chance.random() < _TELEX_WORDS else found[0]

    return _WORD.sub(spoil, unicodedata.normalize("NFC", text))


def _keys(word: str, chance: random.Random) -> str:
    """Return the keys that type a word; the tone comes last, or right after its vowel."""
    at_end = chance.random() < _TONE_AT_END
    typed, tone = "", ""
    for letter in word.replace("ươ", "uơ"):
        if letter in "đĐ":
            typed += "dd"
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        typed += base
        for mark in marks:
            typed += _SHAPE_KEYS.get(mark, base if mark == _CIRCUMFLEX else "")
            tone = _TONE_KEYS.get(mark, tone)
        if not at_end:
            typed, tone = typed + tone, ""
    return typed + tone


KINDS: Mapping[str, Spoiler] = {
    "marks stripped": stripped,
    "10 % typos": slipped,
    "Telex left in": telex,
}
