"""Tables of features by classes: dense for a few hundred classes, posting lists for thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.search.ridge import Floats, Ints, Rows

MOST_DENSE = 1_000
"""Classes up to which tables are dense and linear weights are learnt."""
_WIDESPREAD = 0.15
"""Share of the classes beyond which a posting list tells nothing and is left out."""
WHOLLY = 255
"""Full familiarity; whole parts of it fit in one byte."""
_HALF_KNOWN = 0.5
"""How often a feature is met until half of it is known."""


class Table(Protocol):
    """Sums the rows of some features."""

    def sums(self, columns: Ints, values: Floats) -> Floats:
        """Return, by class, the sum of value times entry over the given features."""


@dataclass(frozen=True)
class Dense:
    """Every entry stands in an array of the shape (features, classes)."""

    entries: NDArray[np.float16] | NDArray[np.uint8]

    def sums(self, columns: Ints, values: Floats) -> Floats:
        """Return the weighted sum of the rows."""
        found: Floats = values @ self.entries.take(columns, 0).astype(np.float32)
        return found


@dataclass(frozen=True)
class Postings:
    """For every feature the classes that have it, and how much."""

    start: NDArray[np.int64]
    classes: Ints
    entries: Floats
    number: int
    """Classes in all."""

    def sums(self, columns: Ints, values: Floats) -> Floats:
        """Return the weighted sum of the lists; widespread features are passed over."""
        lengths = self.start[columns + 1] - self.start[columns]
        telling = lengths <= max(20, int(_WIDESPREAD * self.number))
        if telling.any():
            columns, values, lengths = columns[telling], values[telling], lengths[telling]
        parts = [
            np.arange(first, first + length)
            for first, length in zip(self.start[columns].tolist(), lengths.tolist(), strict=True)
        ]
        where = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        shares = np.repeat(values, lengths) * self.entries[where]
        return np.bincount(self.classes[where], shares, self.number).astype(np.float32)

    @staticmethod
    def of(rows: Rows, owner: Ints, width: int, number: int) -> tuple[Postings, Postings]:
        """Return by class the mean direction of its rows, of unit length, and their counts."""
        classes = np.repeat(owner, np.diff(rows.start)).astype(np.int64)
        keys, inverse = np.unique(rows.columns * np.int64(number) + classes, return_inverse=True)
        entries = np.bincount(inverse, rows.values).astype(np.float32)
        counts = np.bincount(inverse).astype(np.float32)
        held = (keys % number).astype(np.int32)
        lengths = np.sqrt(np.bincount(held, entries * entries, number)).astype(np.float32)
        entries /= np.maximum(lengths, 1e-9)[held]
        start = np.searchsorted(keys // number, np.arange(width + 1)).astype(np.int64)
        return Postings(start, held, entries, number), Postings(start, held, counts, number)

    def familiar(self) -> Postings:
        """Return for lists of counts how familiar the classes are with what is counted."""
        entries = familiar(self.entries).astype(np.float32)
        return Postings(self.start, self.classes, entries, self.number)


def familiar(counts: NDArray[np.number[Any]]) -> NDArray[np.uint8]:
    """Return how familiar somebody is with what he has met so often, in parts of `WHOLLY`.

    Once is two thirds, twice four fifths: who says a thing often says it hardly more.
    """
    known: NDArray[np.uint8] = np.rint(WHOLLY * counts / (counts + _HALF_KNOWN)).astype(np.uint8)
    return known
