"""What the calculator found for one person: plain values, without a word of wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.language.births.issues import Card

DUE_DAYS = 60
"""From so many days before the day of exchange on, a card counts as due."""


class AgeStatus(StrEnum):
    """What applies on the day asked."""

    OK = "ok"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_REQUIRED = "not_required"
    FIRST_ISSUE = "first_issue"
    ASK = "ask"


class Need(StrEnum):
    """What must be told more exactly."""

    BIRTH = "birth"
    ISSUE = "issue"


class DueKind(StrEnum):
    """What begins on a day worth a reminder."""

    EARLY = "early"
    """A new card lasts past the next age of exchange from here on."""
    SOON = "soon"
    """The card becomes due."""
    LAST = "last"
    """The day by which it must be exchanged."""
    COMPULSORY = "compulsory"
    """A card becomes compulsory."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day worth a reminder."""

    day: date
    kind: DueKind


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a new card would bring, had from the first day that serves."""

    from_day: date
    """The day asked, or the later day from which a new card lasts past the next age."""
    until: date | None
    """The day on which the new card must be exchanged; None where there is none."""
    until_age: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """Days of issue or of birth in a row that lead to the same status and age."""

    first: date
    last: date
    earliest: Outcome
    latest: Outcome


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fields of `age --json`, and what their wording needs besides."""

    day: date
    """The day asked."""
    status: AgeStatus
    bands: tuple[str, ...]
    """One, or several where the days of birth straddle a line."""
    rests_on: tuple[str, ...]
    """The parameters whose sources carry the statement."""
    must_renew_by: date | None = None
    next_milestone_age: int | None = None
    early_from: date | None = None
    card_carries_over_until: date | None = None
    no_renewal_by_age: bool = False
    born: date | None = None
    """None where only an interval is known."""
    card: Card | None = None
    perhaps_cmnd: bool = False
    """Whether the day of issue is too early for any card but a CMND."""
    perhaps_cccd: bool = False
    """Whether a card that is called one of the present law was issued before it."""
    too_young: bool = False
    """Whether the holder was below the age from which cards were issued on that day."""
    passed_age: int | None = None
    """The age that the present card carries over."""
    mandatory_age: int | None = None
    """Where there is no card: the age from which one is compulsory."""
    compulsory_from: date | None = None
    renewal: Renewal | None = None
    renewal_age: int | None = None
    """The age up to which a card made on the day asked lasts, for births on several days."""
    needs: tuple[Need, ...] = ()
    cases: tuple[Case, ...] = ()
    """Where the status is `ask`: what follows from which days; none where that says too little."""

    @property
    def band(self) -> str | tuple[str, ...]:
        """Return the band, or all of them where the days of birth straddle a line."""
        return self.bands[0] if len(self.bands) == 1 else self.bands

    @property
    def agreed(self) -> AgeStatus | None:
        """Return the status, also where it is `ask` and all days that are possible share one."""
        if self.status is not AgeStatus.ASK:
            return self.status
        found = {case.earliest.status for case in self.cases}
        return found.pop() if len(found) == 1 else None


def due_days(outcome: Outcome) -> tuple[Due, ...]:
    """Return the days after the day asked that are worth a reminder, in order."""
    last = outcome.must_renew_by
    days = {
        DueKind.COMPULSORY: outcome.compulsory_from,
        DueKind.EARLY: outcome.early_from,
        DueKind.SOON: last - timedelta(DUE_DAYS) if last else None,
        DueKind.LAST: last,
    }
    found = [Due(day, kind) for kind, day in days.items() if day and day > outcome.day]
    return tuple(sorted(found, key=lambda due: due.day))
