"""How well each unit that a name may mean fits the message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.places import wording
from bot.language.places.atlas import Atlas
from bot.language.places.keys import AGREE, DIFFER, STOP, UNSAID, agreement
from bot.language.places.mentions import Lead, Mention, Text
from bot.language.places.namebook import Unit

NAME = 3.0
EACH_FURTHER_WORD = 0.4
KIND, OTHER_KIND, OTHER_LEVEL = 1.0, -1.0, -2.0
MARKS = {AGREE: 0.6, UNSAID: 0.0, DIFFER: -0.6}
IN_DISTRICT, IN_SAID_DISTRICT, OTHER_DISTRICT = 2.5, 3.0, -1.5
IN_PROVINCE, OTHER_PROVINCE = 2.0, -2.5
ELSEWHERE_SAID = 1.0
"""For a district or province that is named elsewhere in the message."""
HOME_PROVINCE, HOME = 0.8, 0.4
TODAY = 0.3
"""Also for a district as against the former communes of its name."""
A_PROVINCE = 1.5
"""Hà Nam alone is the province, whatever ward has its name."""
BEFORE_MERGER = -0.4
ONCE, NOT_ONCE, NOW = 1.0, -0.7, 0.5
LEADS = {Lead.NONE: 0.0, Lead.TOWARDS: 0.1, Lead.BESIDE: 0.2, Lead.FROM: -1.0, Lead.AT: 0.3}
MOST_BESIDE = 8
"""Districts and provinces that are weighed with a name, the nearest ones."""
UNLIKE = 4.0
"""Taken off for each whole unlikeness of a name that was only nearly typed."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the person who asks lives."""

    atoms: frozenset[str]
    provinces: frozenset[int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a mention may mean."""

    mention: Mention
    unit: Unit
    score: float
    marks: int
    around: tuple[Mention, ...]
    """District and province said beside it in which it lies."""
    clash: bool
    """Whether a district or province is said beside it in which it does not lie."""
    at_home: bool
    """Whether it lies in the home province."""
    same_kind: bool
    """Whether a kind was said, and it is the unit's."""
    named: bool
    """Whether the name is known as written; of names from before a merger often only the key."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A district or province that is named in the same message."""

    mention: Mention
    joined: bool
    """Whether both belong to one address."""
    units: frozenset[int]


class Scene:
    """The mentions of one message, to be scored together."""

    def __init__(self, atlas: Atlas, text: Text, mentions: Sequence[Mention], home: Home) -> None:
        """Keep what the scores depend on."""
        self.atlas = atlas
        self.text = text
        self.home = home
        self.mentions = mentions
        self._wider = [one for one in mentions if one.level != "commune"]
        districts = {(one.first, one.end) for one in self._wider if one.level == "district"}
        self._provinces = {
            (one.first, one.end)
            for one in self._wider
            if one.level == "province"
            and not ((one.first, one.end) in districts and self._is_nickname(one))
        }
        """Where a province is named; Vũng Tàu is the city, though its province is so called."""

    def candidates(self) -> Iterator[Candidate]:
        """Yield every reading of every mention, scored."""
        for mention in self.mentions:
            if mention.level == "province" and not self._names_province(mention):
                continue
            others = [
                other
                for other in self._wider
                if _may_hold(other, mention) and not other.overlaps(mention)
            ]
            others.sort(key=lambda other: abs(other.head - mention.head))
            beside = [
                Beside(other, self._joined(mention, other), self._meant(other))
                for other in others[:MOST_BESIDE]
            ]
            for number in mention.units:
                yield self._candidate(mention, (mention.level, number), beside)

    def _names_province(self, mention: Mention) -> bool:
        return (mention.first, mention.end) in self._provinces

    def _is_province(self, mention: Mention) -> bool:
        """Return whether the province is meant, not the city or ward in it of the same name."""
        return self._names_province(mention) and (
            not mention.kind_fits
            or any(
                self.atlas.is_called(("province", number), mention.kind)
                for same in self._wider
                if same.level == "province" and same.first == mention.first
                for number in same.units
            )
        )

    def _is_nickname(self, mention: Mention) -> bool:
        return all(self.atlas.other_name((mention.level, one)) for one in mention.units)

    def _candidate(self, mention: Mention, unit: Unit, beside: Sequence[Beside]) -> Candidate:
        atlas = self.atlas
        marks = agreement(mention.said, atlas.name(unit))
        if mention.said.isascii() and not self.text.marked:
            marks = UNSAID
        provinces = atlas.provinces(unit)
        around, clash, fit = self._fit(mention.said, unit, provinces, beside)
        at_home = not self.home.provinces.isdisjoint(provinces)
        score = self._own_score(mention, unit, marks) + fit
        if at_home:
            score += HOME_PROVINCE
            if unit[0] == "commune" and self.home.atoms & atlas.codes(atlas.atoms(unit)):
                score += HOME
        if atlas.is_todays(unit) and any(one.now for one in (mention, *around)):
            score += NOW
        same_kind = bool(mention.kind) and atlas.is_called(unit, mention.kind)
        return Candidate(
            mention=mention,
            unit=unit,
            score=score,
            marks=marks,
            around=tuple(around),
            clash=clash,
            at_home=at_home,
            same_kind=same_kind,
            named=bool(atlas.name(unit)),
        )

    def _own_score(self, mention: Mention, unit: Unit, marks: int) -> float:
        """Return what the name itself and the words at it say."""
        atlas = self.atlas
        score = NAME + EACH_FURTHER_WORD * (mention.end - mention.first - 1)
        score += MARKS[marks] + LEADS[mention.lead] - UNLIKE * (1 - mention.likeness)
        if mention.kind:
            if atlas.is_called(unit, mention.kind):
                score += KIND
            else:
                score += OTHER_KIND if mention.kind_fits else OTHER_LEVEL
        todays = atlas.is_todays(unit)
        if unit[0] == "province":
            score += A_PROVINCE
        if todays or unit[0] == "district":
            score += TODAY
        other = atlas.other_name(unit)
        if other and not other.name:
            score += BEFORE_MERGER
        if mention.once:
            score += NOT_ONCE if todays else ONCE
        return score

    def _fit(
        self, said: str, unit: Unit, provinces: set[int], beside: Sequence[Beside]
    ) -> tuple[list[Mention], bool, float]:
        """Return the wider units said with it that it lies in, whether one clashes, the score."""
        if not beside:
            return [], False, 0.0
        districts = self.atlas.districts(unit) if unit[0] == "commune" else set()
        around: list[Mention] = []
        best = {"district": 0.0, "province": 0.0}
        clashing: list[Mention] = []
        for one in beside:
            other = one.mention
            if other.level == "district":
                if self._is_province(other):
                    continue
                within = not districts.isdisjoint(one.units)
                gain = IN_SAID_DISTRICT if other.kind else IN_DISTRICT
            else:
                within = not provinces.isdisjoint(one.units)
                gain = IN_PROVINCE
            if within and one.joined:
                best[other.level] = max(best[other.level], gain)
                around.append(other)
            elif within and other.said != said:
                best[other.level] = max(best[other.level], ELSEWHERE_SAID)
            elif one.joined and not other.short and unit[0] != "province":
                clashing.append(other)
        clashing = [
            one
            for one in clashing
            if best[one.level] == 0 and not any(one.overlaps(fits) for fits in around)
        ]
        score = best["district"] + best["province"]
        for level, loss in (("district", OTHER_DISTRICT), ("province", OTHER_PROVINCE)):
            if any(one.level == level for one in clashing):
                score += loss
        return around, bool(clashing), score

    def _meant(self, mention: Mention) -> frozenset[int]:
        """Return the units that a mention may mean, under their own numbers."""
        return frozenset(self.atlas.own((mention.level, one))[1] for one in mention.units)

    def _joined(self, one: Mention, other: Mention) -> bool:
        """Return whether only words that belong to an address stand between two mentions."""
        before, after = (one, other) if one.head < other.head else (other, one)
        tokens = self.text.tokens
        if tokens[after.head].gap == STOP:
            return False
        if (
            one.level != "province"
            and self._is_province(one)
            and (before is other or self._province_within(one, other))
        ):
            return False  # Nam Định, Ninh Bình: a province and what it is part of now
        between = tokens[before.end : after.head]
        if before.lead == Lead.FROM and any(token.lower in wording.AT for token in between):
            return False  # quê Nam Định ở Hà Nội
        return all(
            token.gap != STOP
            and (token.lower in wording.GLUE or self._within_wider(at, one, other))
            for at, token in enumerate(between, before.end)
        )

    def _province_within(self, one: Mention, other: Mention) -> bool:
        """Return whether the province of a mention's name is part of another one today."""
        return other.level == "province" and any(
            not self._meant(other).isdisjoint(self.atlas.provinces(("province", former)))
            for same in self._wider
            if same.level == "province" and same.first == one.first and same.end == one.end
            for former in same.units
        )

    def _within_wider(self, at: int, one: Mention, other: Mention) -> bool:
        return any(
            wider.head <= at < wider.end
            for wider in self._wider
            if not wider.overlaps(one) and not wider.overlaps(other)
        )


_RANK = {"commune": 0, "district": 1, "province": 2}


def _may_hold(other: Mention, mention: Mention) -> bool:
    """Return whether a mention may name what another lies in."""
    if mention.level == "province":
        return other.level == "province" and other.said != mention.said  # a former one in today's
    return _RANK[other.level] > _RANK[mention.level]
