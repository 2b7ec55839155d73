"""Places that local staff have named: found in a message by name, alias or address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.neighbourhood import LocatedSite
from bot.language.text import words

_SHORTEST = 2
"""Words of a name from which it is looked for; a single word is said too easily."""


@dataclass(frozen=True, slots=True)
class SiteFound:
    """Sites that a message may mean, and the words that name them."""

    sites: tuple[LocatedSite, ...]
    said: tuple[str, ...]
    """Folded words of the name."""


class Sites:
    """The sites of a release by the words of their names."""

    def __init__(self, sites: Iterable[LocatedSite]) -> None:
        """Learn names, aliases and addresses; the same site may be told several times."""
        self._by_words: dict[tuple[str, ...], dict[str, LocatedSite]] = {}
        for located in sites:
            site = located.site
            for name in filter(None, (site.name, site.address, *site.aliases)):
                key = tuple(word.folded for word in words(name))
                if len(key) >= _SHORTEST:
                    self._by_words.setdefault(key, {})[f"{located.area.code}/{located.id}"] = (
                        located
                    )
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in self._by_words:
            self._lengths[key[0]].add(len(key))

    def find(self, text: str, home: frozenset[str] = frozenset()) -> SiteFound | None:
        """Return the sites with the longest name said; those at home alone, where there are any.

        `home` are the codes of the old communes that the person most likely speaks of.
        """
        spoken = tuple(word.folded for word in words(text))
        named = [
            said
            for at, first in enumerate(spoken)
            for length in self._lengths.get(first, ())
            if (said := spoken[at : at + length]) in self._by_words
        ]
        if not named:
            return None
        said = max(named, key=len)
        found = tuple(self._by_words[said].values())
        near = tuple(site for site in found if site.atoms & home)
        return SiteFound(near or found, said)
