"""Days, hours, distances and lists as a person of sixty reads them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.language.clock_times import END_OF_DAY, WHOLE_DAY, Hours
from bot.language.dates import When
from bot.language.english import Language
from bot.language.weekdays import SPOKEN_NAMES

_AND: Mapping[Language, str] = {"vi": " và ", "en": " and "}
LISTED = 4
"""Days that are named one by one; more are told as a pattern."""
_MOST_MISSING = 4
"""Days that a pattern may leave out."""
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Voice:
    """One language at one moment."""

    knowledge: Knowledge
    language: Language
    moment: datetime
    """In Vietnam's zone."""

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.moment.date()

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences."""
        return self.knowledge.say(message, self.language, **values)

    def listing(self, parts: Iterable[str]) -> str:
        """Return `a, b và c`."""
        *first, last = parts
        return _AND[self.language].join(filter(None, [", ".join(first), last]))

    def weekday(self, number: int) -> str:
        """Return the name of an ISO weekday."""
        if self.language == "vi":
            return SPOKEN_NAMES[number]
        return f"{_A_MONDAY + timedelta(number - 1):%A}"

    def day(self, day: date) -> str:
        """Return `thứ Bảy 05/12/2026`."""
        return f"{self.weekday(day.isoweekday())} {write_day(day, self.language)}"

    def near_day(self, day: date) -> str:
        """Return a day, said to be today or tomorrow where it is."""
        if day == self.today:
            return self.say("ngay-hom-nay", ngay=self.day(day))
        if day - self.today == timedelta(1):
            return self.say("ngay-mai", ngay=self.day(day))
        return self.day(day)

    def span(self, first: date, last: date) -> str:
        """Return one day, or from one to another."""
        if first == last:
            return self.near_day(first)
        return self.say("ngay-tu-den", dau=self.day(first), cuoi=self.day(last))

    def whens(self, whens: Iterable[When]) -> str:
        """Return the times that were asked about, with their hours."""
        return self.listing(map(self._when, whens))

    def _when(self, when: When) -> str:
        days = self.span(when.first, when.last)
        if when.hours is None:
            return days
        return self.say("khi-gio", ngay=days, gio=self.hours([when.hours]))

    def days(self, days: Sequence[date]) -> str:
        """Return several days in order, as a weekly pattern where they are many."""
        if len(days) <= LISTED:
            return self.listing(map(self.near_day, days))
        weekdays = sorted({day.isoweekday() for day in days})
        first, last = days[0], days[-1]
        if (last - first).days + 1 == len(days):
            return self.span(first, last)
        whole = (first + timedelta(ahead) for ahead in range((last - first).days + 1))
        missing = [day for day in whole if day.isoweekday() in weekdays and day not in days]
        if len(missing) > _MOST_MISSING:
            return self.listing(map(self.day, days))
        told = self.span(first, last)
        if len(weekdays) < 7:
            told = self.say("ngay-hang-tuan", thu=self.weekdays(weekdays), khoang=told)
        if missing:
            told = self.say("ngay-tru", khoang=told, tru=self.listing(map(self.day, missing)))
        return told

    def weekdays(self, numbers: Sequence[int]) -> str:
        """Return ISO weekdays in order, three or more in a row as a range."""
        if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
            ends = self.weekday(numbers[0]), self.weekday(numbers[-1])
            return self.say("thu-den-thu", dau=ends[0], cuoi=ends[1])
        return self.listing(map(self.weekday, numbers))

    def clock(self, moment: time) -> str:
        """Return `7h30`, or `7:30` in English; the end of the day is 24."""
        hour = 24 if moment == END_OF_DAY else moment.hour
        minute = 0 if moment == END_OF_DAY else moment.minute
        if self.language == "en":
            return f"{hour}:{minute:02}"
        return f"{hour}h{minute:02}" if minute else f"{hour}h"

    def hours(self, hours: Iterable[Hours]) -> str:
        """Return `7h30–11h30 và 13h30–17h`."""
        return self.listing(self._stretch(part) for part in hours)

    def _stretch(self, hours: Hours) -> str:
        if hours == WHOLE_DAY:
            return self.say("gio-ca-ngay")
        if hours.start == hours.end:
            return self.clock(hours.start)
        return f"{self.clock(hours.start)}–{self.clock(hours.end)}"

    def distance(self, km: float) -> str:
        """Return `800 m` or `1,2 km`."""
        if round(km, 1) < 1:
            return f"{max(1, round(km * 10)) * 100} m"
        told = f"{km:.1f}"
        return f"{told.replace('.', ',') if self.language == 'vi' else told} km"


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]
