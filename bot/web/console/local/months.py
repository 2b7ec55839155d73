"""A month of sessions, day by day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.assistant.sessions.occurrences import Occurrence
from bot.content.spreadsheet.hour_cells import written_hours
from bot.language.weekdays import SPOKEN_NAMES
from bot.web.console.local.states import TONES

_MOST_A_DAY = 8
_EARLIEST, _LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session on a day, at all of its places."""

    session: str
    day: str
    """In ISO form."""
    hours: str
    places: str
    standing: str
    """Empty where it takes place as planned."""
    tone: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of the month."""

    day: date
    name: str
    """Of the weekday."""
    state: str
    """`past`, `now` or `later`."""
    meetings: tuple[Meeting, ...]
    more: int
    """Meetings that are left out."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month; its neighbours are written `2026-12`."""

    title: str
    days: tuple[DayShown, ...]
    before: str
    after: str

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is held in it."""
        return not any(shown.meetings for shown in self.days)


def first_of(text: str, today: date) -> date:
    """Return the first day of the month `2026-12`; of today's where it is none."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = today
    return (found if _EARLIEST < found.year < _LATEST else today).replace(day=1)


def last_of(first: date) -> date:
    """Return the last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def month(first: date, occurrences: Iterable[Occurrence], today: date) -> Month:
    """Return the month that begins on a day; `occurrences` are those in it, in their order."""
    by_day: dict[date, list[Meeting]] = {}
    for meeting in _meetings(occurrences):
        by_day.setdefault(date.fromisoformat(meeting.day), []).append(meeting)
    last = last_of(first)
    days = (first + timedelta(ahead) for ahead in range(last.day))
    return Month(
        f"Tháng {first.month}/{first.year}",
        tuple(_shown(day, by_day.get(day, []), today) for day in days),
        f"{first - timedelta(1):%Y-%m}",
        f"{last + timedelta(1):%Y-%m}",
    )


def _meetings(occurrences: Iterable[Occurrence]) -> Iterator[Meeting]:
    grouped = groupby(occurrences, key=lambda item: (item.day, item.session.session.id))
    for (day, session), same in grouped:
        items = list(same)
        label, tone = TONES[items[0].standing]
        yield Meeting(
            session, day.isoformat(), ", ".join(map(written_hours, items[0].hours)),
            "; ".join(item.site.site.name if item.site else "tại nhà" for item in items),
            "" if tone == "good" else label, tone,
        )  # fmt: skip


def _shown(day: date, meetings: list[Meeting], today: date) -> DayShown:
    state = "now" if day == today else "past" if day < today else "later"
    shown, more = tuple(meetings[:_MOST_A_DAY]), max(0, len(meetings) - _MOST_A_DAY)
    name = SPOKEN_NAMES[day.isoweekday()]
    return DayShown(day, name[0].upper() + name[1:], state, shown, more)
