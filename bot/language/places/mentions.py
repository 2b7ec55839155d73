"""Stretches of a message that may name a unit, and what around them shows that they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.language.places import kinds, wording
from bot.language.places.keys import PAUSE, SPACE, Token
from bot.language.places.model import Level

LONGEST_NAME = 6
"""Words."""


class Lead(IntEnum):
    """What the words before a name show."""

    NONE = 0
    TOWARDS = 1
    """A place may follow: `về`, `lịch`."""
    BESIDE = 2
    """A place often follows: `công an`, `gần`."""
    FROM = 3
    """A place follows that somebody comes from: `quê`."""
    AT = 4
    """A place follows: `ở`, `tại`."""


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that bears the name of units of one level."""

    head: int
    """Its first token, that of the kind of unit if one was said."""
    first: int
    """The first token of the name."""
    end: int
    """One past the last token of the name."""
    level: Level
    units: tuple[int, ...]
    """Numbers of the level's units that are meant; see `atlas.Unit`."""
    kind: str
    """Letter of the kind that was said; empty if none."""
    said: str
    """The name as typed, in lower case."""
    lead: Lead
    ordinary: bool
    """Whether these are everyday words."""
    capital: bool
    """Whether it is written as a proper noun in a text that also has other words."""
    person: bool
    """Whether it looks like somebody's name."""
    once: bool
    """Whether `cũ` follows."""
    now: bool
    """Whether `mới` follows."""
    closed: bool
    """Whether nothing, or a pause, follows."""
    elsewhere: bool = False
    """Whether the name is mostly borne by something else, such as streets."""
    likeness: float = 1.0
    """Below 1 for a name that was only nearly typed."""

    @property
    def kind_fits(self) -> bool:
        """Whether a kind was said, and one of this level."""
        return self.level in kinds.LEVELS.get(self.kind, ())

    @property
    def number(self) -> bool:
        """Whether the name is a number: `phường 5`."""
        return self.said.isdecimal()

    @property
    def single(self) -> bool:
        """Whether it is one syllable, which is easily something else."""
        return self.end - self.first == 1 and not self.number

    @property
    def short(self) -> bool:
        """Whether it is an abbreviation, such as `gv`."""
        return self.single and len(self.said) <= 3

    def overlaps(self, other: Mention) -> bool:
        """Return whether both share a token."""
        return self.head < other.end and other.head < self.end


class Text:
    """The tokens of a message, and what they show as a whole."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Look at how the message is typed."""
        self.tokens = tokens
        letters = [token for token in tokens if token.typed[0].isalpha()]
        self.marked = sum(token.marked for token in letters) * 3 > len(letters)
        self.cased = sum(token.typed[0].islower() for token in letters) * 3 > len(letters)
        self.shouted = not any(token.typed[-1].islower() for token in letters)
        self.ordinary: list[tuple[int, int]] = []
        """Stretches of everyday words."""
        self.known: dict[int, int] = {}
        """Where names of units of several words begin, and where the longest there ends."""

    def grams(self) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and key of all runs of up to `LONGEST_NAME` words without a pause."""
        tokens = self.tokens
        for start, token in enumerate(tokens):
            name = token.key
            yield start, start + 1, name
            for at in range(start + 1, min(len(tokens), start + LONGEST_NAME)):
                if tokens[at].gap > SPACE:
                    break
                name += tokens[at].key
                yield start, at + 1, name

    def said(self, first: int, end: int) -> str:
        """Return words as typed, in lower case."""
        return " ".join(token.lower for token in self.tokens[first:end])

    def mention(self, head: int, first: int, end: int, level: Level, kind: str) -> Mention | None:
        """Return a mention, still without units; None for what is surely no place."""
        tokens = self.tokens
        if not kind and (tokens[first].typed.isdecimal() or self._other_name(first, level)):
            return None
        covering = [span for span in self.ordinary if span[0] < end and first < span[1]]
        titled = all(token.capital for token in tokens[first:end]) and not self.shouted
        if any(_hides(span, first, end, bool(kind) or titled) for span in covering):
            return None
        return Mention(
            head=head,
            first=first,
            end=end,
            level=level,
            units=(),
            kind=kind,
            said=self.said(first, end),
            lead=self._lead(head),
            ordinary=(first, end) in covering,
            capital=titled and self.cased,
            person=not kind and self._person(first),
            once=wording.begins_with(tokens, end, wording.ONCE),
            now=wording.begins_with(tokens, end, wording.NOW),
            closed=end == len(tokens) or tokens[end].gap >= PAUSE,
        )

    def _other_name(self, first: int, level: Level) -> bool:
        """Return whether the name is, or is the end of, that of a street, building or hamlet."""
        tokens = self.tokens
        for start in range(first, max(-1, first - 3), -1):
            if tokens[start].gap >= PAUSE:
                return False
            long = tokens[start].lower in wording.SURNAMES and level != "province"
            if (first - start < 2 or long) and self._follows_other(start):
                return True
        return False

    def _follows_other(self, start: int) -> bool:
        """Return whether a street's, building's or hamlet's name begins at a token."""
        tokens = self.tokens
        if tokens[start].typed.isdecimal():
            return False
        found = wording.ends_with(tokens, start, wording.FEATURES)
        if found < 0:
            return self._house_number(start)
        if self.marked and tokens[found].lower in _PLAIN:
            return False  # `song` is no river
        if any(self.known.get(at, 0) > found for at in range(found - 2, found)):
            return False  # Sìn Hồ is no lake
        if self.known.get(found, 0) > start:
            return False  # Trường Xuân is no school
        city = tokens[found].key == "pho" and found > 0 and tokens[found - 1].key == "thanh"
        return not city

    def _house_number(self, first: int) -> bool:
        tokens = self.tokens
        at = first - 1
        if at > 0 and tokens[at].gap == 0 and len(tokens[at].typed) == 1:
            at -= 1  # 12A
        if at < 0 or not tokens[at].typed.isdecimal():
            return False
        if any(self.known.get(start, 0) > at for start in range(max(0, at - 4), at)):
            return False  # Mỹ Đình 2
        year = len(tokens[at].typed) == 4 and tokens[at].typed[:2] in {"19", "20"}
        while at >= 0 and tokens[at].typed.isdecimal():
            at -= 1
        return not year and not (at >= 0 and tokens[at].lower in wording.NOT_HOUSES)

    def _lead(self, head: int) -> Lead:
        tokens = self.tokens
        if head > 1 and tokens[head - 1].typed.isdecimal():
            return Lead.AT if tokens[head - 2].lower in wording.HAMLETS else Lead.NONE
        at = wording.ends_with(tokens, head, wording.AT)
        if at >= 0:
            before = at - 1 if at and tokens[at - 1].lower in wording.PRONOUNS else at
            origin = wording.ends_with(tokens, before, wording.ORIGIN) >= 0
            return Lead.FROM if origin else Lead.AT
        for lead, words in _LEADS:
            if wording.ends_with(tokens, head, words) >= 0:
                return lead
        return Lead.NONE

    def _person(self, first: int) -> bool:
        tokens = self.tokens
        if not first or tokens[first].gap >= PAUSE:
            return False
        before = tokens[first - 1]
        surname = before.lower in wording.SURNAMES and (before.capital or not self.cased)
        people = wording.ends_with(tokens, first, wording.BESIDE) >= 0  # bà con
        return surname or (wording.ends_with(tokens, first, wording.PERSON) >= 0 and not people)


_PLAIN = wording.FEATURES - wording.FEATURES_AS_TYPED

_LEADS = (
    (Lead.FROM, wording.FROM),
    (Lead.BESIDE, wording.BESIDE),
    (Lead.TOWARDS, wording.TOWARDS),
)


def _hides(span: tuple[int, int], first: int, end: int, proper: bool) -> bool:
    """Return whether everyday words take a name away: it is a part of them, or cut by them."""
    if span[0] >= first and span[1] <= end:
        return False
    return (span[0] <= first and span[1] >= end) or not proper
