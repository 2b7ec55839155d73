"""What is asked of the calendar, and the form of what it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.sessions.serving import Fit, Persons
from bot.assistant.sessions.shifting import shifted
from bot.content.neighbourhood import Atoms, LocatedNotice, LocatedSession, LocatedSite
from bot.language.births import Birth
from bot.language.clock_times import Hours
from bot.language.dates import When

AHEAD = timedelta(days=31)
"""How far a next session is looked for, and how long something past is remembered."""
MOST_KM = 30.0
MOST_NEAR = 3
"""Places told to somebody who asks from a point."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked; what was not said is left empty."""

    moment: datetime
    """In Vietnam's zone."""
    whens: tuple[When, ...] = ()
    atoms: Atoms | None = None
    """Old communes of the place; None means everywhere."""
    areas: frozenset[str] = frozenset()
    """Codes of today's wards meant, where the place was one; narrows `atoms`."""
    sites: tuple[LocatedSite, ...] = ()
    """Places named themselves."""
    point: tuple[float, float] | None = None
    persons: Persons = field(default_factory=Persons)
    at_home: bool = False
    campaign: bool = False
    """Whether a campaign is asked about, a past one too."""

    @property
    def today(self) -> date:
        """The day of asking."""
        return self.moment.date()


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence and what it is to the person who asks."""

    occurrence: Occurrence
    fit: Fit
    hours: tuple[Hours, ...]
    """Those of their residential group where it has its own."""
    own_hours: bool = False
    distance: float | None = None
    """Kilometres as the crow flies."""
    left_out: tuple[Birth, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts by day, hour and distance."""
        day, start, *rest = self.occurrence.order
        return day, self.hours[0].start if self.hours else start, self.distance or 0.0, *rest


@dataclass(frozen=True, slots=True)
class Answered:
    """What the calendar knows; every list is sorted by day, hour and distance."""

    wanted: Wanted
    hits: tuple[Hit, ...] = ()
    """In the asked time, fit or possibly fit."""
    unsure: tuple[Hit, ...] = ()
    """On the asked days, but their hours are not known and hours were asked for."""
    same_day: tuple[Hit, ...] = ()
    """On the asked days at other hours, later ones first; only where there are no hits."""
    following: tuple[Hit, ...] = ()
    """The nearest ones otherwise; only where there are no hits."""
    others: tuple[Hit, ...] = ()
    """In the asked time, for others than the persons asked about."""
    called_off: tuple[Hit, ...] = ()
    """In the asked time: cancelled, postponed, suspended, full, or on a holiday asked for."""
    over: tuple[Hit, ...] = ()
    """Asked for and past."""
    stops: tuple[LocatedSession, ...] = ()
    """Suspensions of the place in the asked time."""
    campaigns: tuple[LocatedNotice, ...] = ()
    """In the asked time."""
    undated: tuple[LocatedNotice, ...] = ()
    """Those campaigns without any session that is known."""
    past_campaigns: tuple[LocatedNotice, ...] = ()
    """Over, and asked for."""

    @property
    def told(self) -> bool:
        """Return whether anything is known of the time that was asked for."""
        return bool(self.hits or self.unsure or self.same_day or self.called_off or self.stops)

    @property
    def offered(self) -> tuple[Hit, ...]:
        """What fits the question best: hits, else what comes nearest to them."""
        return self.hits or (*self.unsure, *self.same_day, *self.following)


@dataclass(frozen=True, slots=True)
class Window:
    """Days that are asked about, from today on, and the hours of them."""

    first: date
    last: date
    hours: Hours | None = None

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.last


def windows(wanted: Wanted) -> tuple[list[Window], list[Window]]:
    """Return what is asked about from today on, and what of it is past."""
    today = wanted.today
    ahead, past = [], []
    for when in wanted.whens:
        if when.last >= today:
            ahead.append(Window(max(when.first, today), when.last, when.hours))
        if when.first < today:
            past.append(Window(when.first, min(when.last, today - timedelta(1)), when.hours))
    if not wanted.whens:
        ahead.append(Window(today, shifted(today, AHEAD)))
    return ahead, past
