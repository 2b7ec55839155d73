"""Ridge regression on sparse rows, one column per class, by dual coordinate ascent.

The closed form needs a Gram matrix of all phrasings squared; walking the dual reaches the same
weights in a few passes, in little memory (Shalev-Shwartz and Zhang, 2013, section 6: squared
loss).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: row i has the columns `columns[start[i]:start[i+1]]`."""

    start: NDArray[np.int64]
    columns: Ints
    values: Floats

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.start) - 1

    def row(self, number: int) -> tuple[Ints, Floats]:
        """Return the columns and values of one row."""
        part = slice(self.start[number], self.start[number + 1])
        return self.columns[part], self.values[part]

    def part(self, first: int, last: int) -> Rows:
        """Return the rows from one up to another, which is not included."""
        start = self.start[first : last + 1]
        held = slice(start[0], start[-1])
        return Rows(start - start[0], self.columns[held], self.values[held])

    def with_column(self, column: int, value: float) -> Rows:
        """Return the rows with one more column, the same in all of them."""
        ends = self.start[1:]
        return Rows(
            self.start + np.arange(len(self.start)),
            np.insert(self.columns, ends, column).astype(np.int32),
            np.insert(self.values, ends, value).astype(np.float32),
        )

    @staticmethod
    def of(vectors: list[tuple[Ints, Floats]]) -> Rows:
        """Stack vectors of (columns, values)."""
        lengths = [len(columns) for columns, _ in vectors]
        start = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        if not vectors:
            return Rows(start, np.zeros(0, np.int32), np.zeros(0, np.float32))
        return Rows(
            start,
            np.concatenate([columns for columns, _ in vectors]),
            np.concatenate([values for _, values in vectors]),
        )


def fit(rows: Rows, targets: Floats, width: int, penalty: float, passes: int) -> Floats:
    """Return the weights, shape (width, classes), that minimise squared error plus penalty.

    `targets` has the shape (rows, classes). The order of the rows is shuffled with a fixed seed,
    so the result is always the same.
    """
    classes = targets.shape[1]
    weights = np.zeros((width, classes), np.float32)
    dual = np.zeros_like(targets)
    longest = int(np.diff(rows.start).max(initial=0))
    near, change = np.empty((2, longest, classes), np.float32)
    weights_as_items, near_as_items = _as_items(weights), _as_items(near)
    walked = [
        (
            columns, values, values[:, None], share, targets[at], dual[at],
            near[: len(values)], near_as_items[: len(values)], change[: len(values)],
        )
        for at, (columns, values, share) in enumerate(_walked(rows, repeat(penalty)))
    ]  # fmt: skip
    step, less = np.empty((2, classes), np.float32)
    flat_step = step[None]
    for at in _order(len(rows), passes):
        columns, values, upright, share, target, mine, held, held_as_items, more = walked[at]
        weights.take(columns, 0, held, "clip")
        np.dot(values, held, step)
        np.subtract(target, step, step)
        np.multiply(mine, penalty, less)
        np.subtract(step, less, step)
        np.multiply(step, share, step)
        np.add(mine, step, mine)
        np.dot(upright, flat_step, more)
        np.add(held, more, held)
        weights_as_items[columns] = held_as_items
    return weights


def fit_one(
    rows: Rows, targets: Floats, width: int, penalties: Sequence[float], passes: int
) -> Floats:
    """Return the weights of a single class, as `fit` does; `targets` and penalties by row.

    A smaller penalty gives the row more weight.
    """
    weights = np.zeros(width, np.float32)
    dual = [np.float32(0)] * len(rows)
    walked = [
        (columns, values, np.float32(share), target, np.float32(penalty))
        for (columns, values, share), target, penalty in zip(
            _walked(rows, penalties), targets, penalties, strict=True
        )
    ]
    for at in _order(len(rows), passes):
        columns, values, share, target, penalty = walked[at]
        held = weights[columns]
        step = (target - values.dot(held) - penalty * dual[at]) * share
        dual[at] += step
        held += values * step
        weights[columns] = held
    return weights


def _walked(rows: Rows, penalties: Iterable[float]) -> Iterator[tuple[Longs, Floats, float]]:
    """Yield the columns and values of each row, and the share of its error that a step mends."""
    columns = rows.columns.astype(np.int64)  # as numpy looks places up
    for (low, high), penalty in zip(pairwise(rows.start.tolist()), penalties, strict=False):
        values = rows.values[low:high]
        yield columns[low:high], values, 1.0 / (float(values @ values) + penalty)


def _order(number: int, passes: int) -> Iterator[int]:
    chance = np.random.default_rng(0)
    for _ in range(passes):
        yield from chance.permutation(number).tolist()


def _as_items(matrix: Floats) -> NDArray[np.void]:
    """Return the rows of a matrix as one item each, which numpy puts elsewhere much faster."""
    items: NDArray[np.void] = matrix.view(np.dtype((np.void, matrix.itemsize * matrix.shape[1])))
    return items[:, 0]
