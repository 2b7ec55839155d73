"""One outcome from those of many days of birth or of issue, or the question that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from bot.assistant.eligibility.outcomes import AgeStatus, Case, Need, Outcome

T = TypeVar("T")
Found = Sequence[tuple[date, Outcome]]
"""Outcomes by day of birth, or by the first day of issue that leads to them, in order."""


def joined(found: Found, last: date, need: Need) -> Outcome:
    """Return the outcome of all these days up to the last one, `need` telling which they are.

    They need not be asked for where status, age and days agree; what else differs is left out.
    """
    outcomes = [outcome for _, outcome in found]
    if len(outcomes) == 1:
        return outcomes[0]
    common = _common(outcomes)
    asks = any(outcome.status is AgeStatus.ASK for outcome in outcomes)
    if not asks and len({_essence(outcome) for outcome in outcomes}) == 1:
        return common
    needs = {need, Need.ISSUE} if asks else {need}
    return replace(
        common,
        status=AgeStatus.ASK,
        rests_on=tuple(dict.fromkeys(name for item in outcomes for name in item.rests_on)),
        needs=tuple(item for item in Need if item in needs),
        cases=_cases_of_issue(outcomes) if asks else tuple(_cases(found, last)),
    )


def _common(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the first outcome with only those values that all have."""

    def shared(read: Callable[[Outcome], T]) -> T | None:
        value = read(outcomes[0])
        return value if all(read(outcome) == value for outcome in outcomes) else None

    return replace(
        outcomes[0],
        must_renew_by=shared(lambda outcome: outcome.must_renew_by),
        next_milestone_age=shared(lambda outcome: outcome.next_milestone_age),
        early_from=shared(lambda outcome: outcome.early_from),
        card_carries_over_until=shared(lambda outcome: outcome.card_carries_over_until),
        no_renewal_by_age=shared(lambda outcome: outcome.no_renewal_by_age) or False,
        born=shared(lambda outcome: outcome.born),
        perhaps_cmnd=shared(lambda outcome: outcome.perhaps_cmnd) or False,
        perhaps_cccd=shared(lambda outcome: outcome.perhaps_cccd) or False,
        too_young=shared(lambda outcome: outcome.too_young) or False,
        passed_age=shared(lambda outcome: outcome.passed_age),
        mandatory_age=shared(lambda outcome: outcome.mandatory_age),
        compulsory_from=shared(lambda outcome: outcome.compulsory_from),
        renewal=shared(lambda outcome: outcome.renewal),
        renewal_age=shared(_age_of_renewal_now),
    )


def _age_of_renewal_now(outcome: Outcome) -> int | None:
    """Return until which age a card made on the day asked lasts."""
    if outcome.renewal is None:
        return outcome.renewal_age
    return outcome.renewal.until_age if outcome.renewal.from_day == outcome.day else None


def _essence(outcome: Outcome) -> tuple[object, ...]:
    """Return what makes two outcomes different for the holder of a card."""
    return _kind(outcome), outcome.must_renew_by, outcome.early_from


def _kind(outcome: Outcome) -> tuple[object, ...]:
    return outcome.status, outcome.next_milestone_age, outcome.no_renewal_by_age


def _cases_of_issue(outcomes: Sequence[Outcome]) -> tuple[Case, ...]:
    """Return what follows from which days of issue for whoever is meant; none where that differs.

    Of the days on which it turns for one and not yet for another nothing is said.
    """
    kinds = {tuple(_kind(case.earliest) for case in outcome.cases) for outcome in outcomes}
    if len(kinds) > 1 or any(outcome.needs != (Need.ISSUE,) for outcome in outcomes):
        return ()
    cases = tuple(
        Case(
            max(case.first for case in same),
            min(case.last for case in same),
            same[0].earliest,
            same[-1].latest,
        )
        for same in zip(*(outcome.cases for outcome in outcomes), strict=True)
    )
    return cases if all(case.first <= case.last for case in cases) else ()


def _cases(found: Found, last: date) -> Iterator[Case]:
    groups = [list(group) for _, group in groupby(found, lambda item: _kind(item[1]))]
    ends = [group[0][0] - timedelta(1) for group in groups[1:]] + [last]
    for group, end in zip(groups, ends, strict=True):
        yield Case(group[0][0], end, group[0][1], group[-1][1])
