"""What is known of a place, what a message says of one, and the words that staff add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["commune", "district", "province"]


@dataclass(frozen=True, slots=True)
class Area:
    """One of today's wards or communes."""

    code: str
    name: str
    """With its kind: `phường Đoàn Kết`."""
    province: str
    """As shown, after the overrides of staff: `tỉnh Lai Châu`."""
    lat: float | None
    lon: float | None
    """An approximate centre in degrees; None where none is known that can be trusted."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place that a message names."""

    areas: tuple[Area, ...]
    """Today's units, best first; one, unless a commune was split, a district or province was
    named, or `ask`."""
    atoms: frozenset[str]
    """Codes of the former communes of everything that may be meant."""
    said: str
    """The former unit that was named, `xã Sùng Phài (cũ)`; empty for a name of today."""
    ask: bool
    """Whether several unrelated places are meant: offer `areas`, which are then at most
    `MOST_ASKED`."""
    level: Level
    """What was named."""
    sure: float
    """0 to 1: how surely a place was meant at all, and how well the name fits."""
    span: tuple[int, int]
    """Where it stands in the text."""
    meanings: int = 1
    """Units that the name may mean; may be more than the areas offered: then ask for the
    province."""


MOST_ASKED = 8
"""Areas offered when a name is ambiguous."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A unit that was merged away before July 2025, and what took it in."""

    unit: str
    """With its kind: `phường 13` or `quận 2`."""
    district: str
    """Of a commune: its district; empty for a district."""
    province: str
    into: tuple[str, ...]
    """Communes of that district, or districts of that province."""


@dataclass(frozen=True, slots=True)
class ProvinceWords:
    """How a province is shown and what else it is called."""

    name: str
    display: str = ""
    """With its kind, instead of the index's; empty: as the index has it."""
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraUnit:
    """A unit that the index does not have."""

    code: str
    name: str
    province: str
    lat: float | None = None
    lon: float | None = None
    former: tuple[str, ...] = ()
    """Communes it was made of: `xã Mẫu Thượng` or `xã Mẫu Thượng, huyện Mẫu`. Each is an atom,
    and the same one in two units is a split commune. Without any, the unit is its own atom."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What staff know about places beyond the index: `knowledge/language/places.yaml`."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Local name to the place meant, from small to large: `gv: quận Gò Vấp, Hồ Chí Minh`."""
    merged: tuple[Merged, ...] = ()
    provinces: tuple[ProvinceWords, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Short form to a kind of unit (`p: phường`) or a province (`hcm: Hồ Chí Minh`)."""
    ordinary: tuple[str, ...] = ()
    """Everyday words that are also names of units: no place unless something shows it."""
    elsewhere: tuple[str, ...] = ()
    """Names mostly borne by something else, such as streets: no place after `ở` either."""
    units: tuple[ExtraUnit, ...] = ()
