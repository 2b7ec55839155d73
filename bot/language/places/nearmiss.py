"""Names with a slip of the finger, looked for only where a name must stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.language.places import kinds, wording
from bot.language.places.atlas import Atlas
from bot.language.places.keys import PAUSE, SPACE, marks
from bot.language.places.mentions import Mention, Text
from bot.language.places.model import Level
from bot.language.places.namebook import Names, Unit, numbers
from bot.language.places.reader import Reader
from bot.language.places.scoring import Home

IN_DISTRICT, IN_PROVINCE, IN_THE_COUNTRY = 80.0, 86.0, 92.0
"""Likeness (`fuzz.ratio` of keys) that counts inside what was said, and anywhere."""
BETWEEN = 6.0
"""So much less will do for all that stands between `phường` and a district or province."""
A_PROVINCE, A_DISTRICT = 85.0, 86.0
MARKED = 70.0
"""Likeness of the marked forms, where marks were typed."""
CLEAR = 3.0
"""The runner-up is at least this much less like."""
SHORTEST = 5
"""Letters of a key; in a shorter one a slip makes another name."""
MOST_SLOTS = 5
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a name must stand: right after or right before what was understood."""

    spans: tuple[tuple[int, int], ...]
    level: Level
    region: Unit | None
    """What it must lie in; None for the whole country."""
    cut: float
    """The least likeness."""


class NearMisses:
    """Finds the names that are nearly typed."""

    def __init__(self, atlas: Atlas, reader: Reader) -> None:
        """Keep the names and who reads the kinds of unit."""
        self._atlas = atlas
        self._reader = reader

    def mentions(self, text: Text, exact: Sequence[Mention], home: Home) -> list[Mention]:
        """Return mentions of names that are not typed quite right."""
        wider = [one for one in exact if one.level != "commune"]
        slots: list[_Slot] = []
        for slot in self._slots(text, exact, wider, home):
            slots.append(slot)
            if len(slots) == MOST_SLOTS:
                break
        return [found for slot in slots if (found := self._nearest(text, slot))]

    def _slots(
        self, text: Text, exact: Sequence[Mention], wider: Sequence[Mention], home: Home
    ) -> Iterator[_Slot]:
        heads = {one.head for one in exact if one.kind}
        for at in range(len(text.tokens) - 1):
            start, kind = self._reader.kind_at(text, at)
            if start and start < len(text.tokens):
                yield from self._between(text, start, kind, wider)
                if at not in heads:
                    yield from self._after_kind(text, start, kind, wider, home)
        for one in wider:
            if spans := tuple(self._before(text, one, exact)):
                cut = IN_DISTRICT if one.level == "district" else IN_PROVINCE
                for region in _regions(one):
                    yield _Slot(spans, "commune", region, cut)
        for one in exact:
            if one.level == "district" or (one.level == "commune" and one.kind):
                spans = tuple(self._after(text, one.end, wider))[1:2]
                if spans and not any(two.first == spans[0][0] for two in wider):
                    yield _Slot(spans, "province", None, A_PROVINCE)

    def _between(
        self, text: Text, start: int, kind: str, wider: Sequence[Mention]
    ) -> Iterator[_Slot]:
        """Yield all that stands between a kind of commune and the next district or province."""
        tokens = text.tokens
        following = [one for one in wider if start < one.head <= start + _LONGEST + 1]
        if "commune" not in kinds.LEVELS[kind] or not following:
            return
        end = min(one.head for one in following)
        while end > start and tokens[end - 1].lower in wording.GLUE:
            end -= 1
        if end == start or any(token.gap > SPACE for token in tokens[start + 1 : end]):
            return
        for one in following:
            cut = IN_DISTRICT if one.level == "district" else IN_PROVINCE
            for region in _regions(one):
                yield _Slot(((start, end),), "commune", region, cut - BETWEEN)

    def _after_kind(
        self, text: Text, start: int, kind: str, wider: Sequence[Mention], home: Home
    ) -> Iterator[_Slot]:
        """Yield what follows a kind of unit, of any length."""
        spans = tuple(self._after(text, start, wider))
        for level in kinds.LEVELS[kind]:
            if level == "province":
                yield _Slot(spans, level, None, A_PROVINCE)
                continue
            said = [region for one in wider if one.level != level for region in _regions(one)]
            homes: list[Unit] = [("province", number) for number in home.provinces]
            nowhere: list[Unit | None] = [None]
            for region in said[:2] or homes or nowhere:
                everywhere = IN_THE_COUNTRY if region is None else IN_PROVINCE
                cut = A_DISTRICT if level == "district" else everywhere
                yield _Slot(spans, level, region, cut)

    def _after(
        self, text: Text, start: int, wider: Sequence[Mention]
    ) -> Iterator[tuple[int, int]]:
        """Yield the stretches that begin at a token, up to a pause or to what is understood."""
        tokens = text.tokens
        for at in range(start, min(len(tokens), start + _LONGEST)):
            understood = any(one.head <= at < one.end for one in wider)
            paused = at > start and tokens[at].gap > SPACE
            if understood or paused or not _in_a_name(text, at):
                return
            yield start, at + 1

    def _before(
        self, text: Text, one: Mention, exact: Sequence[Mention]
    ) -> Iterator[tuple[int, int]]:
        """Yield the stretches right before a mention that begin where a place may begin."""
        tokens, end = text.tokens, one.head
        for start in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
            taken = any(two.head <= start < two.end and two.kind for two in exact)
            if taken or not _in_a_name(text, start) or self._reader.kind_at(text, start)[0]:
                return
            opens = start == 0 or tokens[start].gap >= PAUSE or _led(text, start)
            if end - start > 1 and opens:
                yield start, end
            if tokens[start].gap >= PAUSE:
                return

    def _nearest(self, text: Text, slot: _Slot) -> Mention | None:
        """Return the name that is most like one of the stretches, if it is clearly one name."""
        names = self._atlas.names[slot.level]
        if slot.region is not None:
            names = self._atlas.inside(slot.region, slot.level)
        likes = sorted(_likes(text, slot, names), reverse=True)
        if not likes or any(
            likes[0][0] - one[0] < CLEAR and one[3] != likes[0][3] for one in likes
        ):
            return None
        ratio, first, end, name = likes[0]
        head, kind = self._reader.head(text, first)
        mention = text.mention(head, first, end, slot.level, kind)
        if mention is None or (mention.ordinary and not kind):
            return None
        mention.likeness = ratio / 100
        mention.units = tuple(
            number
            for number in numbers(names[name])
            if self._alike(mention.said, (slot.level, number))
        )
        return mention if mention.units else None

    def _alike(self, said: str, unit: Unit) -> bool:
        """Return whether the marks, where typed, are not quite other ones."""
        name = self._atlas.name(unit)
        if said.isascii() or not name:
            return True
        return fuzz.ratio("".join(marks(said)), "".join(marks(name))) >= MARKED


def _regions(mention: Mention) -> list[Unit]:
    """Return what a district or province may be; today's province holds its former self."""
    most = 1 if mention.level == "province" else 2
    return [(mention.level, number) for number in mention.units[:most]]


def _likes(text: Text, slot: _Slot, names: Names) -> Iterator[tuple[float, int, int, str]]:
    """Yield ratio, stretch and key of names like one of the stretches."""
    for first, end in slot.spans:
        said = "".join(token.key for token in text.tokens[first:end])
        if len(said) < SHORTEST or (slot.region is None and end - first < 2):
            continue
        for name, ratio, _ in process.extract(
            said, names.keys(), scorer=fuzz.ratio, score_cutoff=slot.cut, limit=2
        ):
            yield ratio, first, end, name


def _in_a_name(text: Text, at: int) -> bool:
    """Return whether a word may be part of a name; hardly one of an ordinary question."""
    everyday = any(start <= at < end for start, end in text.ordinary if end - start > 1)
    return not everyday and text.tokens[at].lower not in wording.NOT_IN_NAMES


def _led(text: Text, start: int) -> bool:
    """Return whether the words before a token lead to a place."""
    phrases = (wording.AT, wording.BESIDE, wording.FROM, wording.TOWARDS)
    return any(wording.ends_with(text.tokens, start, one) >= 0 for one in phrases)
