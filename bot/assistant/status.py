"""Every way in which a message can end."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The closed list that `ask --json` promises."""

    ANSWERED = "answered"
    CHOICES = "choices"
    NEEDS_DETAIL = "needs_detail"
    CALCULATED = "calculated"
    SESSIONS = "sessions"
    OFFICE = "office"
    SCAM_CHECK = "scam_check"
    SMALL_TALK = "small_talk"
    DECLINED_NEIGHBOUR = "declined_neighbour"
    DECLINED_UNKNOWN = "declined_unknown"
    REFUSED = "refused"
    WITHHELD = "withheld"


RATABLE = {Status.ANSWERED, Status.SCAM_CHECK, Status.CALCULATED, Status.SESSIONS, Status.OFFICE}
"""Endings that a person can find helpful or not."""
