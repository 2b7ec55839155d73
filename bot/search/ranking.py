"""Rank topics: linear weights, the nearest phrasing, and how much of the question they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.search import ridge
from bot.search.features import Observed, Space, blend
from bot.search.numbering import numbered
from bot.search.ridge import Floats, Ints, Rows
from bot.search.tables import MOST_DENSE, WHOLLY, Dense, Postings, Table, familiar

_PENALTY = 0.35
_SCOPE_PENALTY = 3.0
_PASSES = 3
_OTHERS = -0.03
_NEAREST, _COVERED = 0.25, 2.0
_CONCEPTS, _BIGRAMS = 0.6, 0.6
"""What a concept and a pair of words count beside a word where coverage is asked."""
_CORE = 0.5
_CANDIDATES = 8
_EARLIER, _ASKED_AGAIN = 0.6, 0.4
"""How much earlier messages count, and what a topic loses for being asked just before."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the ranking says of one text."""

    classes: Ints
    """Class numbers, best first."""
    scores: Floats
    linear: Floats
    nearest: Floats
    covered: Floats
    scope: float
    """Above zero: our subject; below: not."""


@dataclass(frozen=True)
class Model:
    """All arrays that ranking reads; can be kept on disk."""

    space: Space
    rows: tuple[Rows, ...]
    """The phrasings of each class."""
    classes: int
    weights: Table
    """Linear weights; beyond `tables.MOST_DENSE` classes their mean vectors."""
    has: Table
    """How familiar each class is with the feature; see `tables.familiar`."""
    scope: Floats
    scope_bias: float


def learn(texts: Sequence[Observed], classes: Sequence[int], stop_words: frozenset[str]) -> Model:
    """Return the model of texts; the first have the classes 0, 1, 2… in order, the rest none."""
    space, rows = numbered(texts, stop_words)
    own = rows.part(0, len(classes))
    known = max(classes) + 1
    owner = np.array(classes, np.int32)
    weights, has = _class_tables(own, owner, len(space), known)
    scope, bias = _scope_head(rows, len(classes), len(space))
    first = np.searchsorted(owner, np.arange(known + 1)).tolist()
    own = Rows(own.start, own.columns.astype(np.intp), own.values)  # as numpy looks places up
    by_class = tuple(own.part(*ends) for ends in pairwise(first))
    return Model(space, by_class, known, weights, has, scope, bias)


def _class_tables(rows: Rows, owner: Ints, width: int, number: int) -> tuple[Table, Table]:
    if number > MOST_DENSE:
        means, counts = Postings.of(rows, owner, width, number)
        return means, counts.familiar()
    targets = np.full((len(rows), number), _OTHERS, np.float32)
    targets[np.arange(len(rows)), owner] = 1
    weights = ridge.fit(rows, targets, width, _PENALTY, _PASSES)
    return Dense(weights.astype(np.float16)), Dense(_familiar(rows, owner, width, number))


def _familiar(rows: Rows, owner: Ints, width: int, number: int) -> NDArray[np.uint8]:
    """Return how familiar each class is with each feature."""
    known = np.zeros((width, number), np.uint8)
    first = rows.start[np.searchsorted(owner, np.arange(number + 1))].tolist()
    for at, (low, high) in enumerate(pairwise(first)):
        columns, counts = np.unique(rows.columns[low:high], return_counts=True)
        known[columns, at] = familiar(counts)
    return known


def _scope_head(rows: Rows, own: int, width: int) -> tuple[Floats, float]:
    """Return weight by feature and bias of being ours, as the first `own` rows are."""
    strange = len(rows) - own
    if not strange:
        return np.zeros(width, np.float32), 1.0
    rows = rows.with_column(width, 1.0)
    ours = np.repeat(np.array([1, -1], np.float32), [own, strange])
    share = np.where(ours > 0, len(rows) / (2 * own), len(rows) / (2 * strange))
    penalties = (_SCOPE_PENALTY / share).astype(np.float32).tolist()
    weights = ridge.fit_one(rows, ours, width + 1, penalties, _PASSES)
    return weights[:width], float(weights[width])


class Ranking:
    """Ranks observed texts against a model."""

    def __init__(self, model: Model, core: frozenset[str]) -> None:
        """`core`: concepts that show our subject by themselves."""
        self.model = model
        self._core = core
        self._dense = np.zeros(len(model.space) + 1, np.float32)

    def rank(
        self, text: Observed, before: Observed | None = None, asked: Ranked | None = None
    ) -> Ranked | None:
        """Return the best classes, or None for a text without any known feature.

        `before` is what was said earlier: it counts less than the text itself. `asked` is how
        that was ranked: the class that it asked for is less likely to be asked for again.
        """
        model = self.model
        vector = model.space.vector(text)
        if before is not None:
            earlier = model.space.vector(before)
            vector = blend(vector, earlier, _EARLIER) if len(vector[0]) else earlier
        columns, values = vector
        if not len(columns):
            return None
        linear = model.weights.sums(columns, values)
        covered = self._covered(text)
        first = linear + _COVERED * covered
        if asked is not None:
            first[asked.classes[0]] -= _ASKED_AGAIN
        most = min(_CANDIDATES, len(first))
        best = (-first).argpartition(most - 1)[:most].astype(np.int32)
        nearest = self._nearest(best, columns, values)
        scores = first[best] + _NEAREST * nearest
        order = np.lexsort((best, -scores))
        best = best[order]
        scope = float(values @ model.scope[columns]) + model.scope_bias
        said = {*text.concepts, *(before.concepts if before else ())}
        scope += _CORE * (not self._core.isdisjoint(said))
        return Ranked(best, scores[order], linear[best], nearest[order], covered[best], scope)

    def _covered(self, text: Observed) -> Floats:
        """Return, by class, the share of the telling words, pairs and concepts that it knows too.

        Of what no phrasing has, words and concepts count as not covered. Pairs of words do not:
        there are too many ways to put words side by side.
        """
        space, model = self.model.space, self.model
        known: list[int] = []
        worth: list[float] = []
        total = 0.0
        for columns, names, share in (
            (space.words, text.words, 1.0),
            (space.concepts, text.concepts, _CONCEPTS),
        ):
            for name in names:
                column = columns.get(name)
                if column is None:
                    total += space.unknown_idf * (share if len(name) > 1 else 0.3)
                    continue
                known.append(column)
                worth.append(float(space.idf[column]) * share)
        for pair in dict.fromkeys(pairwise(text.folded)):
            if (column := space.bigrams.get(pair)) is not None:
                known.append(column)
                worth.append(float(space.idf[column]) * _BIGRAMS)
        total += sum(worth)
        if not known:
            return np.zeros(model.classes, np.float32)
        held = model.has.sums(np.array(known, np.int32), np.array(worth, np.float32))
        return held / np.float32(total * WHOLLY)

    def _nearest(self, classes: Ints, columns: Ints, values: Floats) -> Floats:
        """Return, for each class, the cosine of its nearest phrasing."""
        dense = self._dense
        dense[columns] = values
        found = np.zeros(len(classes), np.float32)
        for at, number in enumerate(classes.tolist()):
            rows = self.model.rows[number]
            if len(rows):
                products = dense.take(rows.columns)
                products *= rows.values
                found[at] = np.maximum.reduce(np.add.reduceat(products, rows.start[:-1]))
        dense[columns] = 0
        return found
