"""What a report tells, as plain values; how it looks is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.language.places import Area
from bot.reporting.periods import Period


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many questions were asked on a day, by how they ended."""

    day: date
    answered: int = 0
    offered: int = 0
    """Several answers were offered, or something was asked back."""
    pointed: int = 0
    """Not ours: told who handles it, or refused."""
    unanswered: int = 0

    @property
    def asked(self) -> int:
        """Return the sum."""
        return self.answered + self.offered + self.pointed + self.unanswered


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How often a topic was answered."""

    topic: str
    title: str
    group: str
    """Title of its group."""
    count: int


@dataclass(frozen=True, slots=True)
class Matter:
    """Questions that ask alike and were not answered well."""

    question: str
    """One of them, redacted."""
    count: int
    unanswered: int
    unhelpful: int
    """Answered, but rated no help."""
    handed_over: int
    reasons: tuple[str, ...]
    """Why the answers were no help, in words, most often first."""
    topics: tuple[str, ...]
    """Titles of what was answered, most often first."""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many sessions were held at a place, and how many were called off."""

    place: str
    """With its ward."""
    kind: str
    """In words."""
    held: int
    called_off: int
    reasons: tuple[str, ...] = ()
    """Why, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign has come in a ward."""

    campaign: str
    days: Period
    """Of the campaign."""
    area: str
    """Code of the ward."""
    ward: str
    label: str
    target: int
    counts: tuple[str, ...]
    """Ids of the counts that go towards it."""
    by_day: Mapping[date, int]
    """Counted since the campaign began, up to the end of the report."""
    in_period: int
    per_day: int | None = None
    """What was to be reached each day, where the plan says it."""

    @property
    def known(self) -> bool:
        """Return whether anybody counted; without it nothing can be said, not even none."""
        return bool(self.by_day)

    @property
    def reached(self) -> int:
        """Return what was counted since the campaign began."""
        return sum(self.by_day.values())

    @property
    def share(self) -> float:
        """Return the part of the target that was reached; 1 is all."""
        return self.reached / self.target if self.target else 1.0


@dataclass(frozen=True, slots=True)
class WardCounts:
    """What the staff of a ward counted in the period."""

    ward: str
    by_day: Mapping[date, Mapping[str, int]]
    """By day, by id of the count."""

    def total(self, count: str) -> int:
        """Return the sum of a count."""
        return sum(row.get(count, 0) for row in self.by_day.values())


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement and how many it reached."""

    day: date
    ward: str
    """Empty: everybody."""
    by: str
    text: str
    total: int
    sent: int
    blocked: int
    failed: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found for a period."""

    period: Period
    until: date
    """The last day of which anything can be known yet."""
    made_at: datetime
    """In Vietnam's zone."""
    area: Area | None
    """None: all wards."""
    kept_since: date | None
    """Older questions are deleted by now; None where that is all before the period."""
    days: tuple[DayCount, ...]
    courtesies: int
    """Greetings and thanks, not among the questions."""
    channels: Mapping[str, int]
    """By name in words."""
    topics: tuple[TopicCount, ...]
    """Most often first."""
    classes: Mapping[str, int]
    """Answered questions by whom the local plans tell apart."""
    matters: tuple[Matter, ...]
    """What still waits, the most frequent first."""
    waiting: int
    resolved: Mapping[str, int]
    """How questions that waited were dealt with, in words."""
    reasons: Mapping[str, int]
    """Why answers were no help, in words, most often first."""
    places: tuple[PlaceCount, ...]
    wards: tuple[WardCounts, ...]
    count_labels: Mapping[str, str]
    """By id, in order."""
    progress: tuple[Progress, ...]
    announcements: tuple[Announced, ...]
    sample: bool
    """Whether sessions or targets of sample data are among it."""

    def counted(self, count: str) -> int:
        """Return the sum of a count of the staff over all wards."""
        return sum(ward.total(count) for ward in self.wards)

    @property
    def asked(self) -> int:
        """Return how many questions were asked."""
        return sum(day.asked for day in self.days)

    def ended(self, how: str) -> int:
        """Return how many ended so: `answered`, `offered`, `pointed` or `unanswered`."""
        return sum(getattr(day, how) for day in self.days)
