"""The kinds of administrative unit, each a letter in the data, and the words for them."""

from __future__ import annotations

from bot.language.places.keys import key
from bot.language.places.model import Level

WORDS = {
    "p": "phường",
    "x": "xã",
    "t": "thị trấn",
    "k": "đặc khu",
    "q": "quận",
    "h": "huyện",
    "w": "thị xã",
    "c": "thành phố",
    "C": "thành phố",
    "T": "tỉnh",
}
"""`c` is a city below a province, `C` one that is a province itself."""

LEVELS: dict[str, frozenset[Level]] = {
    "p": frozenset({"commune"}),
    "x": frozenset({"commune"}),
    "t": frozenset({"commune"}),
    "k": frozenset({"commune", "district"}),
    "q": frozenset({"district"}),
    "h": frozenset({"district"}),
    "w": frozenset({"district"}),
    "c": frozenset({"district", "province"}),
    "T": frozenset({"province"}),
}
"""What a unit so called can be."""

_BY_WORD = {word: kind for kind, word in WORDS.items() if kind != "C"}
BY_KEYS = {tuple(map(key, word.split())): kind for word, kind in _BY_WORD.items()}
"""Kinds by the keys of their words: `("thi", "xa")` is `w`."""


def kind_of(unit: str) -> tuple[str, str]:
    """Return kind and name: `phường Đoàn Kết` is `p` and `Đoàn Kết`; no kind is empty."""
    lower = unit.lower()
    for word, kind in _BY_WORD.items():
        if lower.startswith(word + " "):
            return kind, unit[len(word) :].strip()
    return "", unit.strip()


def kind_word(word: str) -> str:
    """Return the kind that a word names, with or without marks; empty if none."""
    return BY_KEYS.get(tuple(map(key, word.split())), "")


def same_kind(said: str, kind: str) -> bool:
    """Return whether a unit of a kind is rightly called by what was said."""
    return kind in (said, "-") or (said == "c" and kind == "C")
