"""What every matcher of the comparison can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BEST = 3
CHUNK = 200
"""Questions scored at a time, so that the score tables stay small."""


class Contender(Protocol):
    """A matcher that has learnt; its name heads its row."""

    name: str

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return, for each question, at most three topics, best first."""


class ByTopic:
    """Turns scores of phrasings into topics: a topic is as good as its best phrasing."""

    def __init__(self, topics: Sequence[str]) -> None:
        """`topics`: the topic of each phrasing, sorted so that equal ones are neighbours."""
        changes = [at for at, name in enumerate(topics) if not at or topics[at - 1] != name]
        self._first = np.array(changes)
        self.names = [topics[at] for at in changes]

    def best(self, scores: NDArray[np.floating]) -> list[list[str]]:
        """Return the topics of each row of scores."""
        return best_columns(np.maximum.reduceat(scores, self._first, axis=1), self.names)


def best_columns(scores: NDArray[np.floating], names: Sequence[str]) -> list[list[str]]:
    """Return the names of the highest columns of each row; what scored nothing is left out."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
    return [[names[at] for at in row if scores[line, at] != 0] for line, row in enumerate(order)]


def chunks(questions: Sequence[str]) -> list[Sequence[str]]:
    """Cut a long list into short ones."""
    return [questions[at : at + CHUNK] for at in range(0, len(questions), CHUNK)]
