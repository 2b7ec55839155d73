"""What the matcher sees of a message: words, word pairs, concepts, concept pairs, ages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise, repeat

import numpy as np

from bot.language.text import Word
from bot.search.lexicon import Lexicon
from bot.search.ridge import Floats, Ints


class Kind(IntEnum):
    """The groups of features; each is normalised by itself."""

    WORD = 0
    BIGRAM = 1
    CONCEPT = 2


_WEIGHT = np.array([1.0, 0.7, 1.0], np.float32)
_STOP_WORD = 0.3
_MOST_CONCEPTS = 24

Pair = tuple[str, str]
Vector = tuple[Ints, Floats]
"""Columns and values of a sparse vector."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What one text says."""

    folded: tuple[str, ...]
    """All its words, folded, in order."""
    words: tuple[str, ...]
    """Folded words without stop words, each once."""
    concepts: tuple[str, ...]
    """In the order of their names, each once."""


class Observer:
    """Sees in words what they say."""

    def __init__(
        self,
        lexicon: Lexicon,
        stop_words: frozenset[str],
        form: Callable[[str], str] | None = None,
    ) -> None:
        """`stop_words`: folded words that say little. `form` tells the feature of a folded word.

        It keeps the words of a language apart: English `the` and Vietnamese `the` (*thẻ*) must
        not be one feature; concepts are shared. Without it the word itself is its feature.
        """
        self.lexicon = lexicon
        self.stop_words = stop_words
        self._form = form

    def observe(self, message: Sequence[Word], signs: Iterable[str] = ()) -> Observed:
        """Return what is said; `signs` are further concepts, for example an age band."""
        return self.told(message, self.concepts(message, signs))

    def concepts(self, message: Sequence[Word], signs: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the concepts and signs of a message by name; a list of all of them is cut."""
        return tuple(sorted({*self.lexicon.find(message), *signs})[:_MOST_CONCEPTS])

    def told(self, message: Iterable[Word], concepts: tuple[str, ...]) -> Observed:
        """Return what a message says whose concepts are known."""
        folded = tuple([word.folded for word in message])
        if self._form:
            folded = tuple(map(self._form, folded))
        stop_words = self.stop_words
        telling = dict.fromkeys([word for word in folded if word not in stop_words])
        return Observed(folded, tuple(telling), concepts)


class Space:
    """Numbers and weights of the features of a body of texts."""

    def __init__(
        self,
        words: Mapping[str, int],
        bigrams: Mapping[Pair, int],
        concepts: Mapping[str, int],
        concept_pairs: Mapping[Pair, int],
        idf: Floats,
        stop_words: Iterable[str],
    ) -> None:
        """Take the column of each feature, and how rare each is."""
        self.words, self.bigrams = words, bigrams
        self.concepts, self.concept_pairs = concepts, concept_pairs
        self.idf = idf
        self.kind = np.empty(len(idf), np.int8)
        self.kind[list(words.values())] = Kind.WORD
        self.kind[list(bigrams.values())] = Kind.BIGRAM
        self.kind[[*concepts.values(), *concept_pairs.values()]] = Kind.CONCEPT
        self.weight: Floats = _WEIGHT[self.kind]
        stops = [words[word] for word in stop_words if word in words]
        self.weight[stops] *= np.float32(_STOP_WORD)
        self.unknown_idf = float(idf.max(initial=1.0))

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.idf)

    def vector(self, text: Observed) -> Vector:
        """Return columns and values of unit length; both empty where nothing is known."""
        folded, concepts, unknown = text.folded, text.concepts, repeat(-1)
        words: Collection[str] = folded
        bigrams: Iterable[Pair] = pairwise(folded)
        counts: Sequence[int] = ()
        if len(set(folded)) < len(folded):
            counted, paired = Counter(folded), Counter(bigrams)
            words, bigrams, counts = counted, paired, (*counted.values(), *paired.values())
        found = np.array(
            [
                *map(self.words.get, words, unknown),
                *map(self.bigrams.get, bigrams, unknown),
                *map(self.concepts.get, concepts, unknown),
                *map(self.concept_pairs.get, combinations(concepts, 2), unknown),
            ],
            np.int32,
        )
        known = found >= 0
        columns = found[known]
        values: Floats = self.idf.take(columns)
        if not len(columns):
            return columns, values
        if counts:
            times = np.ones(len(found), np.float32)
            times[: len(counts)] = [repeated(count) for count in counts]
            values *= times[known]
        kinds = self.kind.take(columns)
        squares = np.bincount(kinds, values * values, len(Kind)).tolist()
        shares = [1.0 / max(math.sqrt(square), 1e-9) for square in squares]
        values *= np.array(shares, np.float32).take(kinds) * self.weight.take(columns)
        return columns, unit(values)


def repeated(count: int) -> float:
    """Return what a feature weighs that a text has so many times."""
    return 1.0 if count == 1 else 1.0 + math.log(count)


def unit(values: Floats) -> Floats:
    """Return the values scaled to length one."""
    scaled: Floats = values / math.sqrt(float(values @ values))
    return scaled


def blend(first: Vector, second: Vector, share: float) -> Vector:
    """Return the first vector with a share of the second added, of unit length."""
    columns, place = np.unique(np.concatenate([first[0], second[0]]), return_inverse=True)
    values = np.bincount(place, np.concatenate([first[1], second[1] * np.float32(share)]))
    return columns.astype(np.int32), unit(values.astype(np.float32))
