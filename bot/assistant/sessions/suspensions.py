"""What suspensions leave of an occurrence: nothing, fewer hours or fewer services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.content.local import Kind, Scope, State
from bot.content.neighbourhood import LocatedSession
from bot.content.plan import falls_on, first_day, hours_on
from bot.language.clock_times import END_OF_DAY, WHOLE_DAY, Hours

OFF = {State.POSTPONED, State.CANCELLED}


def stops_everywhere(stop: LocatedSession, other: LocatedSession) -> bool:
    """Return whether a suspension concerns a session wherever it is held.

    Its scope is the ward of its file; `luu_dong` stops mobile sessions alone.
    """
    scope = stop.session.scope
    if scope is Scope.PLACES or stop.area.code != other.area.code:
        return False
    return scope is not Scope.MOBILE or other.session.kind is Kind.MOBILE


def stops_at(stop: LocatedSession, other: LocatedSession) -> frozenset[str]:
    """Return the ids of the places at which a suspension concerns a session."""
    same_file = stop.file == other.file and stop.session.scope is Scope.PLACES
    return frozenset(stop.session.places) if same_file else frozenset()


def gaps(stop: LocatedSession, day: date) -> tuple[Hours, ...]:
    """Return the hours of a day in which a suspension is in force; none once it is lifted."""
    session = stop.session
    change = next((change for change in session.changes if change.date == day), None)
    lifted = session.status in OFF or (change is not None and change.status in OFF)
    if lifted or not falls_on(session, day, {}):
        return ()
    hours = (change.hours if change else ()) or hours_on(session, day)
    if hours:
        return hours
    sets_in = session.from_time if day == first_day(session) else None
    return (Hours(sets_in, END_OF_DAY),) if sets_in else (WHOLE_DAY,)


def remaining(planned: Occurrence, stops: Sequence[LocatedSession]) -> Occurrence:
    """Return the occurrence as the suspensions of its place leave it."""
    left = planned
    for stop in stops:
        for gap in gaps(stop, planned.day):
            if left.takes_place:
                left = _without(left, gap, stop)
    return left


def _without(planned: Occurrence, gap: Hours, stop: LocatedSession) -> Occurrence:
    services = tuple(item for item in planned.services if item not in stop.session.service)
    if services == planned.services:
        return planned
    told = replace(planned, reason=stop.session.reason or stop.session.note or "")
    if services:
        return replace(told, services=services) if gap == WHOLE_DAY else told
    if gap == WHOLE_DAY:
        return replace(told, standing=Standing.SUSPENDED)
    if planned.hours and not any(part.overlaps(gap) for part in planned.hours):
        return planned
    return _shortened(told, gap)


def _shortened(planned: Occurrence, gap: Hours) -> Occurrence:
    """Return what a gap of some hours leaves of an occurrence that it concerns."""
    hours = tuple(left for part in planned.hours for left in cut(part, gap))
    begins_in_gap = planned.opens is not None and planned.opens >= gap.start
    to_the_end = gap.end == END_OF_DAY
    if (planned.hours and not hours) or (not planned.hours and to_the_end and begins_in_gap):
        return replace(planned, standing=Standing.SUSPENDED)
    if planned.hours:
        slots = tuple(slot for slot in planned.slots if within(slot.hours, hours))
        return replace(planned, hours=hours, slots=slots, changed=True)
    if to_the_end:
        closes = min(planned.closes or gap.start, gap.start)
        return replace(planned, closes=closes, changed=True)
    return planned


def cut(part: Hours, gap: Hours) -> Iterator[Hours]:
    """Yield what is left of a stretch when a gap is taken out."""
    if not part.overlaps(gap):
        yield part
        return
    if part.start < gap.start:
        yield Hours(part.start, gap.start)
    if gap.end < part.end:
        yield Hours(gap.end, part.end)


def within(slot: Hours, hours: Iterable[Hours]) -> bool:
    """Return whether a stretch lies inside one of the others."""
    return any(part.start <= slot.start and slot.end <= part.end for part in hours)
