"""Subjects beside ours: recognised by the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.content.wordlists import Neighbour
from bot.language.text import Word
from bot.search.lexicon import Concept, Lexicon

_Field = Literal["ours", "theirs", "shown", "persons"]


@dataclass(frozen=True, slots=True)
class Named:
    """A neighbouring subject that a message names."""

    subject: Neighbour
    near_ours: bool
    """Whether words beside the name may make the question ours."""
    theirs: bool = False
    """Whether it is theirs, whatever else is named."""
    person: bool = False
    """Whether the name tells who somebody is."""


class Neighbours:
    """Finds neighbouring subjects in decoded words."""

    def __init__(self, neighbours: Iterable[Neighbour]) -> None:
        """Index names, and the words that make a question ours after all."""
        self._by_id = {item.id: item for item in neighbours}
        self._names = Lexicon(Concept(item.id, item.names) for item in self._by_id.values())
        self._ours = self._lexicons("ours")
        self._theirs, self._shown = self._lexicons("theirs"), self._lexicons("shown")
        self._persons = self._lexicons("persons")

    def find(self, message: Sequence[Word]) -> Named | None:
        """Return the first neighbour named, or None."""
        for name in self._names.find(message):
            theirs = self._theirs[name].find(message) and not self._shown[name].find(message)
            ours, person = self._ours[name].find(message), self._persons[name].find(message)
            return Named(self._by_id[name], bool(ours), bool(theirs), bool(person))
        return None

    def _lexicons(
        self, field: Literal["ours", "theirs", "shown", "persons"]
    ) -> dict[str, Lexicon]:
        return {
            name: Lexicon([Concept(name, getattr(item, field))])
            for name, item in self._by_id.items()
        }
