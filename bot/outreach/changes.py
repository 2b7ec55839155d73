"""What changed in the sessions of each ward from one release to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.shifting import shifted
from bot.assistant.sessions.timetable import Calendar
from bot.content.knowledge import Knowledge
from bot.content.neighbourhood import LocatedSession

AHEAD = timedelta(days=184)
"""What is later than that is left to the weekly schedules."""


class What(Enum):
    """What became of an occurrence."""

    NEW = auto()
    CHANGED = auto()
    """Held at other hours or another place."""
    AGAIN = auto()
    """Held after all, or no longer full."""
    OFF = auto()
    """Called off, suspended or full."""
    GONE = auto()
    """Not in the schedule any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """An occurrence that is not what it was."""

    what: What
    occurrence: Occurrence
    """As it is now; of one that is gone, as it was."""
    before: Occurrence | None = None
    """As it was, where it was and still is."""


def changes(before: Knowledge, now: Knowledge, moment: datetime) -> dict[str, list[Change]]:
    """Return what changed by code of the ward, in order of days; only what is not over yet.

    `moment` is in Vietnam's zone.
    """
    wards = _edited(before, now)
    olds, news = _coming(before, wards, moment), _coming(now, wards, moment)
    found: dict[str, list[Change]] = {}
    for ward in wards:
        for change in _compared(olds.get(ward, []), news.get(ward, [])):
            for code in dict.fromkeys(_wards(change)):
                found.setdefault(code, []).append(change)
    for told in found.values():
        told.sort(key=lambda change: change.occurrence.order)
    return found


def _wards(change: Change) -> Iterator[str]:
    """Yield the wards that hold it, and those where it is or was held."""
    for item in filter(None, (change.occurrence, change.before)):
        yield from (item.session.area.code, item.area.code)


def _edited(before: Knowledge, now: Knowledge) -> list[str]:
    """Return the wards in whose files anything changed; the others need no look at their days."""
    olds, news = _by_ward(before.local.sessions), _by_ward(now.local.sessions)
    codes = dict.fromkeys((*news, *olds))
    if before.local.holidays != now.local.holidays:
        return list(codes)
    return [code for code in codes if olds.get(code) != news.get(code)]


def _by_ward(sessions: Iterable[LocatedSession]) -> dict[str, list[LocatedSession]]:
    found: dict[str, list[LocatedSession]] = {}
    for item in sessions:
        found.setdefault(item.area.code, []).append(item)
    return found


def _coming(
    knowledge: Knowledge, wards: Iterable[str], moment: datetime
) -> dict[str, list[Occurrence]]:
    """Return what is planned from now on by the ward whose files say so."""
    today, found = moment.date(), {ward: list[Occurrence]() for ward in wards}
    for schedule in Calendar(knowledge.local).schedules:
        of_ward = found.get(schedule.located.area.code)
        if of_ward is not None:
            of_ward += (
                item
                for item in schedule.between(today, shifted(today, AHEAD))
                if not item.is_over(today, moment.time())
            )
    return found


def _compared(olds: list[Occurrence], news: list[Occurrence]) -> Iterator[Change]:
    """Pair what is the same session as well as can be told, and yield what differs."""
    pairs: list[tuple[Occurrence, Occurrence]] = []
    for same in (_identity, _session_and_day, _day_and_face):
        found, olds, news = _paired(olds, news, same)
        pairs += found
    for old, new in pairs:
        what = _what(old, new)
        if what is not None:
            yield Change(what, new, old)
    yield from (Change(What.NEW, item) for item in news if item.standing is Standing.PLANNED)
    yield from (Change(What.GONE, item) for item in olds if item.takes_place)


def _paired(
    olds: Iterable[Occurrence],
    news: Iterable[Occurrence],
    same: Callable[[Occurrence], Hashable],
) -> tuple[list[tuple[Occurrence, Occurrence]], list[Occurrence], list[Occurrence]]:
    """Return pairs of which the function says the same, and what is left of both."""
    waiting: dict[Hashable, list[Occurrence]] = {}
    for old in olds:
        waiting.setdefault(same(old), []).append(old)
    pairs, left = [], []
    for new in news:
        fitting = waiting.get(same(new))
        if fitting:
            pairs.append((fitting.pop(0), new))
        else:
            left.append(new)
    return pairs, [old for olds_left in waiting.values() for old in olds_left], left


def _identity(item: Occurrence) -> Hashable:
    return item.session.session.id, item.day, item.site.id if item.site else None


def _session_and_day(item: Occurrence) -> Hashable:
    return item.session.session.id, item.day


def _day_and_face(item: Occurrence) -> Hashable:
    """Return what makes it the same for whoever goes there, whatever staff call it."""
    return item.day, _face(item)


def _face(item: Occurrence) -> Hashable:
    return item.standing, item.hours, item.opens, item.closes, _place(item)


def _place(item: Occurrence) -> Hashable:
    site = item.site
    return (site.site.name, site.site.address, site.area.code) if site else item.area.code


def _what(old: Occurrence, new: Occurrence) -> What | None:
    """Return what became of an occurrence that is in both; None where it is no news."""
    if _face(old) == _face(new):
        return None
    if old.standing is new.standing:
        return What.CHANGED if new.takes_place else None
    if new.standing is Standing.PLANNED:
        return What.AGAIN
    return What.OFF if old.takes_place else None
