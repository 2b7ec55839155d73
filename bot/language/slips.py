"""Slips of one key: which known words are one edit away, and what the slip costs in nats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_NEIGHBOUR_KEY, _SWAPPED, _OTHER_EDIT = 2.6, 3.0, 3.6
_FIRST_LETTER, _SHORT_WORD = 0.7, 1.5
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbour_keys() -> dict[str, str]:
    near: dict[str, str] = {}
    for row, keys in enumerate(_KEYBOARD):
        for at, key in enumerate(keys):
            beside = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            for other in _KEYBOARD[max(0, row - 1) : row] + _KEYBOARD[row + 1 : row + 2]:
                beside += other[max(0, at - 1) : at + 2]
            near[key] = beside
    return near


_NEAR = _neighbour_keys()


class Slips:
    """Finds known words by the words they become when one letter is left out."""

    def __init__(self, known: Iterable[str]) -> None:
        """Index folded words; only those of letters are ever meant."""
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(known):
            if word.isalpha():
                for shorter in {word, *_deletions(word)}:
                    index[shorter].append(word)
        self._by_deletion = dict(index)

    def near(self, folded: str) -> list[tuple[float, str]]:
        """Return the known words one edit away, each with the cost of the slip."""
        found: set[str] = set()
        for shorter in {folded, *_deletions(folded)}:
            found.update(self._by_deletion.get(shorter, ()))
        found.discard(folded)
        return [
            (_cost(folded, word), word)
            for word in sorted(found)
            if OSA.distance(folded, word, score_cutoff=1) <= 1
        ]


def _deletions(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _cost(typed: str, meant: str) -> float:
    cost = _OTHER_EDIT
    if len(typed) == len(meant):
        changed = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
        if len(changed) == 2:
            cost = _SWAPPED
        elif changed[0][1] in _NEAR.get(changed[0][0], ""):
            cost = _NEIGHBOUR_KEY
    if typed[0] != meant[0]:
        cost += _FIRST_LETTER
    if len(typed) <= 2:
        cost += _SHORT_WORD
    return cost
