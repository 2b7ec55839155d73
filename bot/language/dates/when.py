"""The day or days that a message asks about, and those that no calendar has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.language.clock_times import Hours


@dataclass(frozen=True, slots=True)
class When:
    """One time that a message names, in Vietnam's calendar."""

    first: date
    last: date
    """Included."""
    hours: Hours | None
    """The part of each day or the hours that are asked about; a clock time has `start == end`."""
    span: tuple[int, int]
    """Where it stands in the text: first character and the one after the last."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A day that a message names and that no calendar has: `30/2`, `ngày 31/11`."""

    number: int
    month: int
    year: int | None
    span: tuple[int, int]
    """Where it stands in the text."""
