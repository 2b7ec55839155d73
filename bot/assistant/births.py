"""From an age that was named to the days on which that person can have been born."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.parameters import NoValueError, Parameters
from bot.language.ages import Age

CHILD_CARD_AGE = "tuoi-tre-nop-truc-tuyen"
"""Parameter: the age from which a child must come in person."""
MANDATORY_AGE = "tuoi-bat-buoc"
"""Parameter: the age from which a card is mandatory."""


@dataclass(frozen=True, slots=True)
class Birth:
    """Days of birth, both included, and the ages they mean on the day asked."""

    first: date
    last: date
    years_min: int
    years_max: int
    bands: tuple[str, ...]
    """One, or several where the interval straddles a line of the law."""


def birth_of(age: Age, day: date, parameters: Parameters) -> Birth | None:
    """Return the interval of birth, or None where it lies in the future or out of calendars."""
    try:
        if age.born is not None:
            first, last = date(age.born, 1, 1), min(date(age.born, 12, 31), day)
        else:
            years = age.years or 0
            first = _latest_birth(day, years + 1) + timedelta(days=1)
            last = _latest_birth(day, years)
    except (ValueError, OverflowError):
        return None
    if first > last:
        return None
    youngest, oldest = years_on(last, day), years_on(first, day)
    return Birth(first, last, youngest, oldest, _bands(youngest, oldest, day, parameters))


def years_on(born: date, day: date) -> int:
    """Return the whole years reached on a day; who is born on 29 February ages on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date:
    """Return the day that many years later; 29 February becomes 1 March in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _latest_birth(day: date, years: int) -> date:
    """Return the last day of birth of those who have reached that many years on a day.

    On 29 February that is 28 February: who was born on 1 March ages a day later.
    """
    born = birthday(day, -years)
    return born if years_on(born, day) == years else born - timedelta(days=1)


def _bands(youngest: int, oldest: int, day: date, parameters: Parameters) -> tuple[str, ...]:
    try:
        lines = [parameters.amount(name, day) for name in (CHILD_CARD_AGE, MANDATORY_AGE)]
    except (KeyError, NoValueError):
        return ()
    child, adult = (line if isinstance(line, int) else 0 for line in lines)
    names = ((0, child, "duoi-6"), (child, adult, "6-den-14"), (adult, 999, "tu-14"))
    return tuple(name for low, high, name in names if youngest < high and oldest >= low)
