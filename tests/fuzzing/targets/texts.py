"""Cleaning, folding, words and their decoding: any text, the same again when it is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.language.text import LONGEST_MESSAGE, clean, fold, tone_last, words
from bot.search.reader import Reader
from bot.search.understanding import Understanding
from tests.fuzzing.given import NOW, QUESTION_WORDS, questions, small_knowledge
from tests.fuzzing.mutating import decoded

WORDS = QUESTION_WORDS


def seeds() -> Iterator[bytes]:
    """Yield questions."""
    yield from questions()


@cache
def _reader() -> Reader:
    return Understanding(small_knowledge()).matcher.reader


def check(data: bytes) -> None:
    """Check one text."""
    text = decoded(data)
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= LONGEST_MESSAGE
    assert all(char.isprintable() or char == "\n" for char in cleaned)
    bare = fold(text)
    assert fold(bare) == bare
    found = words(text)
    assert words(cleaned) == found
    for typed, folded in found:
        assert folded == fold(typed)
        assert typed == typed.strip()
        assert typed
        assert tone_last(typed)
    reader = _reader()
    for meant in reader.decode(cleaned):
        assert meant.typed
        assert meant.folded == fold(meant.typed)
    reader.read(cleaned, NOW)
