"""rapidfuzz over all phrasings, with the clean-up its documentation recommends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process, utils

from bench.contender import ByTopic, chunks
from bench.texts import Texts


class Fuzzy:
    """The topic of the most similar phrasing."""

    def __init__(self, name: str, scorer: Callable[..., float], texts: Texts) -> None:
        """Clean the phrasings once."""
        self.name = f"rapidfuzz {name}"
        self._scorer = scorer
        self._texts = [utils.default_process(text) for text in texts.phrasings]
        self._topics = texts.topics
        self._by_topic = ByTopic(texts.topics)

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Compare every question with every phrasing."""
        found = []
        for part in chunks(questions):
            cleaned = [utils.default_process(question) for question in part]
            scores = process.cdist(
                cleaned, self._texts, scorer=self._scorer, dtype=np.float32, workers=-1
            )
            found += self._by_topic.best(scores)
        return found

    def first(self, question: str) -> str:
        """Return the best topic, as a bot would ask for it: one question at a time."""
        cleaned = utils.default_process(question)
        _, _, at = process.extractOne(cleaned, self._texts, scorer=self._scorer, processor=None)
        return self._topics[at]


def whole_ratio(texts: Texts) -> Fuzzy:
    """Return the contender with the usual weighted ratio."""
    return Fuzzy("WRatio", fuzz.WRatio, texts)


def token_set(texts: Texts) -> Fuzzy:
    """Return the contender that compares sets of words."""
    return Fuzzy("token_set_ratio", fuzz.token_set_ratio, texts)
