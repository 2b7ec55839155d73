"""Ridge regression on sparse rows, one column per class, by dual coordinate ascent.

The closed form needs a Gram matrix of all phrasings squared; walking the dual reaches the same
weights in a few passes, in little memory (Shalev-Shwartz and Zhang, 2013, section 6: squared
loss).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


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


def fit(
    rows: Rows,
    targets: Floats,
    width: int,
    penalty: float | Floats,
    passes: int,
) -> Floats:
    """Return the weights, shape (width, classes), that minimise squared error plus penalty.

    `targets` has the shape (rows, classes). `penalty` may differ by row: a smaller one gives
    the row more weight. The order of the rows is shuffled with a fixed seed, so the result is
    always the same.
    """
    classes = targets.shape[1]
    weights = np.zeros((width, classes), np.float32)
    dual = np.zeros_like(targets)
    penalties = np.broadcast_to(np.asarray(penalty, np.float32), (len(rows),))
    vectors = [rows.row(number) for number in range(len(rows))]
    steps = [
        1.0 / (float(values @ values) + float(penalties[number]))
        for number, (_, values) in enumerate(vectors)
    ]
    order = np.random.default_rng(0)
    for _ in range(passes):
        for number in order.permutation(len(rows)).tolist():
            columns, values = vectors[number]
            near = weights[columns]
            step = targets[number] - values @ near
            step -= penalties[number] * dual[number]
            step *= steps[number]
            dual[number] += step
            near += np.multiply.outer(values, step)
            weights[columns] = near
    return weights
