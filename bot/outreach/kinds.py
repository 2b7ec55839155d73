"""The kinds of letters, and the hours at which they may come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.assistant.question import VIETNAM

NIGHT, DAWN = time(21), time(7)
"""Between these nobody is disturbed."""
_EARLY = time(10)
"""What begins before this hour of the morning cannot wait for the end of the night."""


class Kind(StrEnum):
    """What a letter is; each has its own form of subject."""

    RENEWAL = "renewal"
    """`<kind of day>:<day>:<days before it>`."""
    SESSION = "session"
    """`<key of an occurrence>:<which reminder>`."""
    WEEKLY = "weekly"
    """The code of a ward.."""
    NEWS = "news"
    """An announcement of what changed in a ward; its text is in its batch."""
    NOTICE = "notice"
    """An announcement that staff wrote; its text is in its batch."""


REMINDERS = (Kind.RENEWAL, Kind.SESSION)
"""What somebody asked for by “remind me”."""


def at(day: date, hour: time) -> datetime:
    """Return a moment in Vietnam's zone."""
    return datetime.combine(day, hour, VIETNAM)


def considerate(moment: datetime, begins: datetime | None = None) -> datetime:
    """Return the moment, or the end of the night that it lies in.

    `begins`: what it is about; early in that morning, it cannot wait.
    """
    local = moment.astimezone(VIETNAM)
    if DAWN <= local.time() < NIGHT:
        return moment
    morning = local.date() + timedelta(local.time() >= NIGHT)
    if begins is not None and begins < at(morning, _EARLY):
        return moment
    return at(morning, DAWN)
