"""Offices: which one works for a ward, which is near, and whether it is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.assistant.sessions.shifting import shifted
from bot.assistant.sessions.suspensions import cut, gaps
from bot.assistant.sessions.timetable import Calendar
from bot.content.local import OnHoliday, Scope
from bot.content.neighbourhood import Atoms, Local, LocatedOffice
from bot.content.plan import is_public_holiday
from bot.language.clock_times import WHOLE_DAY, Hours
from bot.language.places import distance_km

MOST_KM = 30.0
MOST_NEAR = 3
_LOOK_AHEAD = 14
"""Days in which an office is expected to open again."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An office on one day."""

    day: date
    open: bool | None
    """None where it is not known; never promised."""
    hours: tuple[Hours, ...] = ()
    """Of an open one, in Vietnam's time."""
    reason: str = ""
    """Why it is closed, or why it is not known."""

    def at(self, moment: datetime) -> bool | None:
        """Return whether people are received at a moment of this day."""
        now = moment.time()
        return self.open and any(part.start <= now < part.end for part in self.hours)

    def during(self, hours: Hours) -> bool | None:
        """Return whether people are received at some time of these hours."""
        return self.open and any(part.overlaps(hours) for part in self.hours)


class Offices:
    """The offices of a release and their opening hours."""

    def __init__(self, local: Local, calendar: Calendar) -> None:
        """`calendar` knows the suspensions, which stop an office of their ward too."""
        self._offices = local.offices
        self._holidays = local.holidays
        self._stops = {
            office.office.id: [
                stop
                for stop in calendar.suspensions
                if stop.session.scope is Scope.ALL
                and stop.area.code == office.site.area.code
                and set(office.office.service) <= set(stop.session.service)
            ]
            for office in local.offices
        }

    def handling(self, atoms: Atoms, areas: frozenset[str] = frozenset()) -> list[LocatedOffice]:
        """Return the offices that work for a place, in order.

        `areas`: codes of the wards meant; they decide where they are known.
        """
        return [
            office
            for office in self._offices
            if office.atoms & atoms
            and (not areas or areas & {area.code for area in office.handles})
        ]

    def near(self, point: tuple[float, float]) -> list[tuple[LocatedOffice, float]]:
        """Return the nearest offices and their kilometres as the crow flies."""
        found = [
            (office, distance_km(point, office.site.point))
            for office in self._offices
            if office.site.point
        ]
        reached = [item for item in found if item[1] <= MOST_KM]
        return sorted(reached, key=lambda item: item[1])[:MOST_NEAR]

    def opening(self, located: LocatedOffice, day: date) -> Opening:
        """Return an office's day; what is not written is not known."""
        office = located.office
        for closure in office.closures:
            if closure.from_ <= day <= closure.to:
                return Opening(day, open=False, reason=closure.reason)
        hours = sorted(
            part
            for item in office.open
            if day.isoweekday() in item.weekdays
            for part in item.hours
        )
        reason = ""
        for stop in self._stops[office.id]:
            for gap in gaps(stop, day):
                reason = stop.session.reason or stop.session.note or ""
                left = [piece for part in hours for piece in cut(part, gap)]
                if gap == WHOLE_DAY or (hours and not left):
                    return Opening(day, open=False, reason=reason)
                hours = left
        holiday = self._holidays.get(day)
        rests = is_public_holiday(day, self._holidays)
        if holiday and rests and office.on_holiday is OnHoliday.CLOSED:
            return Opening(day, open=False, reason=holiday.name)
        if not office.open:
            return Opening(day, open=None, reason=reason)
        if holiday and not rests and not hours:
            return Opening(day, open=None, reason=holiday.name)
        return Opening(day, bool(hours), tuple(hours), reason)

    def next_opening(self, located: LocatedOffice, moment: datetime) -> Opening | None:
        """Return the first day with hours still to come, or None where none is known soon."""
        for ahead in range(_LOOK_AHEAD):
            opening = self.opening(located, shifted(moment.date(), timedelta(ahead)))
            if opening.open and (ahead or _ends_after(opening.hours, moment)):
                return opening
        return None


def _ends_after(hours: Iterable[Hours], moment: datetime) -> bool:
    return any(part.end > moment.time() for part in hours)
