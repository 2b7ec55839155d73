"""Which units bear a name."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.places import kinds
from bot.language.places.keys import key, keys
from bot.language.places.model import Level, PlaceWords
from bot.language.places.records import Records

Unit = tuple[Level, int]
"""A level and a number. Communes: former ones, then today's. Districts: former ones. Provinces:
today's, then former ones. After these, at each level, the further names of units."""

Names = dict[str, int | tuple[int, ...]]
"""Key to number or numbers; most names have one, and a number takes less memory than a tuple."""


@dataclass(slots=True)
class OtherName:
    """A further name of a unit: of before a merger, or one that staff added."""

    kind: str
    """`-` where it goes with any kind."""
    name: str
    """As written; empty where only the key is known."""
    of: int


class NameBook:
    """All names of units, and what units are called."""

    def __init__(self, records: Records, words: PlaceWords) -> None:
        """Index the names of the records, and the provinces' nicknames."""
        self.records = records
        self.olds = len(records.old_names)
        self.news = len(records.new_names)
        self.todays = len(records.provinces)
        self.display = _displays(records, words)
        self._own: dict[Level, int] = {
            "commune": self.olds + self.news,
            "district": len(records.districts),
            "province": self.todays + len(records.former),
        }
        self._others: dict[Level, list[OtherName]] = {
            "commune": [OtherName(kind, "", at) for kind, _, at in records.earlier],
            "district": [OtherName(kind, "", at) for kind, _, at in records.earlier_districts],
            "province": [],
        }
        self._keys = keys(records.names)
        self.names: dict[Level, Names] = {
            "commune": self._commune_names(),
            "district": self._district_names(),
            "province": self._province_names(),
        }
        self._add_nicknames(words)

    def _commune_names(self) -> Names:
        records, found = self.records, Names()
        for at, name in enumerate(records.old_names):
            if records.old_kinds[at] in "pxtk":  # not the islands that had no commune
                post(found, self._keys[name], at)
        for at, name in enumerate(records.new_names):
            post(found, self._keys[name], self.olds + at)
        for at, (_, spelt, _) in enumerate(records.earlier):
            post(found, key(spelt), self.olds + self.news + at)
        return found

    def _district_names(self) -> Names:
        records, found = self.records, Names()
        for at, name in enumerate(keys(records.districts)):
            if name:
                post(found, name, at)
        for at, (_, spelt, _) in enumerate(records.earlier_districts):
            post(found, key(spelt), len(records.districts) + at)
        return found

    def _province_names(self) -> Names:
        found = Names()
        for at, name in enumerate(keys([*self.records.provinces, *self.records.former])):
            post(found, name, at)
        return found

    def _add_nicknames(self, words: PlaceWords) -> None:
        named = [(name, one.name) for one in words.provinces for name in one.nicknames]
        named += [
            (short, kinds.kind_of(full)[1])
            for short, full in words.abbreviations.items()
            if not kinds.kind_word(full)
        ]
        for nickname, name in named:
            for at in self.called("province", key(name)):
                self.add_name(nickname, "-", ("province", at))

    def add_name(self, name: str, kind: str, unit: Unit) -> None:
        """Give a unit a further name; kind `-` goes with any."""
        level, at = self.own(unit)
        others = self._others[level]
        others.append(OtherName(kind, name, at))
        post(self.names[level], key(name), self._own[level] + len(others) - 1)

    def called(self, level: Level, name: str) -> tuple[int, ...]:
        """Return the units of a level with this key."""
        return numbers(self.names[level].get(name, ()))

    def other_name(self, unit: Unit) -> OtherName | None:
        """Return the further name that a unit's number stands for, None for its own name."""
        level, at = unit
        first = self._own[level]
        return self._others[level][at - first] if at >= first else None

    def own(self, unit: Unit) -> Unit:
        """Return the unit itself where a number stands for a further name of it."""
        other = self.other_name(unit)
        return (unit[0], other.of) if other else unit

    def is_todays(self, unit: Unit) -> bool:
        """Return whether a unit exists today under the name that its number stands for."""
        level, at = self.own(unit)
        if level == "commune":
            return self.olds <= at
        return level == "province" and at < self.todays

    def kind(self, unit: Unit) -> str:
        """Return the letter of the kind; `-` for a name that goes with any."""
        if other := self.other_name(unit):
            return other.kind
        level, at = unit
        records = self.records
        if level == "commune":
            old = at < self.olds
            return records.old_kinds[at] if old else records.new_kinds[at - self.olds]
        if level == "district":
            return records.district_kinds[at]
        if at >= self.todays:
            return records.former_kinds[at - self.todays]
        return kinds.kind_of(self.display[at])[0].replace("c", "C")

    def is_called(self, unit: Unit, kind: str) -> bool:
        """Return whether a unit is, or until lately was, of the kind that was said."""
        level, at = unit
        if level == "province" and at < self.todays:
            lately = self.records.province_kinds[at]
            return any(kinds.same_kind(kind, one) for one in (self.kind(unit), lately))
        return kinds.same_kind(kind, self.kind(unit))

    def name(self, unit: Unit) -> str:
        """Return the name without kind; empty where only the key is known."""
        if other := self.other_name(unit):
            return other.name
        level, at = unit
        records = self.records
        if level == "commune":
            old = at < self.olds
            return records.names[
                records.old_names[at] if old else records.new_names[at - self.olds]
            ]
        if level == "district":
            return records.districts[at]
        today = at < self.todays
        return records.provinces[at] if today else records.former[at - self.todays]

    def key(self, unit: Unit) -> str:
        """Return the key of a unit's own name."""
        return key(self.name(self.own(unit)))


def _displays(records: Records, words: PlaceWords) -> list[str]:
    shown = {key(one.name): one.display for one in words.provinces if one.display}
    return [
        shown.get(key(name)) or f"{kinds.WORDS[kind]} {name}"
        for name, kind in zip(records.provinces, records.province_kinds, strict=True)
    ]


def post(names: Names, name: str, number: int) -> None:
    """Keep a number under a key."""
    known = names.get(name)
    if known is None:
        names[name] = number
    else:
        names[name] = (*numbers(known), number)


def numbers(posted: int | tuple[int, ...]) -> tuple[int, ...]:
    """Return what is kept under a key as a tuple."""
    return (posted,) if isinstance(posted, int) else posted
