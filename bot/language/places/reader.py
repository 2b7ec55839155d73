"""Finds the names of units in a message."""

from __future__ import annotations

from itertools import islice

from bot.language.places import kinds, wording
from bot.language.places.atlas import Atlas
from bot.language.places.keys import AGREE, DIFFER, GLUED, SPACE, agreement, key
from bot.language.places.mentions import Mention, Text
from bot.language.places.model import Level, PlaceWords

MOST_MENTIONS = 40
"""Names that are looked at; a message with more is no question about a place."""
_SLOT = 6
"""Words after `phường` in which its name stands."""
_LEVELS: tuple[Level, ...] = ("commune", "district", "province")


class Reader:
    """Knows the names, the short forms of the kinds of unit, and the everyday words."""

    def __init__(self, atlas: Atlas, words: PlaceWords) -> None:
        """Keep the names; read the short forms and everyday words of staff."""
        self.atlas = atlas
        self._kinds = dict(kinds.BY_KEYS)
        for short, full in words.abbreviations.items():
            if kind := kinds.kind_word(full):
                self._kinds[(key(short),)] = kind
        self._kinds_begin = frozenset(first for first, *_ in self._kinds)
        self._ordinary: dict[str, tuple[str, ...]] = {}
        for phrase in words.ordinary:
            spelt = key(phrase)
            self._ordinary[spelt] = (*self._ordinary.get(spelt, ()), phrase)
        self._elsewhere = frozenset(map(key, words.elsewhere))

    def mentions(self, text: Text) -> list[Mention]:
        """Return everything that may name a unit, except what surely does not."""
        called = []
        communes, districts, provinces = (self.atlas.names[level] for level in _LEVELS)
        for start, end, name in text.grams():
            if name in self._ordinary and self._is_everyday(text.said(start, end), name):
                text.ordinary.append((start, end))
            known = name in communes or name in districts or name in provinces
            if known and not self._within_kind(text, start):
                levels = [level for level in _LEVELS if name in self.atlas.names[level]]
                called.append((start, end, name, levels))
                if end - start > 1:
                    text.known[start] = end  # longer runs come later
        each = (
            mention
            for start, end, name, levels in called
            for level in levels
            if (mention := self._mention(text, start, end, name, level))
        )
        found = list(islice(each, MOST_MENTIONS))
        if not found:
            return []
        slots = self._open_slots(text, {one.head for one in found if one.kind_fits})
        wider = {(one.first, one.end) for one in found if one.level != "commune"}
        return [
            one
            for one in found
            if not any(_ends_in(one, other) for other in found)
            and not (
                one.level == "commune"
                and not one.kind
                and (one.first, one.end) in wider
                and not slots.isdisjoint(range(one.head - _SLOT, one.head))
            )
        ]

    def _open_slots(self, text: Text, heads: set[int]) -> set[int]:
        """Return where a kind of commune is said, but no known name follows: it was mistyped.

        A name soon after it is that of the district or province, not again of a commune.
        """
        tokens = text.tokens
        return {
            at
            for at in range(len(tokens) - 1)
            if at not in heads
            and "commune" in kinds.LEVELS.get(self.kind_at(text, at)[1], ())
            and tokens[at + 1].lower not in wording.GLUE
        }

    def _mention(
        self, text: Text, start: int, end: int, name: str, level: Level
    ) -> Mention | None:
        head, kind = self.head(text, start)
        if kind and level not in kinds.LEVELS[kind] and wording.may_be_other(text.tokens[head]):
            head, kind = start, ""  # hon quan binh phuoc: no district of Bình Phước
        mention = text.mention(head, start, end, level, kind)
        if mention is None or (mention.number and not mention.kind_fits):
            return None
        units = self.atlas.called(level, name)
        allowed = tuple(
            unit
            for unit in units
            if agreement(mention.said, self.atlas.name((level, unit))) != DIFFER
        )
        # After a kind of unit other marks may be a slip.
        mention.units = allowed or (units if kind else ())
        mention.elsewhere = name in self._elsewhere
        return mention if mention.units else None

    def _is_everyday(self, said: str, name: str) -> bool:
        """Return whether words are everyday ones as they are marked."""
        return said.isascii() or any(agreement(said, one) == AGREE for one in self._ordinary[name])

    def head(self, text: Text, start: int) -> tuple[int, str]:
        """Return where a mention begins whose name begins here, and the kind then said."""
        if start and text.tokens[start].gap <= SPACE:
            for head in (start - 2, start - 1):
                end, kind = self.kind_at(text, head) if head >= 0 else (0, "")
                if end == start:
                    return head, kind
        return start, ""

    def names_a_kind(self, text: Text) -> bool:
        """Return whether a kind of unit is said anywhere."""
        return any(self.kind_at(text, at)[0] for at in range(len(text.tokens)))

    def _within_kind(self, text: Text, start: int) -> bool:
        """Return whether a token is the second word of a kind: `phố` of `thành phố`."""
        return start > 0 and self.kind_at(text, start - 1)[0] == start + 1

    def kind_at(self, text: Text, at: int) -> tuple[int, str]:
        """Return one past the words for a kind of unit at a place, and its letter; 0 if none."""
        tokens = text.tokens
        token = tokens[at]
        if token.key not in self._kinds_begin:
            return 0, ""
        if at + 1 < len(tokens) and tokens[at + 1].gap <= SPACE:
            kind = self._kinds.get((token.key, tokens[at + 1].key), "")
            if kind:
                return at + 2, kind
        kind = self._kinds.get((token.key,), "")
        after_number = token.gap == GLUED and at > 0 and tokens[at - 1].typed.isdecimal()
        goes_on = after_number and tokens[at - 1].gap == GLUED  # p5q3, but not 3x4
        if (
            not kind
            or (after_number and not goes_on)
            or not wording.is_kind(tokens, at, text.marked)
        ):
            return 0, ""
        return at + 1, kind


def _ends_in(one: Mention, other: Mention) -> bool:
    """Return whether a name is only the end, or the middle, of a longer one: Bắc Trà My."""
    return other.first < one.first and one.end <= other.end
