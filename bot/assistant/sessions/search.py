"""Find what a citizen wants among the sessions: what fits, what comes nearest, what fell out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from enum import Enum, auto

from bot.assistant.sessions.campaigns import campaigns_of
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.query import (
    AHEAD,
    MOST_KM,
    MOST_NEAR,
    Answered,
    Hit,
    Wanted,
    Window,
    windows,
)
from bot.assistant.sessions.serving import Fit, verdict
from bot.assistant.sessions.shifting import shifted
from bot.assistant.sessions.timetable import Calendar, Candidate
from bot.content.local import Kind, Scope
from bot.content.neighbourhood import LocatedNotice, LocatedSession, LocatedSite
from bot.language.clock_times import END_OF_DAY, Hours
from bot.language.places import distance_km

_DAY = timedelta(days=1)
_LONGEST_CAMPAIGN = timedelta(days=400)


def find(calendar: Calendar, notices: Iterable[LocatedNotice], wanted: Wanted) -> Answered:
    """Return what the calendar knows of a wish."""
    return _Search(calendar, wanted).answer(notices)


class _Shelf(Enum):
    """What an occurrence is to a wish; see the fields of `Answered`."""

    HITS = auto()
    UNSURE = auto()
    SAME_DAY = auto()
    OTHERS = auto()
    CALLED_OFF = auto()
    OVER = auto()


class _Search:
    """One wish on its way through the calendar."""

    def __init__(self, calendar: Calendar, wanted: Wanted) -> None:
        self._calendar = calendar
        self._wanted = wanted
        self._ahead, self._past = windows(wanted)
        self._candidates = _candidates(calendar, wanted)

    def answer(self, notices: Iterable[LocatedNotice]) -> Answered:
        shelves = self._sorted_out()
        hits, unsure, others, called_off = (
            tuple(self._nearest(shelves[shelf].values()))
            for shelf in (_Shelf.HITS, _Shelf.UNSURE, _Shelf.OTHERS, _Shelf.CALLED_OFF)
        )
        same_day = () if hits else self._by_lateness(shelves[_Shelf.SAME_DAY].values())
        following = [] if hits else self._following(sure=not unsure)
        over = list(shelves[_Shelf.OVER].values())
        if not (hits or unsure or same_day or following or over):
            over = self._latest()
        campaigns = campaigns_of(notices, self._wanted, self._ahead, self._past)
        return Answered(
            self._wanted,
            hits=hits,
            unsure=unsure,
            same_day=same_day,
            following=tuple(following),
            others=others,
            called_off=called_off,
            over=tuple(_sorted(over)),
            stops=tuple(self._stops()),
            campaigns=campaigns.now,
            undated=tuple(item for item in campaigns.now if not self._dated(item)),
            past_campaigns=campaigns.past,
        )

    def _sorted_out(self) -> dict[_Shelf, dict[str, Hit]]:
        """Return what lies in the asked time by what it is to the wish, each once."""
        shelves: dict[_Shelf, dict[str, Hit]] = {shelf: {} for shelf in _Shelf}
        for hit in self._held(self._past):
            shelves[_Shelf.OVER][hit.occurrence.key] = hit
        for window in self._ahead:
            for hit in self._between(window.first, window.last):
                if shelf := self._shelf(hit, window):
                    shelves[shelf][hit.occurrence.key] = hit
        return shelves

    def _shelf(self, hit: Hit, window: Window) -> _Shelf | None:
        """Return what an occurrence in a window is to the wish; None where it is no news."""
        serves = hit.fit is not Fit.NO
        if hit.occurrence.standing is not Standing.PLANNED:
            return _Shelf.CALLED_OFF if serves and self._told(hit.occurrence) else None
        if self._is_over(hit):
            return _Shelf.OVER if serves and self._wanted.whens else None
        if not serves:
            return _Shelf.OTHERS
        if window.hours is None:
            return _Shelf.HITS
        if not hit.hours:
            return _Shelf.UNSURE if _may_be(hit.occurrence, window.hours) else _Shelf.SAME_DAY
        return _Shelf.HITS if self._at(hit, window.hours) else _Shelf.SAME_DAY

    def _between(self, first: date, last: date) -> Iterator[Hit]:
        """Yield everything planned at the place between two days, for whomever it is."""
        wanted = self._wanted
        for candidate in self._candidates:
            located = candidate.schedule.located
            for occurrence in candidate.schedule.between(first, last):
                if not _at_place(occurrence, wanted):
                    continue
                distance = None
                if candidate.distances is not None and occurrence.site:
                    distance = candidate.distances.get(occurrence.site.id)
                    if distance is None and wanted.atoms is None:
                        continue
                if wanted.at_home is (located.session.kind is Kind.HOME):
                    judged = verdict(occurrence, wanted.persons)
                    yield Hit(
                        occurrence, judged.fit, judged.hours, judged.own_hours, distance,
                        judged.left_out,
                    )  # fmt: skip

    def _told(self, occurrence: Occurrence) -> bool:
        """Return whether what does not take place is news: a holiday is where it was asked for."""
        return occurrence.standing is not Standing.HOLIDAY or bool(self._wanted.whens)

    def _is_over(self, hit: Hit) -> bool:
        now = self._wanted.moment.time()
        if hit.own_hours and hit.occurrence.day == self._wanted.today:
            return all(part.end <= now for part in hit.hours)
        return hit.occurrence.is_over(self._wanted.today, now)

    def _at(self, hit: Hit, hours: Hours) -> bool:
        """Return whether some of its hours that are still to come are those asked for."""
        today = hit.occurrence.day == self._wanted.today
        now = self._wanted.moment.time()
        return any(part.overlaps(hours) for part in hit.hours if not today or part.end > now)

    def _held(self, past: Iterable[Window]) -> Iterator[Hit]:
        for window in past:
            for hit in self._between(window.first, window.last):
                if hit.fit and hit.occurrence.takes_place:
                    yield hit

    def _latest(self) -> list[Hit]:
        """Return what was held last, where nothing else is known."""
        today = self._wanted.today
        lately = Window(shifted(today, -AHEAD), today)
        held = [hit for hit in self._held([lately]) if self._is_over(hit)]
        last = max((hit.occurrence.day for hit in held), default=None)
        return [hit for hit in held if hit.occurrence.day == last]

    def _coming(self, first: date, last: date) -> list[Hit]:
        """Return what fits between two days and lies in none of the windows."""
        return _sorted(
            hit
            for hit in self._between(first, last)
            if hit.fit
            and hit.occurrence.standing is Standing.PLANNED
            and not self._is_over(hit)
            and not any(window.holds(hit.occurrence.day) for window in self._ahead)
        )

    def _following(self, *, sure: bool) -> list[Hit]:
        """Return the nearest ones after the asked time, else the last before it."""
        today = self._wanted.today
        first = min((window.first for window in self._ahead), default=today)
        last = max((window.last for window in self._ahead), default=today)
        if not self._wanted.whens:
            return []
        after = self._coming(first, shifted(last, AHEAD))
        if not after and first > today:
            before = self._coming(today, first - _DAY)
            return _of_day(before, before[-1].occurrence.day) if before else []
        if not after:
            return []
        if self._wanted.point and self._wanted.atoms is None:
            return _first_of_each_site(self._nearest(after))
        nearest = _of_day(after, after[0].occurrence.day)[:MOST_NEAR]
        asked = [window.hours for window in self._ahead if window.hours]
        if asked and sure:
            fitting = (hit for hit in after if any(self._at(hit, hours) for hours in asked))
            match = next(fitting, None)
            if match and match not in nearest:
                nearest.append(match)
        return nearest

    def _nearest(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return the hits in order; for a point, those of the nearest places alone."""
        if self._wanted.point is not None and self._wanted.atoms is None:
            far = {_site_key(hit.occurrence.site): hit.distance or 0.0 for hit in hits}
            kept = sorted(far, key=lambda site: far[site])[:MOST_NEAR]
            hits = [hit for hit in hits if _site_key(hit.occurrence.site) in kept]
        return _sorted(hits)

    def _by_lateness(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Return what lies after the asked hours first."""
        starts = [window.hours.start for window in self._ahead if window.hours]

        def early(hit: Hit) -> bool:
            end = hit.hours[-1].end if hit.hours else hit.occurrence.end
            return end is not None and end <= min(starts)

        return tuple(sorted(_sorted(hits), key=early))

    def _stops(self) -> list[LocatedSession]:
        wanted = self._wanted
        if wanted.atoms is None:
            return []
        found = {
            stop.session.id: stop
            for window in self._ahead
            for stop in self._calendar.stops(window.first, window.last, wanted.atoms)
            if stop.session.scope is not Scope.PLACES
            and (not wanted.areas or stop.area.code in wanted.areas)
        }
        return list(found.values())

    def _dated(self, item: LocatedNotice) -> bool:
        """Return whether any session is known for what is left of a campaign."""
        first = max(item.notice.from_, self._wanted.today)
        last = min(item.notice.until, shifted(first, _LONGEST_CAMPAIGN))
        return any(hit.occurrence.takes_place for hit in self._between(first, last))


def _candidates(calendar: Calendar, wanted: Wanted) -> list[Candidate]:
    if wanted.point is not None and wanted.atoms is None:
        return calendar.near(wanted.point, MOST_KM)
    return [
        Candidate(schedule, _distances(schedule.sites, wanted.point))
        for schedule in calendar.within(wanted.atoms)
    ]


def _distances(
    sites: Iterable[LocatedSite], point: tuple[float, float] | None
) -> dict[str, float] | None:
    if point is None:
        return None
    return {site.id: distance_km(point, site.point) for site in sites if site.point}


def _at_place(occurrence: Occurrence, wanted: Wanted) -> bool:
    """Return whether it is held where it was asked for, or by the ward that was asked for."""
    site, located = occurrence.site, occurrence.session
    if wanted.sites and _site_key(site) not in map(_site_key, wanted.sites):
        return False
    if wanted.areas:
        return located.area.code in wanted.areas or occurrence.area.code in wanted.areas
    atoms = site.atoms if site else located.atoms
    return wanted.atoms is None or bool(atoms & wanted.atoms)


def _may_be(occurrence: Occurrence, hours: Hours) -> bool:
    """Return whether an occurrence of unknown hours may be held at some of these."""
    possible = Hours(occurrence.opens or time(0), occurrence.closes or END_OF_DAY)
    return possible.overlaps(hours)


def _site_key(site: LocatedSite | None) -> tuple[str, str]:
    return (site.area.code, site.id) if site else ("", "")


def _sorted(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.order)


def _of_day(hits: Iterable[Hit], day: date) -> list[Hit]:
    return [hit for hit in hits if hit.occurrence.day == day]


def _first_of_each_site(hits: Iterable[Hit]) -> list[Hit]:
    found: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        found.setdefault(_site_key(hit.occurrence.site), hit)
    return list(found.values())
