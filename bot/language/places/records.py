"""Administrative units as columns of numbers, which take little memory and load fast."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from pathlib import Path

from bot.language.places.keys import key
from bot.language.places.kinds import kind_of
from bot.language.places.model import ExtraUnit

SHIPPED = Path(__file__).with_name("units.json")
"""Made by `scripts/build_places.py`, which names the source."""


def _ints(values: Iterable[int] = ()) -> array[int]:
    return array("H", values)


@dataclass(slots=True)
class Records:
    """All units; a unit is known by its number in its columns. Kinds are letters of `kinds`."""

    provinces: list[str]
    """Today's; their names without kind."""
    province_kinds: str
    former: list[str]
    """Provinces until June 2025."""
    former_kinds: str
    former_heirs: array[int]
    """The province of today that each became part of."""
    districts: list[str]
    district_kinds: str
    district_provinces: array[int]
    """Of `former`."""
    names: list[str]
    """Of communes, each once."""
    old_names: array[int]
    old_kinds: str
    old_codes: list[str]
    """The atoms."""
    old_districts: array[int]
    old_heirs: array[int]
    """The unit of today that each former commune went to; of a split one, the main part."""
    old_parts: dict[int, tuple[int, ...]]
    """All units of today that a split commune went to, the main one first."""
    new_names: array[int]
    new_kinds: str
    new_codes: list[str]
    new_provinces: array[int]
    new_lats: array[float]
    new_lons: array[float]
    """Degrees; NaN where unknown."""
    earlier: list[tuple[str, str, int]]
    """Names before a merger that was before July 2025: kind, key, former commune."""
    earlier_districts: list[tuple[str, str, int]]

    @classmethod
    def read(cls, file: Path = SHIPPED) -> Records:
        """Return the units of a data file."""
        raw = json.loads(file.read_text("utf-8"))
        heirs = raw["old_heirs"]
        return cls(
            provinces=raw["provinces"],
            province_kinds=raw["province_kinds"],
            former=raw["former"],
            former_kinds=raw["former_kinds"],
            former_heirs=_ints(raw["former_heirs"]),
            districts=raw["districts"],
            district_kinds=raw["district_kinds"],
            district_provinces=_ints(raw["district_provinces"]),
            names=raw["names"],
            old_names=_ints(raw["old_names"]),
            old_kinds=raw["old_kinds"],
            old_codes=raw["old_codes"].split(" "),
            old_districts=_ints(raw["old_districts"]),
            old_heirs=_ints(one if isinstance(one, int) else one[0] for one in heirs),
            old_parts={at: tuple(one) for at, one in enumerate(heirs) if isinstance(one, list)},
            new_names=_ints(raw["new_names"]),
            new_kinds=raw["new_kinds"],
            new_codes=raw["new_codes"].split(" "),
            new_provinces=_ints(raw["new_provinces"]),
            new_lats=array("d", (nan if one is None else one for one in raw["new_lats"])),
            new_lons=array("d", (nan if one is None else one for one in raw["new_lons"])),
            earlier=[(kind, name, at) for kind, name, at in raw["earlier"]],
            earlier_districts=[(kind, name, at) for kind, name, at in raw["earlier_districts"]],
        )

    @classmethod
    def none(cls) -> Records:
        """Return an index without units, to be filled with `add`."""
        return cls(
            provinces=[],
            province_kinds="",
            former=[],
            former_kinds="",
            former_heirs=_ints(),
            districts=[],
            district_kinds="",
            district_provinces=_ints(),
            names=[],
            old_names=_ints(),
            old_kinds="",
            old_codes=[],
            old_districts=_ints(),
            old_heirs=_ints(),
            old_parts={},
            new_names=_ints(),
            new_kinds="",
            new_codes=[],
            new_provinces=_ints(),
            new_lats=array("d"),
            new_lons=array("d"),
            earlier=[],
            earlier_districts=[],
        )

    def add(self, unit: ExtraUnit) -> None:
        """Add a unit of today and the former communes that it was made of."""
        kind, name = kind_of(unit.name)
        province = self._province(unit.province)
        number = len(self.new_names)
        self.new_names.append(self._name(name))
        self.new_kinds += kind or "x"
        self.new_codes.append(unit.code)
        self.new_provinces.append(province)
        self.new_lats.append(nan if unit.lat is None else unit.lat)
        self.new_lons.append(nan if unit.lon is None else unit.lon)
        former = next(at for at, heir in enumerate(self.former_heirs) if heir == province)
        if not unit.former:
            self._add_old(unit.code, unit.name, self._district("", former), number)
        for place in unit.former:
            commune, _, district = (part.strip() for part in place.partition(","))
            code = f"{key(unit.province)}/{key(district)}/{key(commune)}"
            self._add_old(code, commune, self._district(district, former), number)

    def _add_old(self, code: str, commune: str, district: int, heir: int) -> None:
        if code in self.old_codes:
            at = self.old_codes.index(code)
            self.old_parts[at] = (*self.old_parts.get(at, (self.old_heirs[at],)), heir)
            return
        kind, name = kind_of(commune)
        self.old_names.append(self._name(name))
        self.old_kinds += kind or "x"
        self.old_codes.append(code)
        self.old_districts.append(district)
        self.old_heirs.append(heir)

    def _name(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def _province(self, said: str) -> int:
        """Return the province of today with this name; make it, and its former self, if new."""
        kind, name = kind_of(said)
        if name not in self.provinces:
            kind = "C" if kind == "c" else "T"
            self.provinces.append(name)
            self.province_kinds += kind
            self.former.append(name)
            self.former_kinds += kind
            self.former_heirs.append(len(self.provinces) - 1)
        return self.provinces.index(name)

    def _district(self, said: str, province: int) -> int:
        """Return the district of a former province; a nameless one is made where none is said."""
        kind, name = kind_of(said)
        for at, other in enumerate(self.districts):
            if other == name and self.district_provinces[at] == province:
                return at
        self.districts.append(name)
        self.district_kinds += kind or "h"
        self.district_provinces.append(province)
        return len(self.districts) - 1
