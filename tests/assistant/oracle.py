"""The law of card ages told a second time, by counting and from a table, to check the calculator.

Written from Luật Căn cước 26/2023/QH15 (Điều 19, 21, 46) alone: the numbers stand here as in the
law, and nothing of the calculator or of the knowledge is used. Birthdays are found by walking
through the year day by day; what a card is good for stands in a table by the age at issue; an
unknown day of issue means trying every day on which the card can have been issued.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

ONE_DAY = timedelta(days=1)

AGE_AT_ISSUE = (
    # from this age, below this age: exchange at this age, having skipped the exchange at that age
    (0, 12, 14, None),
    (12, 14, 25, 14),
    (14, 23, 25, None),
    (23, 25, 40, 25),
    (25, 38, 40, None),
    (38, 40, 60, 40),
    (40, 58, 60, None),
    (58, 60, None, 60),
    (60, 999, None, None),
)
EARLY_AGE = {14: 12, 25: 23, 40: 38, 60: 58}

NEW_CARD_SINCE = date(2024, 7, 1)
OLD_CARD_UNTIL = date(2024, 6, 30)
OLD_CARD_LAW = date(2014, 1, 1)
CMND_UNTIL = date(2024, 12, 31)


class Verdict(NamedTuple):
    """What the calculator promises to say, in the order of its contract."""

    status: str
    band: str
    must_renew_by: date | None = None
    next_milestone_age: int | None = None
    early_from: date | None = None
    card_carries_over_until: date | None = None
    no_renewal_by_age: bool = False


@cache
def day_of_age(born: date, age: int) -> date:
    """Walk through the year of that birthday to the first day not before the day of birth.

    Who was born on 29 February meets 1 March first in a common year.
    """
    day = date(born.year + age, born.month, 1)
    while (day.month, day.day) < (born.month, born.day):
        day += ONE_DAY
    return day


def age_on(born: date, day: date) -> int:
    """Count birthdays."""
    age = day.year - born.year
    while day_of_age(born, age) > day:
        age -= 1
    return age


def band_on(born: date, day: date) -> str:
    age = age_on(born, day)
    if age < 6:
        return "duoi-6"
    return "6-den-14" if age < 14 else "tu-14"


def with_card(born: date, issued: date, day: date) -> Verdict:
    """A card whose day of issue is known."""
    at_issue = age_on(born, issued)
    [(exchange_age, skipped)] = [
        (exchange, skipped)
        for low, high, exchange, skipped in AGE_AT_ISSUE
        if low <= at_issue < high
    ]
    band = band_on(born, day)
    if exchange_age is None:
        return Verdict("ok", band, no_renewal_by_age=True)
    due = day_of_age(born, exchange_age)
    return Verdict(
        status=urgency(due, day),
        band=band,
        must_renew_by=due,
        next_milestone_age=exchange_age,
        early_from=day_of_age(born, EARLY_AGE[exchange_age]),
        card_carries_over_until=due if skipped else None,
    )


def urgency(due: date, day: date) -> str:
    days_left = due.toordinal() - day.toordinal()
    if days_left < 0:
        return "overdue"
    if days_left in range(61):
        return "due"
    return "ok"


def without_card(born: date, day: date) -> Verdict:
    band = band_on(born, day)
    return Verdict("first_issue" if band == "tu-14" else "not_required", band)


def with_cmnd(born: date, day: date) -> Verdict:
    return Verdict(urgency(CMND_UNTIL, day), band_on(born, day), must_renew_by=CMND_UNTIL)


def with_card_of_unknown_day(born: date, kind: str, day: date) -> Verdict:
    """Try every day on which it can have been issued."""
    if kind == "can-cuoc":
        first, last = NEW_CARD_SINCE, day
    else:
        first, last = OLD_CARD_LAW, min(OLD_CARD_UNTIL, day)
    issued = max(first, born)
    found = set()
    while issued <= last:
        found.add(with_card(born, issued, day))
        issued += ONE_DAY
    if len({(verdict.status, verdict.must_renew_by) for verdict in found}) > 1:
        return Verdict("ask", band_on(born, day))
    verdict = next(iter(found))
    if len(found) > 1:  # they differ only in whether an earlier age was skipped
        return verdict._replace(card_carries_over_until=None)
    return verdict
