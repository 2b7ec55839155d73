"""The words for a card that is due at one age, where only the birthday is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from bot.assistant.eligibility.outcomes import AgeStatus, Need, Outcome

_WITH_A_TERM = {AgeStatus.OK, AgeStatus.DUE, AgeStatus.OVERDUE}


class Say(Protocol):
    """Returns one of the assistant's own sentences, its places filled."""

    def __call__(self, message: str, **values: str) -> str:
        """`message` is an id of `messages.yaml`."""


def tell_same_age(outcome: Outcome, say: Say) -> Iterator[str]:
    """Yield the result, then what to do; nothing where more than the birthday is not known."""
    cases, age = outcome.cases, outcome.next_milestone_age
    statuses = {case.earliest.status for case in cases}
    if outcome.needs != (Need.BIRTH,) or age is None or not statuses <= _WITH_A_TERM:
        return
    first, last = cases[0].earliest.must_renew_by, cases[-1].latest.must_renew_by
    if first is None or last is None:
        return
    tuoi, nam = str(age), years_of(first, last, say)
    if statuses == {AgeStatus.OVERDUE}:
        yield say("tinh-sinh-nhat-qua-han", tuoi=tuoi, nam=nam)
    elif AgeStatus.OVERDUE in statuses:
        yield say("tinh-sinh-nhat-den-han", tuoi=tuoi, nam=nam)
        yield say("tinh-sinh-nhat-da-qua-chua")
    elif AgeStatus.DUE in statuses:
        yield say("tinh-sinh-nhat-sap-den-han", tuoi=tuoi, nam=nam)
    else:
        yield say("tinh-sinh-nhat-con-dung", tuoi=tuoi, nam=nam)
    if statuses != {AgeStatus.OK}:
        yield from _renewed_now(outcome, say)


def _renewed_now(outcome: Outcome, say: Say) -> Iterator[str]:
    """Yield how long a card renewed now lasts, where that is the same for all."""
    found = [case for each in outcome.cases for case in (each.earliest, each.latest)]
    ages = {item.renewal.until_age if item.renewal else 0 for item in found}
    in_time = all(item.early_from and item.early_from <= outcome.day for item in found)
    if len(ages) > 1 or not in_time:
        return
    age = ages.pop()
    if age is None:
        yield say("tinh-doi-ngay-lau-dai")
    elif age:
        yield say("tinh-doi-ngay-den-tuoi", tuoi=str(age))


def years_of(first: date, last: date, say: Say) -> str:
    """Return the year, or the two years between which the birthday lies, in words."""
    if first.year == last.year:
        return str(first.year)
    return say("tinh-hai-nam", dau=str(first.year), cuoi=str(last.year))
