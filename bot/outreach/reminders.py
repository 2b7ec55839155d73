"""When to remind of a day of the age calculator or of a session, as letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bot.assistant.eligibility import DueKind
from bot.assistant.sessions.occurrences import Occurrence
from bot.outreach.kinds import REMINDERS, Kind, at
from bot.store.kept import Letter

DAYS_BEFORE = (60, 7)
MORNING, EVENING = time(8), time(19)
BEFORE_START = timedelta(hours=2)
MOST = 50
"""Reminders that a chat can have."""
_DAY = timedelta(days=1)


def renewal_letters(chat: int, kind: DueKind, day: date, moment: datetime) -> list[Letter]:
    """Return the reminders of a day that are still to come, at eight in the morning.

    So near to the day that none is left, there is one on the next morning, if that is before it.
    `moment` is in Vietnam's zone.
    """
    today = moment.date()
    days = [
        day - timedelta(before)
        for before in DAYS_BEFORE
        if (day - today).days >= before and at(day - timedelta(before), MORNING) > moment
    ]
    if not days and (day - today).days > 1:
        days = [today + _DAY]
    return [
        Letter(chat, at(when, MORNING), Kind.RENEWAL, f"{kind.value}:{day}:{(day - when).days}")
        for when in days
    ]


def session_letters(chat: int, occurrence: Occurrence, moment: datetime) -> list[Letter]:
    """Return the reminders of a session that are still to come, none of one that is called off.

    They come the evening before, and shortly before it begins where its hour is known. `moment`
    is aware.
    """
    if not occurrence.takes_place:
        return []
    moments = {"evening": at(occurrence.day - _DAY, EVENING)}
    if occurrence.start is not None:
        moments["start"] = at(occurrence.day, occurrence.start) - BEFORE_START
    return [
        Letter(chat, due, Kind.SESSION, f"{occurrence.key}:{which}")
        for which, due in moments.items()
        if due > moment
    ]


def thing(letter: Letter) -> tuple[str, str]:
    """Return what a reminder is of: the same for all reminders of one day or session."""
    return letter.kind, letter.subject.rpartition(":")[0]


def day_of(letter: Letter) -> tuple[DueKind, date]:
    """Return the day that a letter of the kind `RENEWAL` is about."""
    kind, day = thing(letter)[1].split(":")
    return DueKind(kind), date.fromisoformat(day)


def day_in(key: str) -> date | None:
    """Return the day that the key of an occurrence names."""
    try:
        return date.fromisoformat(key.split(":")[1])
    except (IndexError, ValueError):
        return None


def reminders(letters: Iterable[Letter]) -> list[Letter]:
    """Return those of a chat's letters that are reminders."""
    return [letter for letter in letters if letter.kind in REMINDERS]
