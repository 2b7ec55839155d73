"""What the matcher sees of a message: words, word pairs, concepts, concept pairs, ages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise

import numpy as np

from bot.language.text import Word
from bot.search.lexicon import Lexicon
from bot.search.ridge import Floats, Ints


class Kind(IntEnum):
    """The groups of features; each is normalised by itself."""

    WORD = 0
    BIGRAM = 1
    CONCEPT = 2


_WORD, _BIGRAM, _CONCEPT = Kind
_WEIGHT = np.array([1.0, 0.7, 1.0], np.float32)
_STOP_WORD = 0.3
_MOST_CONCEPTS = 24

Feature = tuple[Kind, Hashable]
Vector = tuple[Ints, Floats]
"""Columns and values of a sparse vector."""


@dataclass(frozen=True, slots=True)
class Observed:
    """The features of one text, with the parts that other channels read."""

    counts: dict[Feature, int]
    words: tuple[str, ...]
    """Folded words without stop words, each once."""
    concepts: tuple[str, ...]


class Observer:
    """Turns words into features."""

    def __init__(self, lexicon: Lexicon, stop_words: frozenset[str], mark: str = "") -> None:
        """`stop_words`: folded words that say little. `mark` keeps the words of a language apart.

        English `the` and Vietnamese `the` (*thẻ*) must not be one feature; concepts are shared.
        """
        self._lexicon = lexicon
        self._stop_words = stop_words
        self._mark = mark

    def observe(self, message: Sequence[Word], signs: Iterable[str] = ()) -> Observed:
        """Return the features; `signs` are further concepts, for example an age band."""
        folded = [self._mark + word.folded for word in message]
        concepts = sorted({*self._lexicon.find(message), *signs})[:_MOST_CONCEPTS]
        counts: dict[Feature, int] = {}
        for word in folded:
            feature: Feature = (_WORD, word)
            counts[feature] = counts.get(feature, 0) + 1
        for pair in pairwise(folded):
            feature = (_BIGRAM, pair)
            counts[feature] = counts.get(feature, 0) + 1
        counts.update(dict.fromkeys(((_CONCEPT, concept) for concept in concepts), 1))
        counts.update(dict.fromkeys(((_CONCEPT, two) for two in combinations(concepts, 2)), 1))
        telling = dict.fromkeys(word for word in folded if word not in self._stop_words)
        return Observed(counts, tuple(telling), tuple(concepts))

    def stops(self, feature: Feature) -> bool:
        """Return whether a feature is a stop word."""
        return feature[0] is Kind.WORD and feature[1] in self._stop_words


class Space:
    """Numbers and weights of the features of a body of texts."""

    def __init__(self, texts: Sequence[Observed], observer: Observer) -> None:
        """Number every word, and every other feature that two texts share."""
        frequency: Counter[Feature] = Counter()
        for text in texts:
            frequency.update(text.counts.keys())
        kept = [
            feature
            for feature, number in frequency.items()
            if number > 1 or feature[0] is Kind.WORD
        ]
        self.column = {feature: number for number, feature in enumerate(kept)}
        seen = np.array([frequency[feature] for feature in kept], np.float32)
        self.idf: Floats = (np.log((len(texts) + 1) / (seen + 1)) + 1).astype(np.float32)
        self.kind = np.array([feature[0] for feature in kept], np.int8)
        stop = np.array([_STOP_WORD if observer.stops(f) else 1.0 for f in kept], np.float32)
        self.weight: Floats = _WEIGHT[self.kind] * stop
        self.unknown_idf = float(self.idf.max(initial=1.0))

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.column)

    def vector(self, text: Observed) -> Vector:
        """Return columns and values of unit length; both empty where nothing is known."""
        pairs = [
            (column, 1.0 if count == 1 else 1.0 + math.log(count))
            for feature, count in text.counts.items()
            if (column := self.column.get(feature)) is not None
        ]
        columns = np.array([column for column, _ in pairs], np.int32)
        values = np.array([value for _, value in pairs], np.float32)
        if not pairs:
            return columns, values
        values *= self.idf[columns]
        kinds = self.kind[columns]
        lengths = np.sqrt(np.bincount(kinds, values * values, minlength=len(Kind)))
        shares = (1.0 / np.maximum(lengths, 1e-9)).astype(np.float32)
        values *= shares[kinds] * self.weight[columns]
        return columns, unit(values)


def unit(values: Floats) -> Floats:
    """Return the values scaled to length one."""
    return (values / math.sqrt(float(values @ values))).astype(np.float32)


def blend(first: Vector, second: Vector, share: float) -> Vector:
    """Return the first vector with a share of the second added, of unit length."""
    columns, place = np.unique(np.concatenate([first[0], second[0]]), return_inverse=True)
    values = np.bincount(place, np.concatenate([first[1], second[1] * np.float32(share)]))
    return columns.astype(np.int32), unit(values.astype(np.float32))
