"""One session day by day: its plan, one-day changes, moves, holidays and suspensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.suspensions import (
    OFF,
    remaining,
    stops_at,
    stops_everywhere,
    within,
)
from bot.content.local import Change, State
from bot.content.neighbourhood import LocatedSession, LocatedSite
from bot.content.plan import (
    Holidays,
    falls_on,
    first_day,
    hours_on,
    is_public_holiday,
    last_day,
    recurs,
)
from bot.language.clock_times import Hours

_MOST_KEPT = 500
"""Days of one session that are remembered."""
_STANDING = {
    State.PLANNED: Standing.PLANNED,
    State.FULL: Standing.FULL,
    State.POSTPONED: Standing.POSTPONED,
    State.CANCELLED: Standing.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class _Move:
    """How a session came to a day that its plan need not name."""

    origin: date | None
    """The day that it left; of a whole session that moved, its first."""
    reason: str
    change: Change | None
    """None where the whole session moved."""


class Schedule:
    """The occurrences of one session, worked out when asked for and then kept."""

    def __init__(
        self, located: LocatedSession, suspensions: Iterable[LocatedSession], holidays: Holidays
    ) -> None:
        """`suspensions`: those of its ward; what concerns the session is picked."""
        self.located = located
        self._holidays = holidays
        self._everywhere: list[LocatedSession] = []
        self._at: dict[str, list[LocatedSession]] = {}
        for stop in suspensions:
            if stops_everywhere(stop, located):
                self._everywhere.append(stop)
            for site in stops_at(stop, located):
                self._at.setdefault(site, []).append(stop)
        session = located.session
        self._changes = {change.date: change for change in session.changes}
        self._moves = {
            change.moved_to: _Move(change.date, change.reason or "", change)
            for change in session.changes
            if change.moved_to and change.status in OFF
        }
        if session.moved_to and session.status in OFF:
            self._moves[session.moved_to] = _Move(first_day(session), session.reason or "", None)
        self._single = {*session.dates, *self._moves}
        self._first, self._last = first_day(session), last_day(session)
        self._recurs = recurs(session)
        self._kept: dict[date, tuple[Occurrence, ...]] = {}
        extra = (located.file_sites[change.place] for change in session.changes if change.place)
        self.sites: tuple[LocatedSite, ...] = tuple(
            {site.id: site for site in (*located.sites, *extra)}.values()
        )
        """Every place where it ever is."""
        self.atoms = located.atoms.union(*(site.atoms for site in self.sites))
        """Codes of the old communes that it concerns."""

    def between(self, first: date, last: date) -> Iterator[Occurrence]:
        """Yield what was planned between two days, both included, in order of days."""
        days = {day for day in self._single if first <= day <= last}
        if self._recurs and self._first:
            begin, end = max(first, self._first), min(last, self._last or last)
            days.update(begin + timedelta(ahead) for ahead in range((end - begin).days + 1))
        for day in sorted(days):
            yield from self.on(day)

    def on(self, day: date) -> tuple[Occurrence, ...]:
        """Return what was planned for a day, one occurrence for each place."""
        found = self._kept.get(day)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[day] = tuple(self._expand(day))
        return found

    def _expand(self, day: date) -> Iterator[Occurrence]:
        session = self.located.session
        change, move = self._changes.get(day), self._moves.get(day)
        rests = False
        if move is None and not falls_on(session, day, self._holidays):
            rests = is_public_holiday(day, self._holidays) and falls_on(session, day, {})
            if not rests:
                return
        here = [item for item in (change, move.change if move else None)
                if item and not (item is change and item.status in OFF)]  # fmt: skip
        hours = self._hours(day, here)
        place = next((item.place for item in here if item.place), None)
        standing = self._standing(change, move)
        reason = self._reason(change, move)
        if rests and standing in {Standing.PLANNED, Standing.FULL}:
            standing, reason = Standing.HOLIDAY, self._holidays[day].name
        moved_to = self._moved_to(change, move)
        opens = session.from_time if day == self._first and not hours else None
        changed = any(item.hours or item.place for item in here)
        slots = tuple(slot for slot in session.slots if within(slot.hours, hours))
        sites = (self.located.file_sites[place],) if place else self.located.sites
        for number, site in enumerate(sites or (None,)):
            stops = [*self._everywhere, *(self._at.get(site.id, ()) if site else ())]
            planned = Occurrence(
                self.located, site, number, day, hours, standing, session.service,
                reason=reason,
                moved_to=moved_to,
                moved_from=move.origin if move else None,
                opens=opens,
                changed=changed,
                slots=slots,
                sequence=self._touched(day, stops),
            )  # fmt: skip
            yield remaining(planned, stops)

    def _hours(self, day: date, here: Sequence[Change]) -> tuple[Hours, ...]:
        session = self.located.session
        told = next((item.hours for item in here if item.hours), ())
        found = told or hours_on(session, day) or [slot.hours for slot in session.slots]
        return _merged(found)

    def _standing(self, change: Change | None, move: _Move | None) -> Standing:
        whole = self.located.session.status
        if whole in OFF:
            if move is None or move.change:
                return _STANDING[whole]
            whole = State.PLANNED
        if change and change.status is not State.PLANNED:
            return _STANDING[change.status]
        return _STANDING[whole]

    def _moved_to(self, change: Change | None, move: _Move | None) -> date | None:
        session = self.located.session
        if session.status in OFF and (move is None or move.change):
            return session.moved_to
        return change.moved_to if change else None

    def _reason(self, change: Change | None, move: _Move | None) -> str:
        session = self.located.session
        if change and change.reason:
            return change.reason
        if move:
            return move.reason
        return (session.reason or "") if session.status is not State.PLANNED else ""

    def _touched(self, day: date, stops: Sequence[LocatedSession]) -> int:
        session = self.located.session
        changes = sum(day in {change.date, change.moved_to} for change in session.changes)
        stopped = sum(falls_on(stop.session, day, {}) for stop in stops)
        return changes + stopped + (session.status is not State.PLANNED)


def _merged(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Return the same hours in order, touching and overlapping ones as one."""
    found: list[Hours] = []
    for part in sorted(hours):
        if found and part.start <= found[-1].end:
            found[-1] = Hours(found[-1].start, max(found[-1].end, part.end))
        else:
            found.append(part)
    return tuple(found)
