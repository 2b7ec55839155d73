"""Births and days of issue that are known only roughly: what is certain, and what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.eligibility import AgeStatus, ContradictionError, Need, calculator
from bot.assistant.eligibility.rules import Rules
from bot.language.births import Card, Issue
from tests.assistant.card_cases import CMND, NEW, OLD, TODAY, day, interval
from tests.assistant.card_law import law


def test_an_interval_on_one_side_of_the_line_has_the_status_of_all() -> None:
    assert interval("2011-01-01", "2011-12-31").status is AgeStatus.FIRST_ISSUE
    young = interval("2020-01-01", "2020-12-31")
    assert young.status is AgeStatus.NOT_REQUIRED
    assert young.band == ("duoi-6", "6-den-14")
    assert (young.compulsory_from, young.renewal) == (None, None)


def test_an_interval_that_straddles_the_line_is_asked_about() -> None:
    straddling = interval("2012-01-01", "2012-12-31")
    assert straddling.status is AgeStatus.ASK
    assert straddling.needs == (Need.BIRTH,)
    assert straddling.band == ("6-den-14", "tu-14")
    older, younger = straddling.cases
    assert (older.last, younger.first) == (day("2012-11-22"), day("2012-11-23"))
    assert older.earliest.status is AgeStatus.FIRST_ISSUE
    assert younger.latest.status is AgeStatus.NOT_REQUIRED


def test_an_interval_of_one_age_but_different_days_is_asked_about() -> None:
    asked = interval("1990-01-01", "1990-12-31", ("2021-05-05", "2021-05-05"), OLD)
    assert asked.status is AgeStatus.ASK
    assert (asked.next_milestone_age, asked.must_renew_by) == (40, None)
    [only] = asked.cases
    assert only.earliest.must_renew_by == day("2030-01-01")
    assert only.latest.must_renew_by == day("2030-12-31")


def test_an_interval_without_any_day_to_tell_needs_no_question() -> None:
    good = interval("1960-01-01", "1960-12-31", ("2021-01-01", "2021-12-31"), OLD)
    assert (good.status, good.no_renewal_by_age) == (AgeStatus.OK, True)
    gone = interval("1980-01-01", "1985-12-31", None, CMND)
    assert (gone.status, gone.must_renew_by) == (AgeStatus.OVERDUE, day("2024-12-31"))


def test_a_year_of_issue_is_enough_where_every_day_of_it_means_the_same() -> None:
    same = interval("1990-06-15", "1990-06-15", ("2021-01-01", "2021-12-31"), OLD)
    assert (same.status, same.must_renew_by) == (AgeStatus.OK, day("2030-06-15"))
    turning = interval("1998-06-15", "1998-06-15", ("2021-01-01", "2021-12-31"), OLD)
    assert (turning.status, turning.needs) == (AgeStatus.ASK, (Need.ISSUE,))
    assert [case.first for case in turning.cases] == [day("2021-01-01"), day("2021-06-15")]


def test_both_days_are_asked_for_where_both_matter() -> None:
    both = interval("1998-01-01", "1998-12-31", ("2021-01-01", "2021-12-31"), OLD)
    assert both.status is AgeStatus.ASK
    assert both.needs == (Need.BIRTH, Need.ISSUE)


def test_days_that_cannot_be_are_left_out_of_an_interval() -> None:
    assert interval("2012-01-01", "2026-12-31").cases[-1].last == day(TODAY)
    first_half = interval("2024-01-01", "2024-12-31", ("2024-08-01", "2024-08-01"), NEW)
    assert first_half.cases[-1].last == day("2024-08-01")
    year = interval("1990-06-15", "1990-06-15", ("2024-01-01", "2024-12-31"), OLD)
    assert year.must_renew_by == day("2030-06-15")
    with pytest.raises(ContradictionError):
        interval("2027-01-01", "2027-12-31")
    with pytest.raises(ContradictionError):
        interval("1990-01-01", "1990-12-31", ("2025-01-01", "2025-12-31"), OLD)


PARAMETERS = law()
CARDS = st.sampled_from([None, *Card])
DAYS_ASKED = st.dates(date(2024, 7, 1), date(2032, 12, 31))


@settings(max_examples=150, deadline=None)
@given(
    st.dates(date(1940, 1, 1), date(2024, 1, 1)),
    st.integers(1, 500),
    st.none() | st.dates(date(2014, 1, 1), date(2026, 1, 1)),
    st.integers(0, 400),
    CARDS,
    DAYS_ASKED,
)
def test_the_telling_births_of_an_interval_tell_what_all_of_them_do(
    first, days, issued, span, card, on
):
    last = min(first + timedelta(days), on)
    issue = Issue(issued, issued and issued + timedelta(span), card, (0, 0))
    rules = Rules.on(on, PARAMETERS)

    def kinds(births):
        found = []
        for born in births:
            try:
                outcome = calculator.of_birth(born, issue, rules)
            except ContradictionError as error:
                found.append((born, error.contradiction))
            else:
                kind = (outcome.status, outcome.next_milestone_age, outcome.no_renewal_by_age)
                found.append((born, *kind, outcome.passed_age, outcome.needs))
        return [key for key, _ in groupby(kind[1:] for kind in found)]

    every = [first + timedelta(number) for number in range((last - first).days + 1)]
    assert kinds(calculator.telling_births(first, last, issue, rules)) == kinds(every)
