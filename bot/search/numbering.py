"""Number the features of a whole body of texts at once, and write each text out as a row.

What `Space.vector` does for one text is done here for all of them in few large steps; the rows
are the same to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from bot.search.features import Kind, Observed, Pair, Space, repeated
from bot.search.ridge import Ints, Longs, Rows


class _Said(NamedTuple):
    """What texts say of one sort of feature: every row is a feature of a text."""

    text: Longs
    feature: Longs
    """A number of its own, of any size."""
    times: Longs


def numbered(texts: Sequence[Observed], stop_words: Iterable[str]) -> tuple[Space, Rows]:
    """Return the space of these texts, and their rows in it.

    Every word gets a column, and every other feature that two texts share.
    """
    words, word_text, word = _flat([text.folded for text in texts])
    concepts, concept_text, concept = _flat([text.concepts for text in texts])
    before = np.flatnonzero(word_text[1:] == word_text[:-1])
    first, second = _pairs(concept_text)
    sorts = (
        _counted(word_text, word),
        _counted(word_text[before], word[before] * len(words) + word[before + 1]),
        _each_once(concept_text, concept),
        _each_once(concept_text[first], concept[first] * len(concepts) + concept[second]),
    )
    distinct, places = zip(
        *(np.unique(said.feature, return_inverse=True) for said in sorts), strict=True
    )
    ends = np.cumsum([0, *map(len, distinct)]).tolist()
    text = np.concatenate([said.text for said in sorts])
    feature = np.concatenate([place + end for place, end in zip(places, ends, strict=False)])
    count = np.concatenate([said.times for said in sorts])
    # Text by text, in each the words, bigrams, concepts and pairs of concepts.
    order = np.argsort(text, kind="stable")
    text, feature, count = text[order], feature[order], count[order]

    frequency = np.bincount(feature, minlength=ends[-1])
    appears = np.empty(ends[-1], np.int64)
    appears[feature[::-1]] = np.arange(len(feature))[::-1]  # the first place is written last
    kept = np.flatnonzero((frequency > 1) | (np.arange(ends[-1]) < ends[1]))
    kept = kept[np.argsort(appears[kept])]
    column = np.full(ends[-1], -1, np.int32)
    column[kept] = np.arange(len(kept))

    columns = [
        dict(zip(keys[own >= 0].tolist(), own[own >= 0].tolist(), strict=True))
        for keys, own in zip(distinct, np.split(column, ends[1:-1]), strict=True)
    ]
    seen = frequency[kept].astype(np.float32)
    space = Space(
        _of_names(columns[0], words),
        _of_pairs(columns[1], words),
        _of_names(columns[2], concepts),
        _of_pairs(columns[3], concepts),
        (np.log((len(texts) + 1) / (seen + 1)) + 1).astype(np.float32),
        stop_words,
    )
    return space, _rows(space, text, column[feature], count, len(texts))


def _flat(texts: Sequence[Sequence[str]]) -> tuple[list[str], Longs, Longs]:
    """Return the names by number; and of all the names that are said, the text and the number."""
    said = list(chain.from_iterable(texts))
    numbers = {name: at for at, name in enumerate(dict.fromkeys(said))}
    text = np.repeat(np.arange(len(texts)), [len(names) for names in texts])
    return list(numbers), text, np.array(list(map(numbers.__getitem__, said)), np.int64)


def _pairs(text: Longs) -> tuple[Longs, Longs]:
    """Return the places of all pairs in one text, as `itertools.combinations` orders them."""
    place = np.arange(len(text))
    behind = np.searchsorted(text, text, side="right") - place - 1
    first = np.repeat(place, behind)
    return first, first + 1 + _counting(behind)


def _counting(lengths: Longs) -> Longs:
    """Return 0, 1, 2… up to each length, one after the other."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(starts, lengths)


def _each_once(text: Longs, feature: Longs) -> _Said:
    return _Said(text, feature, np.ones(len(text), np.int64))


def _counted(text: Longs, feature: Longs) -> _Said:
    """Return what is said, each once a text, where it appears first."""
    key = text * (feature.max(initial=0) + 1) + feature
    _, places, counts = np.unique(key, return_index=True, return_counts=True)
    order = np.argsort(places)
    places = places[order]
    return _Said(text[places], feature[places], counts[order])


def _of_names(columns: Mapping[int, int], names: Sequence[str]) -> dict[str, int]:
    return {names[feature]: column for feature, column in columns.items()}


def _of_pairs(columns: Mapping[int, int], names: Sequence[str]) -> dict[Pair, int]:
    most = len(names)
    return {
        (names[feature // most], names[feature % most]): column
        for feature, column in columns.items()
    }


def _rows(space: Space, text: Longs, columns: Ints, count: Longs, texts: int) -> Rows:
    known = columns >= 0
    text, columns, count = text[known], columns[known], count[known]
    start = np.concatenate(([0], np.cumsum(np.bincount(text, minlength=texts))))
    worth = [0.0, *map(repeated, range(1, int(count.max(initial=1)) + 1))]
    values = np.array(worth, np.float32)[count]
    values *= space.idf[columns]
    group = text * len(Kind) + space.kind[columns]
    lengths = np.sqrt(np.bincount(group, values * values, minlength=texts * len(Kind)))
    shares = (1.0 / np.maximum(lengths, 1e-9)).astype(np.float32)
    values *= shares[group] * space.weight[columns]
    rows = [values[low:high] for low, high in pairwise(start.tolist())]
    lengths = np.array([math.sqrt(float(row @ row)) for row in rows], np.float32)
    values /= lengths.repeat(np.diff(start))
    return Rows(start, columns, values)
