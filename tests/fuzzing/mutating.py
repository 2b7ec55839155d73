"""Changes of a text as people and machines make them: words put in, cut, doubled, mistyped."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

_PIECE = re.compile(r"\w+|[^\w\s]+|\s+")
ODD = (
    "\u0301", "\u200b", "\u202e", "\ufeff", "\x00", "\x85", "\u2028", "\udc80", "\U0001f468\u200d",
    "٣", "²", "Ⅷ", "１", "ﬁ", "ẞ", "İ", "…", "<b>", "&lt;", "{ten}", "%s", "\n", "\t", "\r\n",
    "0", "9", "00", "29/2", "31", "12", "9999", "0001", "079203001234", "-", "/", ".", ":",
)  # fmt: skip
"""Signs that a program may stumble over."""


def decoded(data: bytes) -> str:
    """Return bytes as a text; those that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    """Return a text as the bytes that `decoded` makes it of again."""
    return text.encode("utf-8", "surrogateescape" if _escaped(text) else "surrogatepass")


def _escaped(text: str) -> bool:
    return all(0xDC80 <= ord(char) <= 0xDCFF for char in text if "\ud800" <= char <= "\udfff")


def mutated(
    data: bytes, dice: random.Random, words: Sequence[str], seeds: Sequence[bytes]
) -> bytes:
    """Return the bytes, read as a text, with one to five changes."""
    text = decoded(data)
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        pieces = _PIECE.findall(text) or [""]
        text = dice.choice(_CHANGES)(pieces, dice, words, seeds)
    return encoded(text)


Change = Callable[[list[str], random.Random, Sequence[str], Sequence[bytes]], str]


def _put_in(
    pieces: list[str], dice: random.Random, words: Sequence[str], _: Sequence[bytes]
) -> str:
    known = words if words and dice.random() < 0.7 else ODD
    pieces.insert(dice.randint(0, len(pieces)), dice.choice(known) + dice.choice(("", " ")))
    return "".join(pieces)


def _in_place(
    pieces: list[str], dice: random.Random, words: Sequence[str], _: Sequence[bytes]
) -> str:
    pieces[dice.randrange(len(pieces))] = dice.choice(
        words if words and dice.random() < 0.7 else ODD
    )
    return "".join(pieces)


def _cut(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    start = dice.randrange(len(pieces))
    return "".join(pieces[:start] + pieces[start + dice.choice((1, 1, 2, 8)) :])


def _doubled(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    start = dice.randrange(len(pieces))
    part = pieces[start : start + dice.choice((1, 2, 4, 16))]
    at = dice.randint(0, len(pieces))
    return "".join(pieces[:at] + part * dice.choice((1, 1, 2, 20)) + pieces[at:])


def _swapped(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    one, other = dice.randrange(len(pieces)), dice.randrange(len(pieces))
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return "".join(pieces)


def _spliced(
    pieces: list[str], dice: random.Random, _: Sequence[str], seeds: Sequence[bytes]
) -> str:
    other = _PIECE.findall(decoded(dice.choice(seeds))) or [""]
    start, end = dice.randint(0, len(pieces)), dice.randrange(len(other))
    return "".join(pieces[:start] + other[end:])


def _letter(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    text = "".join(pieces)
    at = dice.randint(0, len(text))
    sign = dice.choice(
        (dice.choice(ODD), chr(dice.randint(32, 126)), chr(dice.randint(0, 0xD7FF)))
    )
    return text[:at] + sign + text[at + dice.randint(0, 1) :]


def _number(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    numbers = [at for at, piece in enumerate(pieces) if piece.isdecimal()]
    if numbers:
        near = dice.choice(
            (0, 1, 2, 12, 13, 28, 29, 30, 31, 32, 99, 1900, 2000, 2024, 2100, 10**6)
        )
        pieces[dice.choice(numbers)] = str(near + dice.randint(0, 2))
    return "".join(pieces)


def _spelt(pieces: list[str], dice: random.Random, _: Sequence[str], __: Sequence[bytes]) -> str:
    text = "".join(pieces)
    form = dice.choice(("NFC", "NFD", "NFKD"))
    ways = (str.upper, str.lower, str.title, lambda same: unicodedata.normalize(form, same))
    return dice.choice(ways)(text)


_CHANGES: tuple[Change, ...] = (
    _put_in, _put_in, _in_place, _in_place, _cut, _doubled, _swapped, _spliced, _letter, _letter,
    _number, _number, _spelt,
)  # fmt: skip
