"""Whose the card is that is told: persons are kept apart over the messages of a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.assistant.heard import Heard
from bot.language.births import Birth, Card, Issue, Said
from bot.language.births.owners import SPEAKERS, may_be_one, person_before, relatives
from bot.language.text import fold

_CARD = r"(?:the(?: can cuoc)?|can cuoc|cccd|cc)"
_NO_CARD = re.compile(
    r"\b(?:chua|khong|ko) (?:tung |he |bao gio )*(?:co|lam|duoc cap) (?:the|can cuoc|cccd)\b"
)
_HAS_CARD = re.compile(
    rf"(?<!chua )(?<!khong )(?<!phai )\b(?:(?:da|moi|vua) (?:co|lam|duoc cap|dc cap|nhan|lay)"
    rf"(?: duoc| dc)? {_CARD}\b(?! (?:lam|di|xin|duoc|dc)\b)"
    rf"|(?:co|lam|duoc cap|dc cap) {_CARD} (?:roi|r|xong)\b)(?!(?: \w+){{0,2}} (?:chua|moi)\b)"
)
_ALL = re.compile(r"\b(?:deu|ca hai|ca 2|both)\b")
_ALSO_SPEAKERS = SPEAKERS | {"em"}
"""`em` is who speaks, or a brother or sister."""
_ONE_PERSON = timedelta(days=800)
"""The longest interval of birth that still tells of one person's age."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of a card."""

    issue: Issue | None
    """The card; None where somebody is said to have none."""
    who: frozenset[str]
    """Folded words of the persons it is said to be of."""
    of_all: bool
    """Whether it is said of all who are spoken of."""
    before: bool = False
    """Whether an earlier message told it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the conversation."""

    birth: Birth
    card: Told | None = None
    """None where nothing is told of a card."""


def says_no_card(text: str) -> bool:
    """Return whether somebody says to have no card yet."""
    return bool(_NO_CARD.search(fold(text).lower()))


def says_card(text: str) -> bool:
    """Return whether somebody says to have a card, and does not ask whether."""
    return bool(_HAS_CARD.search(fold(text).lower()))


def holders(heard: Sequence[Heard]) -> list[Holder]:
    """Return the persons spoken of last, each with the card that was told of them.

    `heard` are the messages, newest first. A card belongs to the person it is told with; told
    alone, to the person spoken of last; told before anybody, to the first one. A person named
    anew has no card but an own one (decision 0041). None where a relative was named since, whose
    birth is not known.
    """
    talk = _Talk()
    for message in reversed(heard):
        talk.listen(message, before=message is not heard[0])
    return [] if talk.away else [talk.known[at] for at in talk.spoken_of]


class _Talk:
    """A conversation, heard from its beginning."""

    def __init__(self) -> None:
        self.known: list[Holder] = []
        self.spoken_of: list[int] = []
        """Places in `known`."""
        self._waiting: Told | None = None
        """A card told before its holder."""
        self.away: frozenset[str] = frozenset()
        """A relative who was named since, and whose birth is not known."""

    def listen(self, message: Heard, *, before: bool) -> None:
        births = persons(message.births)
        told = _told(message, before=before)
        if births:
            self._name(births)
        elif told is None:
            named = relatives(message.text)
            spoken = [self.known[at].birth.who for at in self.spoken_of]
            if named and not any(may_be_one(who, each) for who in named for each in spoken):
                self.away = named
        if told:
            self._attach(told)

    def _name(self, births: Sequence[Birth]) -> None:
        waiting, self._waiting, self.away = self._waiting, None, frozenset()
        self.spoken_of = []
        for birth in births:
            same = (holder for holder in reversed(self.known) if _is_same(holder.birth, birth))
            known = next(same, None)
            card = known.card if known else None
            if waiting and known is None and len(births) == 1 and _may_own(waiting, birth):
                card = waiting
            self.known.append(Holder(birth, card))
            self.spoken_of.append(len(self.known) - 1)

    def _attach(self, told: Told) -> None:
        if not self.spoken_of or (self.away and not told.who):
            self._waiting = replace(told, who=told.who or self.away)
            return
        places = [at for at in self.spoken_of if _may_own(told, self.known[at].birth)]
        if len(self.spoken_of) > 1 and not told.of_all:
            places = [at for at in places if self.known[at].birth.who in told.who]
            places = places if len(places) == 1 else []
        if not places:
            named = [at for at, each in enumerate(self.known) if each.birth.who in told.who]
            places = named[-1:]
            self.spoken_of = places or self.spoken_of
        if places:
            self.away = frozenset()
        for at in places:
            self.known[at] = replace(self.known[at], card=told)


def persons(births: Iterable[Birth]) -> list[Birth]:
    """Return one birth for each person; open ages (`trên 60`) are no person's."""
    found: list[Birth] = []
    for birth in births:
        if birth.last - birth.first > _ONE_PERSON:
            continue
        before = found[-1] if found else birth
        if found and birth.who == before.who and _agree(before, birth):
            # `con lớp 9, 14 tuổi`
            first, last = max(before.first, birth.first), min(before.last, birth.last)
            found[-1] = replace(before, first=first, last=last)
        else:
            found.append(birth)
    return found


def _told(message: Heard, *, before: bool) -> Told | None:
    """Return what a message tells of a card."""
    text = message.text
    plain = fold(text).lower()
    of_all = bool(_ALL.search(plain))
    if none := _NO_CARD.search(plain):
        who = person_before(text, none.start())
        return Told(None, who, of_all or not who, before)
    issue = message.issue
    if issue and (issue.dated or issue.card is Card.CMND):
        return Told(issue, issue.who, of_all, before)
    if has := _HAS_CARD.search(plain):
        who = person_before(text, has.start())
        return Told(Issue(None, None, None, has.span(), unknown=True), who, of_all, before)
    return None


def _may_own(told: Told, birth: Birth) -> bool:
    return not told.who or any(may_be_one(who, birth.who) for who in told.who)


def _is_same(known: Birth, birth: Birth) -> bool:
    """Return whether a birth told later is that of a person already known."""
    if not _agree(known, birth):
        return False
    if birth.who in {"", known.who}:
        return True
    if not known.who or {known.who, birth.who} <= SPEAKERS:
        return birth.who in SPEAKERS
    pronouns = may_be_one(known.who, birth.who) and not {known.who, birth.who} & _ALSO_SPEAKERS
    return pronouns and _narrows(birth, known)  # `mẹ tôi 61 tuổi`, then `bà sinh 3/3/1965`


def _agree(birth: Birth, other: Birth) -> bool:
    """Return whether two births can be one person's: `13 tuổi` and `14 tuổi` cannot."""
    overlap = max(birth.first, other.first) <= min(birth.last, other.last)
    ages = birth.said is Said.AGE and other.said is Said.AGE
    return overlap and (not ages or _narrows(birth, other) or _narrows(other, birth))


def _narrows(birth: Birth, known: Birth) -> bool:
    return known.first <= birth.first and birth.last <= known.last
