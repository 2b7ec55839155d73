"""What the rules read out of a text, before the pieces are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.language.clock_times import Hours
from bot.language.dates.calendar import day_ahead, day_behind, monday_of, nth_of_months
from bot.language.dates.spelling import flattened, has_marks, lowered
from bot.language.written_days import existing_day


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are known, from the first to the last."""

    first: date
    last: date

    def on(self, today: date) -> Stretch:
        """Return the part that is not over, or all of it if everything is."""
        return Stretch(max(self.first, today), self.last) if self.last >= today else self


@dataclass(frozen=True, slots=True)
class Day:
    """A day by its number: `ngày 5`, `5/12`, `5/12/2026`."""

    number: int
    month: int | None = None
    year: int | None = None
    past: bool = False
    """Without a year or month: the last such day instead of the next."""

    def on(self, today: date) -> Stretch | None:
        """Return the day that is meant on `today`, or `None` where the calendar has none."""
        found: date | None
        if self.month and self.year:
            found = existing_day(self.year, self.month, self.number)
        elif self.month:
            found = (day_behind if self.past else day_ahead)(self.number, self.month, today)
        else:
            found = nth_of_months(self.number, today, -1 if self.past else 1)
        return Stretch(found, found) if found else None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week by its ISO number."""

    number: int
    week: int | None = None
    """Which week from this one, which is 0; without it the next such day, today included."""
    after_today: bool = False
    past: bool = False
    """The last such day before today."""
    that_week: bool = False
    """In the week of the time named before: `thứ 7 tuần đó`."""

    def on(self, today: date) -> Stretch:
        """Return the day that is meant on `today`."""
        if self.week is not None:
            day = monday_of(today) + timedelta(7 * self.week + self.number - 1)
        elif self.past:
            day = today - timedelta((today.isoweekday() - self.number - 1) % 7 + 1)
        else:
            start = today + timedelta(self.after_today)
            day = start + timedelta((self.number - start.isoweekday()) % 7)
        return Stretch(day, day)


Days = Day | Weekday | Stretch


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the text that says something about when."""

    start: int
    end: int
    days: Days | None = None
    hours: Hours | None = None
    part: str = ""
    """The folded part of the day, if it is one (`chieu`)."""
    half_open: bool = False
    """A clock time that does not say which half of the day: `3h`."""
    weak: bool = False
    """Means nothing unless it stands beside another piece."""
    calendar: bool = False
    """Named by its place in the calendar (`5/12`, `tháng 5`), not from today (`mai`)."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What every rule may look at."""

    text: str
    lower: str
    """In lower case with marks; as long as the text."""
    flat: str
    """In the flat spelling of `spelling.py`; as long as the text."""
    marked: bool
    """Whether any word is typed with marks."""
    moment: datetime

    @classmethod
    def of(cls, text: str, moment: datetime) -> Scene:
        """Return the scene for a message that is read at a moment."""
        lower = lowered(text)
        return cls(text, lower, flattened(lower), has_marks(lower), moment)

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.moment.date()
