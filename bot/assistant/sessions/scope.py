"""Which place a question is about: named, shared as a point, or the only one that there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.assistant.sessions.asking import Asked
from bot.content.neighbourhood import Atoms
from bot.language.places import MOST_ASKED, Area, Found, Gazetteer


@dataclass(frozen=True, slots=True)
class Held:
    """An area of which local data is held."""

    area: Area
    atoms: Atoms
    sample: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """The place that is asked about."""

    atoms: Atoms | None
    """Old communes; None where only a point is known."""
    areas: tuple[Area, ...] = ()
    """Today's wards; empty where a whole district or province is meant."""

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the wards."""
        return frozenset(area.code for area in self.areas)


@dataclass(frozen=True, slots=True)
class Choice:
    """Several places may be meant; the person must choose, or name one if there are none."""

    areas: tuple[Area, ...]


def whole_area(area: Area, gazetteer: Gazetteer) -> Found:
    """Return one of today's wards as a place that was named."""
    return Found((area,), gazetteer.atoms_of(area.code), "", False, "commune", 1.0, (0, 0))


def scope_of(asked: Asked, held: Iterable[Held]) -> Scope | Choice:
    """Return the place that is meant; `held`: the areas of which something is known.

    A district or province means those of its wards of which something is known. Without any
    place the only ward is meant, unless its data is a sample.
    """
    if asked.sites:
        areas = dict.fromkeys(site.area for site in asked.sites)
        return Scope(_union(site.atoms for site in asked.sites), tuple(areas))
    if asked.place:
        return _named(asked.place, held)
    if asked.point:
        return Scope(None)
    real = [item for item in held if not item.sample]
    return _only(real) or Choice(_areas(real))


def _named(place: Found, held: Iterable[Held]) -> Scope | Choice:
    if place.ask:
        return Choice(place.areas)
    if place.level == "commune":
        return Scope(place.atoms, place.areas)
    inside = [item for item in held if item.atoms & place.atoms]
    if not inside:
        return Scope(place.atoms)
    return _only(inside) or Choice(_areas(inside))


def _only(held: list[Held]) -> Scope | None:
    if len({item.area.code for item in held}) != 1:
        return None
    return Scope(_union(item.atoms for item in held), (held[0].area,))


def _areas(held: Iterable[Held]) -> tuple[Area, ...]:
    return tuple({item.area.code: item.area for item in held}.values())[:MOST_ASKED]


def _union(several: Iterable[Atoms]) -> Atoms:
    return frozenset(code for atoms in several for code in atoms)
