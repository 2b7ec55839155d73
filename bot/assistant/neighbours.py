"""Subjects beside ours: recognised by the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.wordlists import Neighbour
from bot.language.text import Word
from bot.search.lexicon import Concept, Lexicon


@dataclass(frozen=True, slots=True)
class Named:
    """A neighbouring subject that a message names."""

    subject: Neighbour
    near_ours: bool
    """Whether words beside the name may make the question ours."""


class Neighbours:
    """Finds neighbouring subjects in decoded words."""

    def __init__(self, neighbours: Iterable[Neighbour]) -> None:
        """Index names, and the words that make a question ours after all."""
        self._by_id = {item.id: item for item in neighbours}
        self._names = Lexicon(Concept(item.id, item.names) for item in self._by_id.values())
        self._ours = {
            item.id: Lexicon([Concept(item.id, item.ours)]) for item in self._by_id.values()
        }

    def find(self, message: Sequence[Word]) -> Named | None:
        """Return the first neighbour named, or None."""
        for name in self._names.find(message):
            return Named(self._by_id[name], bool(self._ours[name].find(message)))
        return None
