"""The age calculator: any days and cards, and what must hold of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.assistant.eligibility import (
    AgeStatus,
    ContradictionError,
    Outcome,
    as_record,
    complain,
    due_days,
    explain,
    explain_cases,
    outcome,
    outcome_of_interval,
)
from bot.content.parameters import NoValueError
from bot.language.anniversaries import birthday, years_on
from bot.language.births import Card, Issue
from bot.language.births.periods import days_later, months_before, years_before
from tests.fuzzing.given import small_knowledge

WORDS: tuple[str, ...] = ()
_CARDS = (None, *Card)
_ORDER = {AgeStatus.OK: 0, AgeStatus.DUE: 1, AgeStatus.OVERDUE: 2}
_FIRST_ASKED = date(2024, 7, 1)


class _Bytes:
    """Numbers out of bytes; zeros where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, most: int) -> int:
        width = (most.bit_length() + 7) // 8
        part = self._data[self._at : self._at + width]
        self._at += width
        return int.from_bytes(part, "big") % (most + 1)

    def day(self) -> date:
        """Return a day of the last century mostly, sometimes any there is."""
        if self.number(15) == 0:
            return date.fromordinal(1 + self.number(date.max.toordinal() - 1))
        return date(1920, 1, 1) + timedelta(self.number(44_000))


def seeds() -> Iterator[bytes]:
    """Yield some bytes."""
    for start in range(0, 250, 10):
        yield bytes((start * 7 + number * 31) % 256 for number in range(24))


def check(data: bytes) -> None:
    """Check one person."""
    told = _Bytes(data)
    born, asked = told.day(), _FIRST_ASKED + timedelta(told.number(12_000))
    issued = told.day() if told.number(2) else None
    card = _CARDS[told.number(3)]
    _arithmetic(born, asked, told.number(1200))
    found = _found(born, issued, card, asked)
    if found is not None:
        _one(found, born)
        _next_day(found, born, issued, card)
    span, spread = told.number(900), told.number(900)
    ages = (told.number(700), 0) if told.number(3) == 0 else None
    issue = Issue(
        issued,
        days_later(issued, spread) if issued else None,
        card,
        (0, 0),
        (ages[0], ages[0] + told.number(40)) if ages else None,
        unknown=issued is None and card is None and ages is None and told.number(1) == 1,
    )
    _interval(born, days_later(born, span), issue, asked)


def _arithmetic(born: date, day: date, number: int) -> None:
    """Ages grow by one on birthdays and never shrink."""
    years = number % 120
    if born.year + years <= date.max.year:
        turning = birthday(born, years)
        assert years_on(born, turning) == years
        assert turning >= born
        if turning > date.min and years:
            assert years_on(born, turning - timedelta(1)) == years - 1
    assert years_on(born, days_later(day, 1)) - years_on(born, day) in {0, 1}
    latest = years_before(day, years)
    if latest > date.min:
        assert years_on(latest, day) >= years
    assert months_before(months_before(day, number), -number) <= day


def _found(born: date, issued: date | None, card: Card | None, asked: date) -> Outcome | None:
    knowledge = small_knowledge()
    try:
        return outcome(born, issued, card, asked, knowledge.parameters)
    except ContradictionError as error:
        for language in ("vi", "en"):
            assert complain(error, knowledge, language)
    except NoValueError:
        pass
    except ValueError:
        assert born.year > date.max.year - 130, "a day within the calendar"
    return None


def _one(found: Outcome, born: date) -> None:
    """Check one answer by itself."""
    knowledge = small_knowledge()
    assert found.bands
    days = (
        found.must_renew_by,
        found.early_from,
        found.card_carries_over_until,
        found.compulsory_from,
    )
    for day in days:
        assert day is None or day >= born, "before birth"
    if found.must_renew_by and found.early_from:
        assert found.early_from < found.must_renew_by
    if found.no_renewal_by_age:
        assert found.must_renew_by is None
    if found.renewal:
        assert found.renewal.from_day >= found.day
        assert found.renewal.until is None or found.renewal.until > found.renewal.from_day
    for due in due_days(found):
        assert due.day > found.day
    for case in found.cases:
        assert case.first <= case.last
    for language in ("vi", "en"):
        said = explain(found, knowledge, language)
        assert said.strip()
        assert "None" not in said
        assert as_record(found, knowledge, language)["text"] == said
        explain_cases(found, knowledge, language)


def _next_day(found: Outcome, born: date, issued: date | None, card: Card | None) -> None:
    """One day later nobody is younger, and no card is less due."""
    later = _found(born, issued, card, found.day + timedelta(1))
    if later is None or found.status is AgeStatus.ASK or later.status is AgeStatus.ASK:
        return
    if found.status in _ORDER and later.status in _ORDER:
        assert _ORDER[found.status] <= _ORDER[later.status]
        if issued:
            same = replace(later, day=found.day)
            assert same.must_renew_by == found.must_renew_by
    if found.status is AgeStatus.FIRST_ISSUE:
        assert later.status is not AgeStatus.NOT_REQUIRED


def _interval(first: date, last: date, issue: Issue, asked: date) -> None:
    """What is certain for an interval is so for both of its ends."""
    knowledge = small_knowledge()
    told = issue if issue.card or issue.dated or issue.unknown else None
    try:
        whole = outcome_of_interval(first, last, told, asked, knowledge.parameters)
    except (ContradictionError, NoValueError):
        return
    except ValueError:
        assert max(last, issue.last or last).year > date.max.year - 130, (
            "a day within the calendar"
        )
        return
    _one(whole, first)
    if whole.status is AgeStatus.ASK:
        assert whole.needs
        return
    for born in (first, last):
        try:
            part = outcome_of_interval(born, born, told, asked, knowledge.parameters)
        except (ContradictionError, NoValueError):
            continue
        assert part.status is whole.status, f"{part.status} within {whole.status}"
