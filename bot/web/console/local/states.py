"""How sessions and their days stand, in words and colours, and a session in a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.assistant.sessions.occurrences import Standing
from bot.content.local import SessionsFile, State
from bot.content.neighbourhood import LocatedSession
from bot.content.plan import last_day
from bot.content.spreadsheet.line_writing import in_words
from bot.content.spreadsheet.records import line_of

TONES: Mapping[Standing, tuple[str, str]] = {
    Standing.PLANNED: ("theo lịch", "good"),
    Standing.FULL: ("hết chỗ", "wait"),
    Standing.POSTPONED: ("hoãn", "bad"),
    Standing.CANCELLED: ("hủy", "bad"),
    Standing.SUSPENDED: ("tạm dừng", "bad"),
    Standing.HOLIDAY: ("nghỉ lễ", ""),
}
"""What a day's standing is called, and its colour."""


def words_of(located: LocatedSession) -> str:
    """Return a session in a line: days, hours, places, for whom."""
    places = {key: site.site for key, site in located.file_sites.items()}
    file = SessionsFile(area=located.area.name, places=places)
    return in_words(line_of(located.session, file))


def is_over(located: LocatedSession, today: date) -> bool:
    """Return whether nothing of a session is left, moved days included."""
    session = located.session
    last = last_day(session)
    moved = [session.moved_to, *(change.moved_to for change in session.changes)]
    later = [day for day in (last, *moved) if day]
    return last is not None and max(later) < today


def is_called_off(located: LocatedSession, today: date) -> bool:
    """Return whether a session, or a day of it from today on, is cancelled or put off."""
    return _has(located, today, {State.CANCELLED, State.POSTPONED})


def is_full(located: LocatedSession, today: date) -> bool:
    """Return whether a session, or a day of it from today on, takes nobody new."""
    return _has(located, today, {State.FULL})


def _has(located: LocatedSession, today: date, states: set[State]) -> bool:
    session = located.session
    coming = (change.status for change in session.changes if change.date >= today)
    return session.status in states or any(status in states for status in coming)
