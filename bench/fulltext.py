"""Full-text search over all phrasings: SQLite FTS5 and bm25s, both on words without marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import bm25s
import numpy as np

from bench.contender import BEST, ByTopic, chunks
from bench.texts import Texts
from bot.language.text import words

_DEEP = 200
"""Rows read per question: three topics are always among them, or there are no more."""


class FullText:
    """SQLite FTS5 with bm25: any word may match; a topic is as good as its best row."""

    name = "SQLite FTS5 bm25"

    def __init__(self, texts: Texts) -> None:
        """Write one row per phrasing."""
        self._table = sqlite3.connect(":memory:")
        self._table.execute(
            "create virtual table said using "
            "fts5(text, topic unindexed, tokenize = 'unicode61 remove_diacritics 2')"
        )
        rows = zip(map(_folded, texts.phrasings), texts.topics, strict=True)
        self._table.executemany("insert into said values (?, ?)", rows)
        self._table.execute("insert into said(said) values ('optimize')")

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return the best topics."""
        return [self._rank(question) for question in questions]

    def first(self, question: str) -> str | None:
        """Return the best topic, reading one row."""
        return next(iter(self._search(question, 1)), None)

    def _rank(self, question: str) -> list[str]:
        return list(dict.fromkeys(self._search(question, _DEEP)))[:BEST]

    def _search(self, question: str, most: int) -> Iterable[str]:
        any_word = " OR ".join(f'"{word}"' for word in _folded(question).split())
        if not any_word:
            return []
        sql = "select topic from said where said match ? order by rank limit ?"
        return (row[0] for row in self._table.execute(sql, (any_word, most)))


class Bm25s:
    """The bm25s package with its defaults (Lucene's variant)."""

    name = "bm25s"

    def __init__(self, texts: Texts) -> None:
        """Index the phrasings."""
        self._by_topic = ByTopic(texts.topics)
        self._index = bm25s.BM25()
        corpus = [_folded(text).split() for text in texts.phrasings]
        self._index.index(corpus, show_progress=False)

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return the best topics."""
        found = []
        for part in chunks(questions):
            scores = [self._index.get_scores(_folded(question).split()) for question in part]
            found += self._by_topic.best(np.array(scores))
        return found


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))
