"""On which days a session is planned and at what hours, before changes and suspensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.content.local import Holiday, Kind, OnHoliday, Session
from bot.language.clock_times import Hours
from bot.language.weekdays import read_weekdays

Holidays = Mapping[date, Holiday]


def recurs(session: Session) -> bool:
    """Return whether it has a range of days, beside single ones or alone."""
    return (session.from_ or session.to or session.weekdays) is not None


def first_day(session: Session) -> date | None:
    """Return the earliest day that the plan could name, or None where it names none at all.

    A range without `from` begins when it was published.
    """
    start = [session.from_ or session.published] if recurs(session) else []
    return min([*session.dates, *start], default=None)


def last_day(session: Session) -> date | None:
    """Return the latest day that the plan could name; None where it has no end, or no day."""
    if recurs(session) and session.to is None:
        return None
    ends = [session.to] if session.to else []
    return max([*session.dates, *ends], default=None)


def falls_on(session: Session, day: date, holidays: Holidays) -> bool:
    """Return whether the plan names a day.

    Public holidays drop out of a range unless `on_holiday` is `lam`; a suspension keeps them. A
    Saturday worked in lieu counts as the Saturday that it is.
    """
    if day in session.except_:
        return False
    if day in session.dates:
        return True
    if not recurs(session) or day < (session.from_ or session.published):
        return False
    if session.to and day > session.to:
        return False
    if session.weekdays and day.isoweekday() not in session.weekdays:
        return False
    open_anyway = session.on_holiday is OnHoliday.OPEN or session.kind is Kind.SUSPENSION
    return open_anyway or not is_public_holiday(day, holidays)


def days(session: Session, first: date, last: date, holidays: Holidays) -> Iterator[date]:
    """Yield the days of the plan between two days, both included, in order."""
    begin, end = first_day(session), last_day(session)
    if begin is None:
        return
    day, stop = max(first, begin), min(last, end or last)
    while day <= stop:
        if falls_on(session, day, holidays):
            yield day
        if day == date.max:
            return
        day += timedelta(days=1)


def hours_on(session: Session, day: date) -> tuple[Hours, ...]:
    """Return the hours planned for a day; empty where they are not known.

    What lies before `from_time` on the first day is cut off. The hours of a suspension are those
    in which nothing takes place; without any it lasts all day, from `from_time` on the first.
    """
    found = session.hours
    for written, hours in session.hours_by_day.items():
        if day.isoweekday() in (read_weekdays(written) or ()):
            found = hours
    start = session.from_time
    if start is None or day != first_day(session):
        return found
    return tuple(Hours(max(part.start, start), part.end) for part in found if part.end > start)


def is_public_holiday(day: date, holidays: Holidays) -> bool:
    """Return whether offices rest on a day; a Saturday worked in lieu is no such day."""
    return day in holidays and not holidays[day].working
