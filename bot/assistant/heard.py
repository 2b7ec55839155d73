"""What a message says about who, when and where, each found once and only when it is needed.

Births and days of issue are cut out before days are looked for, and days before places: the
other order turns a Sunday into the town of Chũ. Places that local staff have named come before
the national index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.assistant.sites import SiteFound, Sites
from bot.content.knowledge import Knowledge
from bot.language.births import (
    Birth,
    Impossible,
    Issue,
    find_births,
    find_expiry,
    find_impossible,
    find_issue,
)
from bot.language.births.periods import Period
from bot.language.dates import Missing, When, find_missing, find_whens
from bot.language.lazily import lazily
from bot.language.places import Found, Gazetteer


@dataclass(frozen=True)
class Map:
    """Where places are looked up; made once for a release."""

    knowledge: Knowledge
    sites: Sites
    held: frozenset[str] = frozenset()
    """Old communes of which sessions or offices are known."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The index of the country, which is read when it is first needed."""
        return self.knowledge.gazetteer


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_KINDS = {"commune": "phường", "district": "quận", "province": "tỉnh"}


class Heard:
    """One message, read for persons, days and places."""

    def __init__(
        self,
        text: str,
        moment: datetime,
        known: Map,
        home: frozenset[str] = frozenset(),
        before: Heard | None = None,
    ) -> None:
        """`text` is clean and without personal numbers; `moment` is in Vietnam's zone.

        `home` are the old communes that the person most likely speaks of, unless the messages
        up to `before` name others.
        """
        self.text = text
        self._moment = moment
        self._map = known
        self._at_home = home
        self._before = before

    @lazily
    def _home(self) -> frozenset[str]:
        """Old communes of the place named before, else of the home."""
        return self._before.around if self._before else self._at_home

    @lazily
    def around(self) -> frozenset[str]:
        """Old communes that whoever said this most likely speaks of next."""
        return self.place.atoms if self.place and not self.place.ask else self._home

    @lazily
    def births(self) -> tuple[Birth, ...]:
        """The intervals of birth that are named, in the order of the text."""
        return tuple(birth for birth in self._ages if not birth.milestone)

    @lazily
    def _ages(self) -> tuple[Birth, ...]:
        """The births, and the ages of renewal that are named for themselves."""
        return tuple(find_births(self.text, self._moment))

    @lazily
    def expiry(self) -> Period | None:
        """The day of expiry printed on a card, or its month or year."""
        return find_expiry(self.text, self._moment)

    @lazily
    def impossible(self) -> tuple[Impossible, ...]:
        """Days of birth or of issue that cannot be."""
        return tuple(find_impossible(self.text, self._moment))

    @lazily
    def issue(self) -> Issue | None:
        """The card that is told of, and when it was issued."""
        return find_issue(self.text, self._moment)

    @property
    def dated(self) -> bool:
        """Whether it is told when a card was issued."""
        return self.issue is not None and self.issue.dated

    @lazily
    def whens(self) -> tuple[When, ...]:
        """The days and hours that are named, without those of births and of issue."""
        return tuple(find_whens(self._without_persons, self._moment))

    @lazily
    def missing(self) -> tuple[Missing, ...]:
        """The days that are named and that no calendar has, but for those of births and issues."""
        return tuple(find_missing(self._without_persons, self._moment))

    @lazily
    def site(self) -> SiteFound | None:
        """The places of sessions and offices that are named."""
        return self._map.sites.find(self._without_days, self._home)

    @lazily
    def place(self) -> Found | None:
        """The ward, district or province that is named."""
        gazetteer, held = self._map.gazetteer, self._map.held
        names = gazetteer.read(self._without_days)
        found = gazetteer.meant(names, self._home)
        if held and (found is None or not (found.ask or found.atoms & held)):
            # A bare name is believed sooner where something is known of that place.
            known = gazetteer.meant(names, held)
            return known if known and not known.ask and known.atoms <= held else found
        return found

    @lazily
    def named_place(self) -> str:
        """The place that is named, in words that are understood by themselves; empty without."""
        if self.place is None:
            near = {site.area for site in self.site.sites} if self.site else set()
            return ", ".join(f"{area.name}, {area.province}" for area in near if len(near) == 1)
        if len(self.place.areas) == 1 and not self.place.said and self.place.level == "commune":
            [area] = self.place.areas
            return f"{area.name}, {area.province}"
        return self.text[slice(*self.place.span)]

    @property
    def says_anything(self) -> bool:
        """Whether anybody, a card or a place is named."""
        return bool(self.births or self.issue or self.place or self.site)

    @lazily
    def without_place(self) -> str:
        """The message with nothing left of the place but its kind: names say nothing of topics."""
        if self.place is None:
            return self.text
        start, end = self.place.span
        kind = _KINDS.get(self.place.level, "")
        return f"{self.text[:start]}{kind}{self.text[end:]}"

    @lazily
    def without_ages(self) -> str:
        """The message without the words that tell ages and births."""
        return " ".join(_cut(self.text, [birth.span for birth in self._ages]).split())

    @lazily
    def rest(self) -> str:
        """The message without the words that name persons, days and a place."""
        spans = [self.place.span] if self.place else []
        return _cut(self._without_days, [*spans, self.issue.span] if self.issue else spans)

    @lazily
    def _without_persons(self) -> str:
        """The message for days: `làm căn cước ngày 24 tháng 11` asks for one to come."""
        spans = [birth.span for birth in self._ages]
        dated = _YEAR.search(self.text) and self.issue
        if dated and _YEAR.search(self.text[slice(*dated.span)]):
            spans.append(dated.span)
        return _cut(self.text, spans)

    @lazily
    def _without_days(self) -> str:
        """The message for places: one may stand between a card and its year."""
        days = [*(when.span for when in self.whens), *(day.span for day in self.missing)]
        return _cut(self.text, [*(birth.span for birth in self._ages), *days])


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in place of the spans, so that later spans stay right."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
