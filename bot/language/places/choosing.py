"""The place that a message means, out of all readings of the names in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.language.places import kinds
from bot.language.places.atlas import Atlas
from bot.language.places.licence import ACT, sure
from bot.language.places.model import MOST_ASKED, Found, Level
from bot.language.places.namebook import Unit
from bot.language.places.scoring import Candidate, Scene

WITHIN = 1.5
"""A commune whose district or province is the best reading comes before it by this much."""
BAND = 0.35
"""Readings whose score is this near to the best are all meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings of one stretch of a message that remain."""

    readings: tuple[Candidate, ...]
    """The best first."""
    sure: float

    @property
    def doubtful(self) -> bool:
        """Whether a better reading may be had from a name that is not typed quite right."""
        best = self.readings[0]
        several = len({one.unit for one in self.readings}) > 1
        return best.unit[0] != "commune" or best.clash or several or not best.around


def choose(scene: Scene) -> Choice | None:
    """Return the best readings, None if no name is surely enough meant as a place."""
    rated = [
        (candidate, shown)
        for candidate in scene.candidates()
        if (shown := sure(candidate, scene.text)) >= ACT
    ]
    if not rated:
        return None
    best, shown = _best(rated)
    near = [
        candidate
        for candidate, _ in rated
        if candidate.score >= best.score - BAND and candidate.mention.overlaps(best.mention)
    ]
    near.sort(key=lambda one: -one.score)
    return Choice(tuple(_not_overshadowed(scene.atlas, near)), shown)


def _best(rated: Sequence[tuple[Candidate, float]]) -> tuple[Candidate, float]:
    """Return the best reading; that of a commune before that of the district it is said with."""
    best = max(rated, key=lambda one: (one[0].score, one[0].mention.head))
    within = [
        one
        for one in rated
        if one[0].unit[0] == "commune"
        and one[0].score >= best[0].score - WITHIN
        and any(wider.overlaps(best[0].mention) for wider in one[0].around)
    ]
    return max(within, key=lambda one: one[0].score, default=best)


def _not_overshadowed(atlas: Atlas, near: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave out communes of old beside a district of their name, and a province's former self."""
    district = any(one.unit[0] == "district" for one in near)
    provinces = {
        atlas.key(one.unit)
        for one in near
        if one.unit[0] == "province" and atlas.is_todays(one.unit)
    }
    for one in near:
        level = one.unit[0]
        hidden = (level == "commune" and district) or (
            level == "province" and atlas.key(one.unit) in provinces
        )
        if not hidden or atlas.is_todays(one.unit):
            yield one


def found(scene: Scene, choice: Choice) -> Found:
    """Return the choice as it is told to others."""
    atlas = scene.atlas
    best = choice.readings[0]
    units = list(dict.fromkeys(atlas.own(one.unit) for one in choice.readings))
    level: Level = _level(units)
    wards = _wards(atlas, units)
    olds = {old for unit in units for old in atlas.atoms(unit)}
    communes = [unit for unit in units if unit[0] == "commune"]
    one_place = len(units) == 1 or len(wards) == 1 or _one_split(atlas, communes, units)
    todays = any(atlas.is_todays(one.unit) for one in choice.readings)
    shown = wards if one_place else wards[:MOST_ASKED]
    tokens = scene.text.tokens
    around = [best.mention, *best.around]
    return Found(
        areas=tuple(map(atlas.area, shown)),
        atoms=atlas.codes(olds),
        said="" if todays or not one_place else _former_name(atlas, best),
        ask=not one_place,
        level=level,
        sure=round(choice.sure, 2),
        span=(
            tokens[min(one.head for one in around)].start,
            tokens[max(one.end for one in around) - 1].end,
        ),
        meanings=1 if one_place else max(len(units), len(wards)),
    )


def _level(units: Iterable[Unit]) -> Level:
    levels = {unit[0] for unit in units}
    for level in ("province", "district"):
        if level in levels:
            return level
    return "commune"


def _wards(atlas: Atlas, units: Sequence[Unit]) -> list[int]:
    """Return the units of today, best first: communes, then one of each district, then all."""
    communes_first = sorted(units, key=lambda unit: unit[0] != "commune")
    each = [atlas.wards(unit) for unit in communes_first]
    firsts = [wards[0] for wards in each]
    return list(dict.fromkeys([*firsts, *(ward for wards in each for ward in wards)]))


def _one_split(atlas: Atlas, communes: Sequence[Unit], units: Sequence[Unit]) -> bool:
    """Return whether all readings are one split commune and the wards it went to."""
    if len(communes) != len(units):
        return False
    splits = [unit for unit in communes if len(atlas.wards(unit)) > 1]
    if len(splits) != 1:
        return False
    parts = set(atlas.wards(splits[0]))
    return all(set(atlas.wards(unit)) <= parts for unit in communes)


def _former_name(atlas: Atlas, best: Candidate) -> str:
    """Return the former unit's name with its kind, and with its district where it is a number."""
    unit, own = best.unit, atlas.own(best.unit)
    if not atlas.name(unit) or atlas.kind(unit) == "-":
        unit = own
    said = _named(atlas, unit)
    if unit[0] == "commune" and atlas.name(unit)[:1].isdecimal():
        said += f", {_named(atlas, ('district', next(iter(atlas.districts(own)))))}"
    return f"{said} (cũ)"


def _named(atlas: Atlas, unit: Unit) -> str:
    return f"{kinds.WORDS[atlas.kind(unit)]} {atlas.name(unit)}"
