"""The calculator agrees with the second telling of the law on every combination tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.assistant.eligibility import Outcome, outcome
from bot.assistant.eligibility.calculator import of_birth
from bot.assistant.eligibility.rules import Rules
from bot.content import loading
from bot.content.parameters import Parameters
from bot.language.births.issues import Card, Issue
from tests.assistant import oracle
from tests.assistant.oracle import Verdict

pytestmark = pytest.mark.content
TODAY = date(2026, 11, 22)
DAYS = (TODAY, date(2025, 3, 1), date(2028, 2, 28), date(2028, 2, 29))
LIMITS = (0, 12, 14, 23, 25, 38, 40, 58, 60)
"""Ages at issue at which a card's term changes."""
EACH_DAY = range(4 * 365 + 1)
AROUND = (-1, 0, 1)


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    folder = Path(__file__).parents[2] / "knowledge"
    return loading.load(loading.read_folder(folder)).parameters


def births(age: int, day: date, numbers: Iterable[int] = EACH_DAY) -> Iterator[date]:
    """Days of the four years around the birth of who reaches an age on a day."""
    first = date(day.year - age - 2, day.month, 1)
    return (first + timedelta(number) for number in numbers)


def issues(born: date, day: date) -> Iterator[date]:
    """The days before, on and after each limit, of those on which a card can be issued."""
    for age in LIMITS:
        limit = oracle.day_of_age(born, age)
        for shift in AROUND:
            issued = limit + timedelta(shift)
            if born <= issued <= day:
                yield issued


def kinds(issued: date) -> tuple[Card | None, Card]:
    return None, Card.CCCD if issued <= oracle.OLD_CARD_UNTIL else Card.CAN_CUOC


def told(found: Outcome, band: str = "") -> Verdict:
    return Verdict(
        found.status, band, found.must_renew_by, found.next_milestone_age, found.early_from,
        found.card_carries_over_until, found.no_renewal_by_age,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("age", "combinations"), [(6, 5_844), (14, 19_128), (25, 36_660), (40, 54_186), (60, 71_718)]
)
def test_cards_issued_around_every_limit_to_births_of_a_leap_cycle(
    age: int, combinations: int, parameters: Parameters
) -> None:
    rules, tried, wrong = Rules.on(TODAY, parameters), 0, []
    for born in births(age, TODAY):
        for issued in issues(born, TODAY):
            expected = oracle.with_card(born, issued, TODAY)
            for kind in kinds(issued):
                tried += 1
                found = of_birth(born, Issue(issued, issued, kind, (0, 0)), rules)
                if told(found, expected.band) != expected:
                    wrong.append((born, issued, kind, found, expected))
    assert (tried, wrong[:3]) == (combinations, [])


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("age", [6, 14])
def test_births_of_a_leap_cycle_without_a_card(
    age: int, day: date, parameters: Parameters
) -> None:
    wrong = []
    for born in births(age, day):
        found = outcome(born, None, None, day, parameters)
        if told(found, str(found.band)) != oracle.without_card(born, day):
            wrong.append((born, found))
    assert wrong[:3] == []


@pytest.mark.parametrize("age", [14, 25, 40, 60])
@pytest.mark.parametrize("birthday", [(2, 28), (2, 29), (3, 1), (11, 22)])
def test_every_day_on_which_it_can_be_asked_around_the_day_of_exchange(
    age: int, birthday: tuple[int, int], parameters: Parameters
) -> None:
    born = date(2028 - age - (2028 - age) % 4, *birthday)
    due = oracle.day_of_age(born, age)
    issued = due - timedelta(800)
    assert issued >= born
    wrong = []
    for number in range(-100, 100):
        day = due + timedelta(number)
        found = outcome(born, issued, None, day, parameters)
        if told(found, str(found.band)) != oracle.with_card(born, issued, day):
            wrong.append((day, found))
    assert (wrong[:3], found.status) == ([], "overdue")


@pytest.mark.parametrize("kind", [Card.CAN_CUOC, Card.CCCD])
@pytest.mark.parametrize("age", [13, 24, 39, 59])
def test_cards_of_unknown_day_of_issue(age: int, kind: Card, parameters: Parameters) -> None:
    wrong, statuses = [], set()
    for born in {*births(age, TODAY, range(0, 4 * 365, 30)), *turning(kind, age)}:
        found = outcome(born, None, kind, TODAY, parameters)
        statuses.add(found.status.value)
        if told(found, str(found.band)) != oracle.with_card_of_unknown_day(born, kind, TODAY):
            wrong.append((born, found))
    assert wrong[:3] == []
    assert "ask" in statuses


def turning(kind: Card, age: int) -> Iterator[date]:
    """Who is as old as a limit around the first or the last day on which a card was issued."""
    spans = {
        Card.CAN_CUOC: (oracle.NEW_CARD_SINCE, TODAY),
        Card.CCCD: (oracle.OLD_CARD_LAW, oracle.OLD_CARD_UNTIL),
    }
    for edge in spans[kind]:
        for limit in (age - 1, age + 1):
            born = edge.replace(year=edge.year - limit)
            yield from (born + timedelta(shift) for shift in AROUND)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 1, 1), date(2024, 11, 1), TODAY])
def test_the_cmnd(day: date, parameters: Parameters) -> None:
    for born in births(40, day, range(0, 4 * 365, 30)):
        found = outcome(born, None, Card.CMND, day, parameters)
        assert told(found, str(found.band)) == oracle.with_cmnd(born, day)
