"""One form for every way of typing Vietnamese: NFC, lower case, no marks, words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_MESSAGE = 4096
"""Characters of a message that are read: Telegram's own limit."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f\u200d\u20e3]")
_WORD = re.compile(r"[0-9]+(?:[./][0-9]+)+|[^\W_]+")
_VOWEL = re.compile("[aeiouy]")
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED = re.compile(r"(.)\1\1")


class Word(NamedTuple):
    """One word of a message."""

    typed: str
    """Lower case, NFC, with the marks that were typed."""
    folded: str
    """Without marks: `đổi` is `doi`."""

    @property
    def marked(self) -> bool:
        """Whether the word carries Vietnamese marks."""
        return self.typed != self.folded


def clean(message: str) -> str:
    """Return the message in NFC, cut to `LONGEST_MESSAGE`, without control and invisible signs.

    Line breaks stay, since they part questions; every other control, format (zero width,
    direction) and unassigned character becomes a space or goes.
    """
    message = unicodedata.normalize("NFC", message[:LONGEST_MESSAGE])
    if not message.isprintable():
        # Signs that went may have stood between a letter and its mark.
        message = unicodedata.normalize("NFC", "".join(map(_visible, message)))
    return message[:LONGEST_MESSAGE]  # a few letters become longer in NFC


def _visible(char: str) -> str:
    if char in "\n\r":
        return "\n"
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"} else char


def fold(text: str) -> str:
    """Return the text without diacritics: `Thẻ căn cước đổi` becomes `The can cuoc doi`."""
    return text if text.isascii() else text.translate(_BARE)


class _Bare(dict[int, str]):
    """Characters without their marks, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).translate(_CROSSED))
        bare = "".join(char for char in parts if not unicodedata.combining(char))
        if code < _FIRST_OTHER:
            self[code] = bare
        return bare


_CROSSED = str.maketrans("đĐ", "dD")
_FIRST_OTHER = 0x2000
"""From here on there are no letters of ours; a table of all others would only take memory."""
_BARE = _Bare()


@lru_cache(maxsize=2048)
def tone_last(word: str) -> str:
    """Return a key that is the same wherever the tone mark stands: `hoà` and `hòa`."""
    tone = ""
    letters = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = str(_TONES.index(char) + 1)
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def words(message: str) -> list[Word]:
    """Return the words of a message in order.

    Dates and dotted numbers (`1/7/2025`, `1900.0368`) stay whole; a letter typed three times or
    more counts once (`lắmmmm`), but not in words without a vowel (`cccd` has three c).
    """
    return list(_words(message))


@lru_cache(maxsize=64)
def _words(message: str) -> tuple[Word, ...]:
    """Return the words; whoever looks for something in a message in hand asks for them anew."""
    text = _EMOJI.sub(" ", clean(message)).lower()
    found = _WORD.findall(text)
    if _REPEATED.search(text):
        found = list(map(_once, found))
    return tuple([Word(word, fold(word)) for word in found])


def _once(word: str) -> str:
    return _REPEATED_LETTER.sub(r"\1", word) if _VOWEL.search(fold(word)) else word
