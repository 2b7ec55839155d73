"""Answers about sessions and offices from one release: the way in for every other module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from bot.assistant.sessions.asking import Asked, LocalAnswer, Venue, venue_of
from bot.assistant.sessions.campaigns import concerns
from bot.assistant.sessions.office_wording import OfficeTeller
from bot.assistant.sessions.offices import Offices
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import Answered, Wanted
from bot.assistant.sessions.scope import Choice, Held, Scope, scope_of
from bot.assistant.sessions.search import find
from bot.assistant.sessions.serving import Persons
from bot.assistant.sessions.speaking import ScheduleWords
from bot.assistant.sessions.summary import Summary
from bot.assistant.sessions.timetable import Calendar
from bot.assistant.sessions.wording import Teller
from bot.assistant.sites import Sites
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.neighbourhood import Atoms, LocatedNotice, LocatedOffice
from bot.language.places import Found
from bot.language.text import fold

_SCHOOL = "truong "


class LocalGuide:
    """Knows the sessions and offices of one release. Safe to share between questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the local data; nothing is expanded yet."""
        self.knowledge = knowledge
        self._local = knowledge.local
        self.calendar = Calendar(knowledge.local)
        self.offices = Offices(knowledge.local, self.calendar)
        self._held = [
            Held(item.area, item.atoms, item.sample) for item in knowledge.local.sessions
        ]
        self._handled = [
            Held(area, item.atoms, item.sample)
            for item in knowledge.local.offices
            for area in item.handles
        ]

    @cached_property
    def atoms(self) -> Atoms:
        """Return the old communes of which anything is known: people most likely speak of them."""
        return frozenset().union(*(held.atoms for held in (*self._held, *self._handled)))

    @cached_property
    def areas(self) -> dict[str, Held]:
        """Return the wards of which sessions or offices are known, by code."""
        return {item.area.code: item for item in (*self._handled, *self._held)}

    @cached_property
    def schedule_words(self) -> ScheduleWords:
        """Return what tells a question for a schedule from other ones."""
        return ScheduleWords(self.knowledge.lists)

    def sessions(self, asked: Asked) -> LocalAnswer:
        """Return what is held where and when it was asked; offices where nothing else is known.

        Without a place that is known, or with several, the status is `NEEDS_DETAIL`.
        """
        scope = scope_of(asked, self._held)
        return (
            self._choose(asked, scope) if isinstance(scope, Choice) else self._tell(asked, scope)
        )

    def everywhere(self, asked: Asked) -> LocalAnswer:
        """Return what is held anywhere when it was asked."""
        return self._tell(asked, Scope(None))

    def named_sites(self) -> Sites:
        """Return what finds the places of sessions and offices in a message."""
        sites = (site for item in self._local.sessions for site in item.file_sites.values())
        return Sites([*sites, *(item.site for item in self._local.offices)])

    def _tell(self, asked: Asked, scope: Scope) -> LocalAnswer:
        teller = self._teller(asked)
        found = find(self.calendar, self._local.notices, _wanted(asked, scope))
        summary = Summary(teller, self._where(asked, scope, teller), found)
        lines = [*self._split(asked, teller), *summary.paragraphs(self._news(asked, scope))]
        offices = [] if found.offered else self._found_offices(asked, scope)
        if offices:
            heading = teller.voice.say("co-quan-con-lam")
            lines += [heading, *self._office_lines(asked, offices, teller)]
        elif not found.offered:
            lines.append(teller.voice.say("hoi-cong-an"))
        sample = summary.sample or any(office.sample for office, _ in offices)
        sites = [hit.occurrence.site for hit in found.offered if hit.occurrence.site]
        return LocalAnswer(
            _status(found, offices),
            summary.heading(),
            (teller.sample(), *lines) if sample else tuple(lines),
            hits=found.offered,
            venues=_venues(map(venue_of, sites or (office.site for office, _ in offices))),
            offices=tuple(office for office, _ in offices),
            sample=sample,
            found=found,
        )

    def office(self, asked: Asked) -> LocalAnswer:
        """Return the offices that work for the place asked about, or the nearest to a point."""
        scope = scope_of(asked, self._handled)
        if isinstance(scope, Choice):
            return self._choose(asked, scope)
        teller = self._teller(asked)
        where = self._where(asked, scope, teller)
        offices = self._found_offices(asked, scope)
        if not offices:
            note = teller.voice.say("co-quan-chua-biet", noi=where)
            if asked.whens:
                whens = teller.voice.whens(asked.whens)
                note = teller.voice.say("co-quan-chua-biet-ngay", noi=where, khi=whens)
            return LocalAnswer(Status.ANSWERED, note, (teller.voice.say("tu-tim-co-quan"),))
        told = self._office_lines(asked, offices, teller)
        lines = [*self._split(asked, teller), *told]
        sample = any(office.sample for office, _ in offices)
        return LocalAnswer(
            Status.OFFICE,
            teller.voice.say("co-quan-cua", noi=where),
            (teller.sample(), *lines) if sample else tuple(lines),
            venues=_venues(venue_of(office.site) for office, _ in offices),
            offices=tuple(office for office, _ in offices),
            sample=sample,
        )

    def _choose(self, asked: Asked, choice: Choice) -> LocalAnswer:
        voice = Voice(self.knowledge, asked.language, asked.moment)
        note = voice.say("chon-dia-ban" if choice.areas else "hoi-dia-ban")
        named = tuple(f"• {area.name}, {area.province}" for area in choice.areas)
        lines = ("\n".join(named),) if named else ()
        return LocalAnswer(Status.NEEDS_DETAIL, note, lines, areas=choice.areas)

    def _teller(self, asked: Asked) -> Teller:
        return Teller(Voice(self.knowledge, asked.language, asked.moment))

    def _where(self, asked: Asked, scope: Scope, teller: Teller) -> str:
        voice = teller.voice
        if asked.sites:
            names = dict.fromkeys(site.site.name for site in asked.sites)
            return voice.say("noi-tai-diem", ten=voice.listing(names))
        if scope.areas:
            return voice.say("noi-o", dia_ban=voice.listing(_names(asked, scope, voice)))
        if asked.place and asked.place.areas:
            return voice.say("noi-o", dia_ban=asked.place.said or asked.place.areas[0].province)
        return voice.say("noi-gan-ban") if asked.point else voice.say("noi-moi-noi")

    def _split(self, asked: Asked, teller: Teller) -> Iterator[str]:
        """Say so where an old commune went to several wards."""
        place = asked.place
        if place and place.level == "commune" and len(place.areas) > 1 and not asked.sites:
            names = teller.voice.listing(area.name for area in place.areas)
            yield teller.voice.say("dia-ban-chia", cu=_former(place), moi=names)

    def _news(self, asked: Asked, scope: Scope) -> list[LocatedNotice]:
        today = asked.moment.date()
        return [
            item
            for item in self._local.notices
            if concerns(item, scope.atoms, scope.codes)
            and item.notice.from_ <= today <= item.notice.until
        ]

    def _found_offices(
        self, asked: Asked, scope: Scope
    ) -> list[tuple[LocatedOffice, float | None]]:
        if scope.atoms is None and asked.point:
            return list(self.offices.near(asked.point))
        if scope.atoms is None:
            return []
        return [(office, None) for office in self.offices.handling(scope.atoms, scope.codes)]

    def _office_lines(
        self, asked: Asked, offices: list[tuple[LocatedOffice, float | None]], teller: Teller
    ) -> list[str]:
        wording = OfficeTeller(teller, self.offices)
        return [wording.told(office, asked.whens, distance) for office, distance in offices]


def _names(asked: Asked, scope: Scope, voice: Voice) -> list[str]:
    """Return the wards; the one that an old name stands for with that name beside it."""
    names = [area.name for area in scope.areas]
    place = asked.place
    if len(names) > 1 or place is None or place.level != "commune" or not place.said:
        return names
    return [voice.say("dia-ban-gom", moi=names[0], cu=_former(place))]


def _former(place: Found) -> str:
    return place.said.removesuffix("(cũ)").strip()


def _wanted(asked: Asked, scope: Scope) -> Wanted:
    wishes = asked.wishes
    sites = (fold(site.site.name).lower() for site in asked.sites)
    schools = [name for name in sites if name.startswith(_SCHOOL)]  # by whatever name it was said
    message = " ; ".join([wishes.message, *schools])
    return Wanted(
        asked.moment,
        asked.whens,
        scope.atoms,
        scope.codes,
        asked.sites,
        asked.point,
        Persons(asked.births, wishes.groups, wishes.residency, wishes.services, message),
        at_home=wishes.at_home,
        campaign=wishes.campaign,
    )


def _status(found: Answered, offices: list[tuple[LocatedOffice, float | None]]) -> Status:
    known = (
        found.offered, found.called_off, found.others, found.over, found.stops, found.campaigns,
        found.past_campaigns,
    )  # fmt: skip
    if any(known):
        return Status.SESSIONS
    return Status.OFFICE if offices else Status.ANSWERED


def _venues(venues: Iterable[Venue]) -> tuple[Venue, ...]:
    return tuple(dict.fromkeys(venues))
