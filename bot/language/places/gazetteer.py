"""The places of Vietnam, old and new: what a message means, what lies near a point."""

from __future__ import annotations

from math import cos, isnan, radians
from typing import NamedTuple

from bot.language.places.additions import add
from bot.language.places.atlas import Atlas
from bot.language.places.choosing import choose, found
from bot.language.places.geo import distance_km
from bot.language.places.keys import tokens
from bot.language.places.mentions import Mention, Text
from bot.language.places.model import Area, Found, PlaceWords
from bot.language.places.nearmiss import NearMisses
from bot.language.places.reader import Reader
from bot.language.places.records import Records
from bot.language.places.scoring import Home, Scene

MOST_HOMES = 256
"""Homes whose provinces are remembered."""


class Names(NamedTuple):
    """What may name units in one message."""

    text: Text
    mentions: list[Mention]


class Gazetteer:
    """All units by name, place and code."""

    def __init__(self, records: Records, words: PlaceWords) -> None:
        """Index the records, with what staff add."""
        for unit in words.units:
            records.add(unit)
        self._atlas = Atlas(records, words)
        self.doubts = add(self._atlas, words)
        """What staff should look at in their words: names that lead nowhere, or elsewhere too."""
        self._reader = Reader(self._atlas, words)
        self._homes: dict[frozenset[str], Home] = {}
        self._near_misses = NearMisses(self._atlas, self._reader)

    @classmethod
    def load(cls, words: PlaceWords) -> Gazetteer:
        """Read the shipped index; takes some hundredths of a second."""
        return cls(Records.read(), words)

    def find(self, text: str, home: frozenset[str] = frozenset()) -> Found | None:
        """Return the place that a message names, None if none is surely meant.

        `text` is cleaned. `home` has the atoms of the province or commune where the person
        lives; names there are preferred.
        """
        return self.meant(self.read(text), home)

    def read(self, text: str) -> Names:
        """Return the names in a cleaned message, which may be weighed for several homes."""
        said = Text(tokens(text))
        return Names(said, self._reader.mentions(said))

    def meant(self, names: Names, home: frozenset[str] = frozenset()) -> Found | None:
        """Return the place that names mean; `home` as for `find`."""
        said, mentions = names
        if not mentions and not self._reader.names_a_kind(said):
            return None  # nothing is named, and nowhere a name must stand
        at_home = self._home(home)
        scene = Scene(self._atlas, said, mentions, at_home)
        choice = choose(scene)
        if (choice is None or choice.doubtful) and (
            slips := self._near_misses.mentions(said, mentions, at_home)
        ):
            scene = Scene(self._atlas, said, [*mentions, *slips], at_home)
            choice = choose(scene)
        return found(scene, choice) if choice else None

    def _home(self, atoms: frozenset[str]) -> Home:
        known = self._homes.get(atoms)
        if known is None:
            if len(self._homes) >= MOST_HOMES:
                self._homes.clear()
            known = Home(atoms, frozenset(self._atlas.provinces_of(atoms)))
            self._homes[atoms] = known
        return known

    def area(self, code: str) -> Area | None:
        """Return a unit of today by its code."""
        ward = self._atlas.ward(code)
        return None if ward is None else self._atlas.area(ward)

    def atoms_of(self, code: str) -> frozenset[str]:
        """Return the former communes of a unit of today; none for an unknown code."""
        ward = self._atlas.ward(code)
        if ward is None:
            return frozenset()
        return self._atlas.codes(self._atlas.atoms(("commune", self._atlas.olds + ward)))

    def near(self, lat: float, lon: float, most: int = 3) -> list[tuple[Area, float]]:
        """Return the units whose centres are nearest to a point, with kilometres, nearest first.

        Wards are no circles: this is what to offer, not where somebody lives.
        """
        records, narrow = self._atlas.records, cos(radians(lat))
        rough = sorted(
            ((one - lat) ** 2 + ((other - lon) * narrow) ** 2, at)
            for at, (one, other) in enumerate(zip(records.new_lats, records.new_lons, strict=True))
            if not isnan(one)
        )
        nearest = [
            (distance_km((lat, lon), (records.new_lats[at], records.new_lons[at])), at)
            for _, at in rough[: most * 2]
        ]
        return [(self._atlas.area(at), km) for km, at in sorted(nearest)[:most]]
