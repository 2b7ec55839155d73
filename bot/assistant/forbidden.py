"""Requests that are refused by their words alone, however sure the ranking is of another topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.wordlists import Refusal
from bot.language.text import Word, tone_last, words
from bot.search.lexicon import Concept, Lexicon


@dataclass(frozen=True, slots=True)
class _Way:
    refusal: Refusal
    others: tuple[Lexicon, ...]
    """The lists besides the first."""
    unless: Lexicon
    marked: frozenset[str]
    """Keys of the words of which one must be typed with its marks; empty if none need be."""


class Forbidden:
    """Finds requests that name what is to be got around, how, and whose it is."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Index the words that make a request one of these, and those that tell its rule."""
        needed = [(item, way) for item in refusals for way in item.ways]
        self._first = Lexicon(
            Concept(str(number), way.all_of[0]) for number, (_, way) in enumerate(needed)
        )
        """The first list of every way, all at once: most messages hold no word of any."""
        self._ways = tuple(
            _Way(
                item,
                tuple(map(_lexicon, way.all_of[1:])),
                _lexicon(way.unless),
                frozenset(tone_last(word.typed) for text in way.marked for word in words(text)),
            )
            for item, way in needed
        )
        self._see = {
            item.id: Lexicon(Concept(topic, texts) for topic, texts in item.see_for.items())
            for item in refusals
        }

    def find(self, message: Sequence[Word]) -> Refusal | None:
        """Return the refusal that the words of a message call for, or None."""
        named = self._first.find_all(message)
        if not named:
            return None
        typed = {tone_last(word.typed) for word in message}
        for number, way in enumerate(self._ways):
            if str(number) not in named or (way.marked and way.marked.isdisjoint(typed)):
                continue
            asked = all(lexicon.find_all(message) for lexicon in way.others)
            if asked and not way.unless.find_all(message):
                return way.refusal
        return None

    def rule(self, refusal: Refusal, message: Sequence[Word]) -> str:
        """Return the topic that states the rule for such a request."""
        return next(iter(self._see[refusal.id].find(message)), refusal.see)


def _lexicon(texts: tuple[str, ...]) -> Lexicon:
    return Lexicon([Concept("said", texts)])
