"""Words of a message with their places, and the keys under which names of units are found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.language.text import fold, tone_last

_TOKEN = re.compile(r"[0-9]+|[^\W0-9_]+(?:['’ʼ`´][^\W0-9_]+)*")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_Y = re.compile(r"(?:(?<=[bcdghklmnpqrstvx])|(?<=qu))y")
_WORDS = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_QUOTES = re.compile(r"['’ʼ`´]")
_STOP = re.compile(r"[?!;]|[.…]\s")
_PAUSE = re.compile(r"[^\s\-–—.]")
_LONGEST_KEPT = 24
_ABBREVIATION = 2
"""Letters of a word whose dot ends no sentence: `P. Bến Nghé`."""


class Token(NamedTuple):
    """One word or number of a message."""

    typed: str
    """As typed: case and marks."""
    lower: str
    key: str
    """Folded, without apostrophes; `y` after a consonant is `i`."""
    start: int
    end: int
    gap: int
    """What stands before it: `GLUED`, `SPACE`, `PAUSE` (comma and the like) or `STOP`."""

    @property
    def marked(self) -> bool:
        """Whether it carries Vietnamese marks."""
        return not self.lower.isascii()

    @property
    def capital(self) -> bool:
        """Whether it begins like a proper noun."""
        return self.typed[0].isupper() or self.typed[0].isdecimal()


GLUED, SPACE, PAUSE, STOP = range(4)


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of a text; letters beside digits are words of their own."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        typed = match[0]
        lower = typed.lower()
        gap = _gap(text[end : match.start()], found[-1]) if found else STOP
        end = match.end()
        found.append(Token(typed, lower, key(lower), match.start(), end, gap))
    return found


def _gap(between: str, before: Token) -> int:
    if not between:
        return GLUED
    if between == " ":
        return SPACE
    if between.strip() == "." and "\n" not in between and len(before.typed) <= _ABBREVIATION:
        return SPACE
    if _STOP.search(between):
        return STOP
    return PAUSE if _PAUSE.search(between) else SPACE


def key(name: str) -> str:
    """Return the one spelling under which a name is kept: `Đắk Lắk`, `daklak`, `Dak Lak`.

    No marks, capitals, spaces or signs; `y` after a consonant or `u` is `i` (Mỹ and Mĩ, Quý and
    Quí); no zero before a number.
    """
    return _key(name) if len(name) <= _LONGEST_KEPT else _make_key(name)


def _make_key(name: str) -> str:
    bare = _NOT_IN_KEYS.sub("", _Y.sub("i", fold(name).lower()))
    return (bare.lstrip("0") or "0") if bare.isdecimal() else bare


_key = lru_cache(maxsize=8192)(_make_key)


def keys(names: list[str]) -> list[str]:
    """Return the keys of many names at once, which is faster than one by one."""
    bare = _Y.sub("i", fold("\n".join(names)).lower())
    together = re.sub(r"[^a-z0-9\n]+", "", bare).split("\n")
    return [(one.lstrip("0") or "0") if one.isdecimal() else one for one in together]


@lru_cache(maxsize=1024)
def marks(name: str) -> tuple[str, ...]:
    """Return each word with its marks in one order: `Hoà` and `Hòa`, `Vỹ` and `Vĩ` are one.

    Before a final `k` the tone is left out (Đăk and Đắk are both in use).
    """
    parts = []
    for word in _WORDS.findall(name.lower()):
        marked = tone_last(_QUOTES.sub("", word))
        bare = marked if marked.isdecimal() else marked.rstrip("12345")
        parts.append(_Y.sub("i", bare if bare.endswith("k") else marked))
    return tuple(parts)


@lru_cache(maxsize=1024)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(map(key, _WORDS.findall(name)))


UNSAID, AGREE, DIFFER = 0, 1, -1


def agreement(said: str, name: str) -> int:
    """Return whether words of the key of a name can be that name, by their marks and their spaces.

    `UNSAID` where nothing was marked although the name has marks, or where only the key of the
    name is known (it is empty). `ad ơi` is not A Dơi.
    """
    if not name:
        return UNSAID
    plain, spelt = _folded(said), _folded(name)
    if len(plain) == len(spelt) and plain != spelt:
        return DIFFER
    if said.isascii():
        return AGREE if name.isascii() else UNSAID
    return AGREE if "".join(marks(said)) == "".join(marks(name)) else DIFFER
