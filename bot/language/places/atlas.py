"""How units lie within each other, and what they are today."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isnan

from bot.language.places import kinds
from bot.language.places.keys import key
from bot.language.places.model import Area, Level, PlaceWords
from bot.language.places.namebook import NameBook, Names, Unit, post
from bot.language.places.records import Records

_MOST_REGIONS = 16
"""Districts and provinces whose names are kept at hand: most people speak of their own."""


class Atlas(NameBook):
    """All units by name and place. Numbers only; `area` makes what is shown."""

    def __init__(self, records: Records, words: PlaceWords) -> None:
        """Index the records."""
        super().__init__(records, words)
        self._olds_of = _inverse(records.old_districts, len(records.districts))
        self._parts_of = _inverse(records.old_heirs, self.news)
        for old, heirs in records.old_parts.items():
            for heir in heirs[1:]:
                self._parts_of[heir].append(old)
        self._districts_in: defaultdict[int, list[int]] = defaultdict(list)
        for district, former in enumerate(records.district_provinces):
            for province in {self.todays + former, records.former_heirs[former]}:
                self._districts_in[province].append(district)
        self._number_of = {code: at for at, code in enumerate(records.new_codes)}
        self.inside = lru_cache(_MOST_REGIONS)(self._inside)
        """The names of communes, former and of today, or of districts in a wider unit."""

    def atoms(self, unit: Unit) -> Sequence[int]:
        """Return the former communes that a unit consists of."""
        level, at = self.own(unit)
        if level == "commune":
            return (at,) if at < self.olds else self._parts_of[at - self.olds]
        if level == "district":
            return self._olds_of[at]
        return [old for district in self._districts_in[at] for old in self._olds_of[district]]

    def heirs(self, old: int) -> tuple[int, ...]:
        """Return the units of today that a former commune went to."""
        return self.records.old_parts.get(old) or (self.records.old_heirs[old],)

    def wards(self, unit: Unit) -> list[int]:
        """Return the units of today in which a unit lies, those with most of it first."""
        level, at = self.own(unit)
        if level == "commune":
            return [at - self.olds] if at >= self.olds else list(self.heirs(at))
        if level == "province":
            return sorted({heir for old in self.atoms(unit) for heir in self.heirs(old)})
        shares: dict[int, int] = {}
        for old in self.atoms(unit):
            for place, heir in enumerate(self.heirs(old)):
                shares[heir] = shares.get(heir, 0) + (2 if place == 0 else 1)
        name = key(self.name(unit))
        return sorted(shares, key=lambda ward: (self._spelt(ward) != name, -shares[ward], ward))

    def _spelt(self, ward: int) -> str:
        return self._keys[self.records.new_names[ward]]

    def _inside(self, region: Unit, level: Level) -> Names:
        found = Names()
        if level == "district":
            for district in self._districts_in[region[1]]:
                post(found, key(self.records.districts[district]), district)
            return found
        olds = self.atoms(region)
        for old in olds:
            post(found, self._keys[self.records.old_names[old]], old)
        for ward in {heir for old in olds for heir in self.heirs(old)}:
            post(found, self._spelt(ward), self.olds + ward)
        return found

    def districts(self, unit: Unit) -> set[int]:
        """Return the former districts in which a unit lies."""
        if unit[0] == "district":
            return {self.own(unit)[1]}
        return {self.records.old_districts[old] for old in self.atoms(unit)}

    def provinces(self, unit: Unit) -> set[int]:
        """Return the provinces, of today and former, in which a unit lies."""
        records = self.records
        level, at = self.own(unit)
        if level == "province":
            return {at, records.former_heirs[at - self.todays]} if at >= self.todays else {at}
        districts = self.districts(unit)
        former = {records.district_provinces[district] for district in districts}
        return {self.todays + at for at in former} | {records.former_heirs[at] for at in former}

    def provinces_of(self, atoms: Iterable[str]) -> set[int]:
        """Return the provinces of today in which former communes lie."""
        wanted = set(atoms)
        if not wanted:
            return set()
        records = self.records
        return {
            records.former_heirs[records.district_provinces[district]]
            for code, district in zip(records.old_codes, records.old_districts, strict=True)
            if code in wanted
        }

    def codes(self, olds: Iterable[int]) -> frozenset[str]:
        """Return the atoms: the codes of former communes."""
        return frozenset(self.records.old_codes[old] for old in olds)

    def area(self, ward: int) -> Area:
        """Return a unit of today as it is shown."""
        records = self.records
        lat, lon = records.new_lats[ward], records.new_lons[ward]
        kind = kinds.WORDS[records.new_kinds[ward]]
        return Area(
            code=records.new_codes[ward],
            name=f"{kind} {records.names[records.new_names[ward]]}",
            province=self.display[records.new_provinces[ward]],
            lat=None if isnan(lat) else lat,
            lon=None if isnan(lon) else lon,
        )

    def ward(self, code: str) -> int | None:
        """Return the number of a unit of today."""
        return self._number_of.get(code)


def _inverse(column: array[int], size: int) -> list[array[int]]:
    found = [array("H") for _ in range(size)]
    for at, value in enumerate(column):
        found[value].append(at)
    return found
