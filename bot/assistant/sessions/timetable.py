"""Every session of a release, expanded when asked for and found by area, place and distance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.sessions.schedule import Schedule
from bot.assistant.sessions.suspensions import gaps
from bot.content.local import Kind
from bot.content.neighbourhood import Atoms, Local, LocatedSession
from bot.content.plan import days
from bot.language.places import distance_km

_KM_PER_DEGREE = 110.5
"""Of latitude, at the least."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that may be meant, and how far its places are."""

    schedule: Schedule
    distances: Mapping[str, float] | None = None
    """Kilometres by site id; None where no point was asked about."""


class Calendar:
    """All sessions of one release. Safe to share: what it remembers only saves work."""

    def __init__(self, local: Local) -> None:
        """Index by old commune, by place and by latitude; nothing is expanded yet."""
        self.suspensions: tuple[LocatedSession, ...] = tuple(
            item for item in local.sessions if item.session.kind is Kind.SUSPENSION
        )
        stops: dict[str, list[LocatedSession]] = {}
        for item in self.suspensions:
            stops.setdefault(item.area.code, []).append(item)
        self.schedules: tuple[Schedule, ...] = tuple(
            Schedule(item, stops.get(item.area.code, ()), local.holidays)
            for item in local.sessions
            if item.session.kind is not Kind.SUSPENSION
        )
        self._by_atom: dict[str, list[int]] = {}
        self._by_id: dict[str, Schedule] = {}
        points: list[tuple[float, float, int, str]] = []
        for number, schedule in enumerate(self.schedules):
            self._by_id[schedule.located.session.id] = schedule
            for atom in schedule.atoms:
                self._by_atom.setdefault(atom, []).append(number)
            points += [(*site.point, number, site.id) for site in schedule.sites if site.point]
        self._points = sorted(points)
        self._latitudes = [point[0] for point in self._points]

    def within(self, atoms: Atoms | None) -> list[Schedule]:
        """Return the sessions that concern any of these old communes, in order; None means all."""
        if atoms is None:
            return list(self.schedules)
        numbers = {number for atom in atoms for number in self._by_atom.get(atom, ())}
        return [self.schedules[number] for number in sorted(numbers)]

    def near(self, point: tuple[float, float], most_km: float) -> list[Candidate]:
        """Return the sessions with a place within so many kilometres, as the crow flies."""
        reach = most_km / _KM_PER_DEGREE
        begin = bisect_left(self._latitudes, point[0] - reach)
        end = bisect_right(self._latitudes, point[0] + reach)
        found: dict[int, dict[str, float]] = {}
        for latitude, longitude, number, site in self._points[begin:end]:
            far = distance_km(point, (latitude, longitude))
            if far <= most_km:
                found.setdefault(number, {})[site] = far
        return [Candidate(self.schedules[number], found[number]) for number in sorted(found)]

    def between(self, first: date, last: date, atoms: Atoms | None = None) -> list[Occurrence]:
        """Return all that was planned between two days, both included, called off or not.

        Sorted by day and hour. `atoms`: only what concerns these old communes.
        """
        return sorted(
            (item for schedule in self.within(atoms) for item in schedule.between(first, last)),
            key=lambda item: item.order,
        )

    def occurrence(self, key: str) -> Occurrence | None:
        """Return the occurrence that a key names, or None where there is none any more."""
        session, day, number = (*key.split(":"), "0", "0")[:3]
        schedule = self._by_id.get(session)
        try:
            wanted = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007  (a day, no moment)
        except ValueError:
            return None
        found = schedule.on(wanted) if schedule else ()
        return next((item for item in found if str(item.number) == number), None)

    def stops(self, first: date, last: date, atoms: Atoms | None = None) -> list[LocatedSession]:
        """Return the suspensions in force on some day between two, both included."""
        return [
            stop
            for stop in self.suspensions
            if (atoms is None or stop.atoms & atoms) and _in_force(stop, first, last)
        ]


def _in_force(stop: LocatedSession, first: date, last: date) -> bool:
    return any(gaps(stop, day) for day in days(stop.session, first, last, {}))
