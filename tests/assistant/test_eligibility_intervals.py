"""Births and days of issue that are known only roughly: what is certain, and what is asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.assistant.eligibility import (
    AgeStatus,
    Contradiction,
    ContradictionError,
    Need,
    Outcome,
    calculator,
)
from bot.assistant.eligibility.joining import joined
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


@settings(max_examples=150, deadline=None)
@given(
    st.dates(date(1945, 1, 1), date(2020, 1, 1)),
    st.integers(1, 420),
    st.integers(0, 420),
    st.dates(date(2014, 1, 1), date.fromisoformat(TODAY)),
)
@example(date(1962, 1, 1), 364, 100, date(2019, 12, 31))
@example(date(1962, 1, 1), 364, 100, date(2020, 12, 31))
@example(date(2013, 1, 1), 364, 363, date(2024, 12, 31))
def test_what_is_said_of_a_day_of_issue_holds_for_every_birth_of_the_interval(
    first, days, shift, issued
):
    unknown = Issue(None, None, None, (0, 0), unknown=True)
    on, last = day(TODAY), first + timedelta(days)
    born = first + timedelta(min(shift, days))
    found = calculator.outcome_of_interval(first, last, unknown, on, PARAMETERS)
    rules = Rules.on(on, PARAMETERS)
    if found.needs != (Need.BIRTH, Need.ISSUE) or issued < rules.first_issue_day(born):
        return
    for at, case in enumerate(found.cases):
        if (at == 0 or case.first <= issued) and issued <= case.last:
            one = calculator.of_birth(born, Issue(issued, issued, None, (0, 0)), rules)
            said = case.earliest
            assert one.status is said.status
            assert one.next_milestone_age == said.next_milestone_age
            assert one.no_renewal_by_age == said.no_renewal_by_age


def test_an_age_past_the_last_milestone_says_what_follows_from_which_days_of_issue() -> None:
    unknown = Issue(None, None, None, (0, 0), unknown=True)
    found = calculator.outcome_of_interval(
        day("1962-01-01"), day("1962-12-31"), unknown, day(TODAY), PARAMETERS
    )
    assert [case.earliest.status for case in found.cases] == [AgeStatus.OVERDUE, AgeStatus.OK]
    assert (found.cases[0].last, found.cases[1].first) == (day("2019-12-31"), day("2020-12-31"))


TURNS = [
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
]
TURNS += [day(TODAY), date(2026, 12, 31), date(2027, 1, 1)]
AGES = st.none() | st.sampled_from([(144, 167), (150, 150), (276, 299), (287, 288)])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(TURNS),
    st.sampled_from([0, 12, 14, 23, 25, 38, 40, 58, 60]),
    st.integers(-62, 62),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.none() | st.tuples(st.integers(0, 800), st.integers(0, 40)),
    st.tuples(CARDS, AGES),
)
@example(date(2027, 3, 1), 23, -1, (2, 2), None, (OLD, None))
@example(date(2028, 3, 1), 12, -1, (2, 2), None, (None, None))
@example(date(2028, 2, 29), 60, 0, (2, 3), (731, 0), (OLD, None))
def test_an_interval_of_births_leads_to_what_its_days_lead_to_one_by_one(
    on, age, shift, around, issued, told
):
    middle = date(on.year - age, on.month, min(on.day, 28)) + timedelta(shift)
    first, last = middle - timedelta(around[0]), middle + timedelta(around[1])
    start = issued and on - timedelta(issued[0])
    card, ages = told
    issue = Issue(start, start and start + timedelta(issued[1]), card, (0, 0), ages)
    rules = Rules.on(on, PARAMETERS)
    found = []
    for number in range((min(last, on) - first).days + 1):
        with suppress(ContradictionError):
            born = first + timedelta(number)
            found.append((born, calculator.of_birth(born, issue, rules)))
    if found:
        actual = calculator.outcome_of_interval(first, last, issue, on, PARAMETERS)
        expected = joined(found, found[-1][0], Need.BIRTH)
        assert replace(actual, bands=()) == expected
    else:
        with pytest.raises(ContradictionError):
            calculator.outcome_of_interval(first, last, issue, on, PARAMETERS)


def test_an_age_at_issue_says_on_which_days_a_card_was_issued() -> None:
    def at(born: str, least: int, most: int, issued: str | None = None) -> Outcome:
        first = day(issued) if issued else None
        issue = Issue(first, first, NEW, (0, 0), (least, most))
        return calculator.outcome_of_interval(day(born), day(born), issue, day(TODAY), PARAMETERS)

    # A whole year of age is reached on the birthday, months on the same day of a later month.
    assert at("2012-11-22", 12 * 12, 12 * 12 + 11).next_milestone_age == 25
    assert at("2012-11-22", 11 * 12, 12 * 12 - 1).next_milestone_age == 14
    either = at("2012-11-22", 11 * 12, 12 * 12)
    assert (either.status, either.needs) == (AgeStatus.ASK, (Need.ISSUE,))
    # A day of issue that fits the age stands, also where no other day is left.
    assert at("2012-11-22", 12 * 12, 12 * 12, "2024-11-22").next_milestone_age == 25
    assert at("2012-11-22", 14 * 12, 14 * 12, TODAY).next_milestone_age == 25
    for issued in ("2024-11-21", "2024-12-22"):
        with pytest.raises(ContradictionError) as caught:
            at("2012-11-22", 12 * 12, 12 * 12, issued)
        assert caught.value.contradiction is Contradiction.AGE_AT_ISSUE


def test_a_day_of_issue_before_the_present_law_makes_a_card_a_cccd() -> None:
    def perhaps(issued: str, card: Card | None) -> bool:
        return calculator.outcome(
            day("1990-06-15"), day(issued), card, day(TODAY), PARAMETERS
        ).perhaps_cccd

    assert [perhaps("2024-06-30", card) for card in (NEW, OLD, None)] == [True, False, False]
    assert not perhaps("2024-07-01", NEW)


@pytest.mark.parametrize(
    ("born", "issued", "card", "suspected"),
    [
        # The birthday on which the reason changes lies between, the term is the same.
        ("2000-06-15", ("2025-01-01", "2025-12-31"), NEW, (False, False, False)),
        ("1998-06-15", ("2023-01-01", "2023-12-31"), NEW, (False, True, False)),
        ("1987-06-15", ("2012-01-01", "2012-12-31"), None, (True, False, False)),
        ("1989-03-15", ("2013-12-01", "2014-12-01"), None, (False, False, False)),
        ("2009-06-15", ("2023-01-01", "2023-12-31"), OLD, (False, False, False)),
    ],
)
def test_a_suspicion_holds_for_every_day_of_issue(
    born: str, issued: tuple[str, str], card: Card | None, suspected: tuple[bool, bool, bool]
) -> None:
    found = interval(born, born, issued, card)
    assert found.status is not AgeStatus.ASK
    assert (found.perhaps_cmnd, found.perhaps_cccd, found.too_young) == suspected


@pytest.mark.parametrize(
    ("born", "first"),
    [
        ("1990-06-15", "2014-01-01"),  # no CCCD was issued before
        ("1999-12-31", "2014-01-01"),
        ("2000-01-02", "2014-01-02"),  # on the day of 14
        ("2010-06-30", "2024-06-30"),
        ("2010-07-01", "2024-07-01"),
        ("2015-05-05", "2024-07-01"),  # a child gets a card of the present law only
        ("2025-03-03", "2025-03-03"),
    ],
)
def test_a_card_of_which_nothing_is_known_was_issued_when_that_was_possible(
    born: str, first: str
) -> None:
    rules = Rules.on(day(TODAY), PARAMETERS)
    assert rules.first_issue_day(day(born)) == day(first)

    unknown = Issue(None, None, None, (0, 0), unknown=True)
    issued = Issue(day(first), day(TODAY), None, (0, 0))
    assert calculator.of_birth(day(born), unknown, rules) == calculator.of_birth(
        day(born), issued, rules
    )


def test_a_card_of_which_nothing_is_known_is_not_taken_for_a_new_one() -> None:
    unknown = Issue(None, None, None, (0, 0), unknown=True)

    def of(born: str) -> Outcome:
        return calculator.of_birth(day(born), unknown, Rules.on(day(TODAY), PARAMETERS))

    assert of("1985-02-01").status is AgeStatus.ASK  # overdue where issued before 2023-02-01
    assert of("1985-02-01").cases[0].earliest.status is AgeStatus.OVERDUE
    assert (of("1990-06-15").status, of("1990-06-15").next_milestone_age) == (AgeStatus.OK, 40)
    assert (of("2015-05-05").status, of("2015-05-05").next_milestone_age) == (AgeStatus.OK, 14)
