"""Undo Telex and VNI keystrokes that reached us as plain letters: `caawn`, `cuoc71`."""

from __future__ import annotations

import re

from bot.language.syllables import is_syllable

_DOUBLED = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"))
_TELEX_TONES = "sfrxjz"
_COUNTED = {
    "lop", "muc", "cap", "tuoi", "nam", "thang", "ngay", "so", "mau", "quy", "dot", "lan", "lv",
    "thu", "to", "khu", "quan", "phuong", "cc", "dc", "ct", "nd", "tt", "qd",
}  # fmt: skip
"""Words that are followed by a number: `lop1` is a grade, not a tone."""


def untelex(folded: str) -> str | None:
    """Return the syllable that a Telex-typed word stands for (`ddoori` → `doi`), or None."""
    if not folded.isalpha() or is_syllable(folded):
        return None
    found = [form for form in _telex_forms(folded) if form != folded and is_syllable(form)]
    return min(found, key=lambda form: (len(form), form), default=None)


def _telex_forms(folded: str) -> set[str]:
    word = folded
    for double, single in _DOUBLED:
        word = word.replace(double, single)
    if len(word) > 2 and word[0] == word[-1] == "d":
        word = word[:-1]
    word = re.sub(r"uw|wu", "u", word)
    word = re.sub(r"(?<=[aou])w", "", word)
    bare = word.replace("w", "")
    word = bare if is_syllable(bare) or "w" not in word else word.replace("w", "u")
    forms = {word}
    vowel = re.search(r"[aeiouy]", word)
    if vowel:
        head, tail = word[: vowel.end()], word[vowel.end() :]
        forms |= {
            head + tail[:at] + tail[at + 1 :]
            for at, char in enumerate(tail)
            if char in _TELEX_TONES
        }
    late_shape = {
        form[:-1]
        for form in forms
        if len(form) > 3 and form[-1] in "aeo" and form[-1] in form[:-1]
    }
    return forms | late_shape


def unvni(folded: str) -> str | None:
    """Return the syllable that a VNI-typed word stands for (`d9oi63` → `doi`), or None.

    Closed syllables (-c, -ch, -p, -t) take only the tones 1 and 5, so `muc2` stays a number.
    """
    if not re.fullmatch(r"[a-z]+[0-9][a-z0-9]*", folded):
        return None
    letters = re.sub(r"[0-9]", "", folded)
    digits = re.sub(r"[a-z]", "", folded)
    tones = [digit for digit in digits if digit in "12345"]
    if len(letters) < 2 or not is_syllable(letters):
        return None
    if len(tones) > 1 or len(digits) > 3 or "0" in digits:
        return None
    if letters in _COUNTED and re.fullmatch(r"[a-z]+[0-9]+", folded):
        return None
    closed = letters[-1] in "cpt" or letters.endswith("ch")
    if closed and tones and tones[0] not in "15":
        return None
    return letters
