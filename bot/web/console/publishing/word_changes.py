"""Which words of a text are gone, and which are new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|\w+(?:[.,:/-]\w+)*|[^\w\s]")
_ALIKE = 0.4
"""Texts less alike than this are shown whole: words they share by chance only confuse."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of either text, or of both."""

    kind: Literal["same", "gone", "new"]
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts in one, in reading order; what is gone stands before what is new."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return tuple(_either(before, after))
    found: list[Piece] = []
    gone, added, gap = "", "", ""
    for tag, first, last, start, end in matcher.get_opcodes():
        same = "".join(old[first:last])
        if tag != "equal":
            gone, added, gap = gone + gap + same, added + gap + "".join(new[start:end]), ""
        elif same.isspace() and (gone or added):
            gap = same  # words that change one after the other read better as one change
        else:
            found += [*_either(gone, added), Piece("same", same)]
            gone, added = "", ""
    found += _either(gone, added)
    return (*found, Piece("same", gap)) if gap else tuple(found)


def _either(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)
