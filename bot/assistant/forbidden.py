"""Requests that are refused by their words alone, however sure the ranking is of another topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.wordlists import Refusal
from bot.language.text import Word
from bot.search.lexicon import Concept, Lexicon


class Forbidden:
    """Finds requests that name what is to be got around, how, and whose it is."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Index the words that make a request one of these, and those that tell its rule."""
        needed = [item for item in refusals if item.all_of]
        self._first = Lexicon(Concept(item.id, item.all_of[0]) for item in needed)
        """The first list of every one, all at once: most messages hold no word of any."""
        self._others = tuple(
            (item, tuple(Lexicon([Concept(item.id, texts)]) for texts in item.all_of[1:]))
            for item in needed
        )
        self._see = {
            item.id: Lexicon(Concept(topic, texts) for topic, texts in item.see_for.items())
            for item in refusals
        }

    def find(self, message: Sequence[Word]) -> Refusal | None:
        """Return the refusal of which one word of every list is said, or None."""
        named = self._first.find_all(message)
        return next(
            (
                item
                for item, lexicons in self._others
                if item.id in named and all(lexicon.find_all(message) for lexicon in lexicons)
            ),
            None,
        )

    def rule(self, refusal: Refusal, message: Sequence[Word]) -> str:
        """Return the topic that states the rule for such a request."""
        return next(iter(self._see[refusal.id].find(message)), refusal.see)
