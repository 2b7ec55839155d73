"""What the calculator says in every special case."""

from __future__ import annotations

from datetime import timedelta
from string import Formatter

import pytest

from bot.assistant.eligibility import (
    AgeStatus,
    Contradiction,
    ContradictionError,
    Due,
    DueKind,
    complain,
    due_days,
    outcome,
)
from bot.content.knowledge import Knowledge
from bot.content.parameters import NoValueError, Parameters
from bot.language.births.issues import Card
from tests.assistant.card_cases import CASES, CMND, NEW, OLD, TODAY, Case, day, found, said
from tests.assistant.card_law import law


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_special_cases(case: Case) -> None:
    born, issued, card, on, status, until, age, early = case
    actual = found(born, issued, card, on)
    assert (actual.status, actual.must_renew_by, actual.next_milestone_age, actual.early_from) == (
        status, said(until), age, said(early),
    )  # fmt: skip
    for_good = status == "ok" and until is None
    assert actual.no_renewal_by_age is for_good


@pytest.mark.parametrize(
    ("born", "issued", "until"),
    [
        ("2013-05-03", "2025-05-02", None),  # runs out at 14
        ("2013-05-03", "2025-05-03", "2038-05-03"),  # carries over 14
        ("2011-05-03", "2025-05-03", None),  # issued at 14
        ("2001-05-03", "2026-05-02", "2041-05-03"),  # carries over 25
        ("1985-05-03", "2025-05-02", "2045-05-03"),  # carries over 40
        ("1968-01-10", "2026-01-10", None),  # carries over 60: for good
    ],
)
def test_a_card_carries_over_an_age_where_it_was_issued_shortly_before(
    born: str, issued: str, until: str | None
) -> None:
    actual = found(born, issued)
    assert actual.card_carries_over_until == said(until)
    assert actual.must_renew_by == said(until) or until is None


def test_whether_it_carries_over_is_left_open_where_it_depends_on_the_day_of_issue() -> None:
    before, after = found("2000-11-03", "2025-11-02"), found("2000-11-03", "2025-11-03")
    assert before.card_carries_over_until == before.must_renew_by == after.must_renew_by
    assert after.card_carries_over_until is None
    unknown = found("2000-11-03", card=NEW)
    assert unknown.status is AgeStatus.OK
    assert unknown.must_renew_by == before.must_renew_by
    assert unknown.card_carries_over_until is None


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (TODAY, "duoi-6"),
        ("2020-11-23", "duoi-6"),
        ("2020-11-22", "6-den-14"),
        ("2012-11-23", "6-den-14"),
        ("2012-11-22", "tu-14"),
        ("1930-01-01", "tu-14"),
    ],
)
def test_the_band_is_that_of_the_whole_years(born: str, band: str) -> None:
    assert found(born).band == band


def test_ages_and_days_are_those_of_the_parameters() -> None:
    other = law(
        tuoi_phai_doi=["10", "20"], thoi_gian_doi_som="3", tuoi_bat_buoc="8",
        han_cmnd="2030-01-01", hieu_luc_luat_can_cuoc="2026-01-01",
    )  # fmt: skip
    kept = found("2010-01-01", "2016-12-31", parameters=other)
    assert (kept.next_milestone_age, kept.early_from) == (10, day("2017-01-01"))
    assert found("2010-01-01", "2017-01-01", parameters=other).next_milestone_age == 20
    assert found("2010-01-01", "2027-01-01", on="2027-06-01", parameters=other).no_renewal_by_age
    assert found("2018-11-22", parameters=other).status is AgeStatus.FIRST_ISSUE
    assert found("1980-01-01", card=CMND, parameters=other).must_renew_by == day("2030-01-01")
    assert found("1980-01-01", "2025-12-31", OLD, parameters=other).no_renewal_by_age


def test_a_card_can_carry_over_two_ages_that_are_close_together() -> None:
    other = law(tuoi_phai_doi=["10", "11", "30"])
    assert found("2010-01-01", "2017-12-31", parameters=other).next_milestone_age == 10
    assert found("2010-01-01", "2018-01-01", parameters=other).next_milestone_age == 11
    assert found("2010-01-01", "2020-01-01", parameters=other).next_milestone_age == 30


def test_a_day_before_the_law_is_not_guessed() -> None:
    with pytest.raises(NoValueError):
        found("1990-01-01", "2021-01-01", on="2024-06-30")
    with pytest.raises(NoValueError):
        outcome(day("1990-01-01"), None, None, day(TODAY), Parameters([]))


# What cannot be.

CONTRADICTIONS = {
    "born tomorrow": ("2026-11-23", None, None, Contradiction.BORN_LATER),
    "issued tomorrow": ("2000-01-01", "2026-11-23", None, Contradiction.ISSUED_LATER),
    "issued before birth": ("2000-01-02", "2000-01-01", None, Contradiction.ISSUED_BEFORE_BIRTH),
    "CMND after its end": ("1990-01-01", "2025-01-01", CMND, Contradiction.CMND_AFTER_ITS_END),
    "CCCD of the new law": ("1990-01-01", "2024-07-01", OLD, Contradiction.CCCD_AFTER_ITS_END),
    "CCCD of a child born later": ("2024-07-01", None, OLD, Contradiction.CCCD_AFTER_ITS_END),
    "CMND of a child born later": ("2025-01-01", None, CMND, Contradiction.CMND_AFTER_ITS_END),
}


@pytest.mark.parametrize("case", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_what_cannot_be_is_told_in_one_sentence(
    case: tuple[str, str | None, Card | None, Contradiction], small_knowledge: Knowledge
) -> None:
    born, issued, card, contradiction = case
    with pytest.raises(ContradictionError) as caught:
        found(born, issued, card)
    assert caught.value.contradiction is contradiction
    for language in ("vi", "en"):
        sentence = complain(caught.value, small_knowledge, language)
        assert "{" not in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("contradiction", Contradiction)
def test_the_sentences_of_contradictions_name_only_days_that_are_given(
    contradiction: Contradiction, small_knowledge: Knowledge
) -> None:
    phrase = small_knowledge.messages[contradiction.value]
    places = {name for _, name, _, _ in Formatter().parse(phrase.vi) if name}
    given = {
        Contradiction.ISSUED_BEFORE_BIRTH: {"sinh"},
        Contradiction.CCCD_AFTER_ITS_END: {"ngay", "moi"},
        Contradiction.AGE_AT_ISSUE: set(),
    }.get(contradiction, {"ngay"})
    assert places == given


# Reminders.


def test_reminders_are_the_days_on_which_something_begins() -> None:
    assert due_days(found("2015-05-03", "2025-05-03")) == (
        Due(day("2027-05-03"), DueKind.EARLY),
        Due(day("2029-03-04"), DueKind.SOON),
        Due(day("2029-05-03"), DueKind.LAST),
    )
    assert due_days(found("2020-05-03")) == (Due(day("2034-05-03"), DueKind.COMPULSORY),)


def test_reminders_lie_ahead_and_the_first_due_day_is_one() -> None:
    actual = found("2001-11-22", "2022-05-03", OLD, "2026-09-22")
    soon, last = due_days(actual)
    assert soon == Due(day("2026-09-23"), DueKind.SOON)
    assert last.day - soon.day == timedelta(60)
    assert due_days(found("2001-11-22", "2022-05-03", OLD, "2026-11-22")) == ()
    assert due_days(found("1950-05-03", "2026-05-03")) == ()
    assert due_days(found("2000-11-03", card=OLD)) == ()
    assert due_days(found("1980-01-01")) == ()
