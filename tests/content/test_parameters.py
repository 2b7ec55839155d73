"""A legal value holds between its days, is never guessed, and is written as readers expect it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.checks.folder import Folder
from bot.content.checks.law import dated_values
from bot.content.knowledge import Knowledge
from bot.content.law import Unit, Value
from bot.content.loading import Files, load, parse
from bot.content.parameters import (
    NoValueError,
    Parameters,
)

PARAMETERS = ["gia-dieu", "tuoi-tha-dieu", "tuoi-bat-buoc", "tuoi-tre-nop-truc-tuyen", "ngay-hoi"]
DAY_BEFORE, DAY_OF_CHANGE = date(2026, 12, 31), date(2027, 1, 1)
LAST_DAY_OF_FAIR = date(2026, 5, 1)
languages = st.sampled_from(["vi", "en"])
amounts = st.integers(-(10**12), 10**12)


@pytest.fixture
def parameters(small_knowledge: Knowledge) -> Parameters:
    return small_knowledge.parameters


def written(value: object, unit: Unit = Unit.DONG) -> Value:
    return Value.model_validate(
        {
            "from": "2024-01-01",
            "value": value,
            "sources": [{"doc": "Sổ giá", "article": "Trang 1"}],
            "checked_on": "2026-01-01",
        }
    )


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


# Which value holds.


def test_the_small_parameters_are_those_walked_below(parameters: Parameters) -> None:
    assert list(parameters.by_id) == PARAMETERS


@pytest.mark.parametrize("name", PARAMETERS)
def test_on_every_day_a_parameter_has_one_value_or_none(parameters: Parameters, name: str) -> None:
    values = parameters.by_id[name].values
    for day in days(date(2023, 12, 1), date(2027, 12, 31)):
        held = [value for value in values if value.holds_on(day)]
        if held:
            assert [parameters.value(name, day)] == held
        else:
            with pytest.raises(NoValueError, match=name):
                parameters.value(name, day)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 1, 1), 20_000),
        (DAY_BEFORE, 20_000),
        (DAY_OF_CHANGE, 40_000),
        (date(2100, 1, 1), 40_000),
    ],
)
def test_a_value_holds_from_its_first_to_its_last_day(
    parameters: Parameters, day: date, value: int
) -> None:
    assert parameters.amount("gia-dieu", day) == value


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("gia-dieu", date(2023, 12, 31)),
        ("ngay-hoi", date(2023, 12, 31)),
        ("ngay-hoi", LAST_DAY_OF_FAIR + timedelta(days=1)),
    ],
)
def test_a_day_without_value_never_gets_the_nearest_one(
    parameters: Parameters, name: str, day: date
) -> None:
    with pytest.raises(NoValueError, match=name):
        parameters.value(name, day)
    with pytest.raises(NoValueError, match=name):
        parameters.amount(name, day)
    with pytest.raises(NoValueError, match=name):
        parameters.next_change(name, day)


spans = st.tuples(st.integers(0, 30), st.integers(-1, 15) | st.none())
"""The first day of a value, counted from 2024, and how many more days it holds, if it ends."""


@given(spans=st.lists(spans, min_size=1, max_size=4))
@example(spans=[(0, 4), (5, None)])
@example(spans=[(5, 4), (0, 4)])
@example(spans=[(0, 4), (6, None)])
@example(spans=[(0, 5), (5, None)])
@example(spans=[(0, 20), (3, 4), (21, 1)])
def test_values_pass_the_check_exactly_when_each_day_between_has_one(
    spans: list[tuple[int, int | None]],
) -> None:
    start = date(2024, 1, 1)
    periods = [
        (start + timedelta(days=first), None if more is None else start + timedelta(first + more))
        for first, more in spans
    ]
    lines = ["parameters:", "  - id: vi-du", "    label: Ví dụ", "    unit: so", "    values:"]
    for number, (first, last) in enumerate(periods):
        until = f"until: {last}, " if last else ""
        lines.append(
            f"      - {{from: {first}, {until}value: {number}, "
            "sources: [{doc: Sổ, article: Trang 1}], checked_on: 2026-01-01}"
        )
    parsed, _ = parse({"law/vi-du.yaml": "\n".join(lines).encode()})
    faults = list(dated_values(Folder(parsed)))

    counts = [
        sum(first <= day and (last is None or day <= last) for first, last in periods)
        for day in days(min(p[0] for p in periods), max(p[1] or p[0] for p in periods))
    ]
    forward = all(last is None or first <= last for first, last in periods)
    assert (faults == []) == (forward and set(counts) == {1})


# What changes, and when.


def test_the_next_change_is_the_day_after_the_last_one(parameters: Parameters) -> None:
    for day in (date(2024, 1, 1), DAY_BEFORE):
        change = parameters.next_change("gia-dieu", day)
        assert change is not None
        assert (change.day, change.after) == (
            DAY_OF_CHANGE,
            parameters.by_id["gia-dieu"].values[1],
        )


def test_a_value_without_end_has_no_next_change(parameters: Parameters) -> None:
    assert parameters.next_change("gia-dieu", DAY_OF_CHANGE) is None


def test_a_value_that_ends_with_nothing_after_it_changes_into_nothing(
    parameters: Parameters,
) -> None:
    change = parameters.next_change("ngay-hoi", LAST_DAY_OF_FAIR)

    assert change is not None
    assert (change.day, change.after) == (date(2026, 5, 2), None)


def test_changes_between_two_days_include_both_and_come_in_order(parameters: Parameters) -> None:
    def found(first: date, last: date) -> list[tuple[str, date, bool]]:
        changes = parameters.changes(first, last)
        return [(change.parameter.id, change.day, change.after is None) for change in changes]

    end, turn = date(2026, 5, 2), DAY_OF_CHANGE
    assert found(end, turn) == [("ngay-hoi", end, True), ("gia-dieu", turn, False)]
    assert found(end + timedelta(days=1), turn - timedelta(days=1)) == []
    assert [name for name, _, _ in found(date(2024, 1, 1), date(2024, 1, 1))] == sorted(PARAMETERS)


def test_the_last_day_of_the_calendar_is_no_change(small_files: Files) -> None:
    law = small_files["law/thong-so.yaml"].replace(
        b"from: 2027-01-01,", b"from: 2027-01-01, until: 9999-12-31,"
    )
    parameters = load({**small_files, "law/thong-so.yaml": law}).parameters

    assert parameters.by_id["gia-dieu"].values[1].until == date.max
    assert parameters.next_change("gia-dieu", DAY_OF_CHANGE) is None
    assert parameters.changes(date(2027, 1, 2), date.max) == []
