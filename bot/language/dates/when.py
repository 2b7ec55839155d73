"""The day or days that a message asks about."""

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
