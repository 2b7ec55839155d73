"""What the names of areas in local data mean; the national index is read when first needed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.places import Area, Found, Gazetteer, PlaceWords
from bot.language.text import clean, words

_MOST_KEPT = 2
"""Gazetteers kept for the process: of the release in force and of the one being checked."""
_kept: list[tuple[PlaceWords, Gazetteer]] = []


class AreaNames:
    """The gazetteer of one knowledge base, read on first use, and the areas looked up in it."""

    def __init__(self, place_words: PlaceWords) -> None:
        """Keep the staff's own place words; nothing is read yet."""
        self._words = place_words
        self._found: dict[tuple[str, str], Found | None] = {}

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer; releases with the same place words share one."""
        for known, gazetteer in _kept:
            if known is self._words or known == self._words:
                self._words = known
                return gazetteer
        made = Gazetteer.load(self._words)
        _kept[:] = [*_kept, (self._words, made)][-_MOST_KEPT:]
        return made

    def find(self, name: str, home: str = "") -> Found | None:
        """Return what an area's name means, None where any of its words means nothing.

        `home` names the area around it, if there is one: it decides between namesakes.
        """
        key = (name, "" if home == name else home)
        if key not in self._found:
            around = self.find(key[1]) if key[1] else None
            self._found[key] = self._read(clean(name), around.atoms if around else frozenset())
        return self._found[key]

    def _read(self, name: str, home: frozenset[str]) -> Found | None:
        found = self.gazetteer.find(name, home)
        if found is None:
            return None
        first, last = found.span
        # A misspelt ward would else be taken for the whole province beside it.
        return None if words(name[:first]) or words(name[last:]) else found

    def ward(self, name: str, home: str = "") -> Area:
        """Return the one ward or commune of a name that passed the checks."""
        return self.areas([name], home)[0]

    def areas(self, names: Iterable[str], home: str = "") -> tuple[Area, ...]:
        """Return today's wards and communes of names that passed the checks, each once."""
        found = (self.find(name, home) for name in names)
        return tuple(dict.fromkeys(area for item in found if item for area in item.areas))

    def atoms(self, names: Iterable[str], home: str = "") -> frozenset[str]:
        """Return the former communes' codes of names that passed the checks."""
        found = (self.find(name, home) for name in names)
        return frozenset(code for item in found if item for code in item.atoms)


def is_one_ward(found: Found) -> bool:
    """Return whether exactly one ward or commune of today was named."""
    return found.level == "commune" and not found.ask and len(found.areas) == 1
