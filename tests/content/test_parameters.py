"""A legal value holds between its days, is never guessed, and is written as readers expect it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.checks.folder import Folder
from bot.content.checks.law import dated_values
from bot.content.knowledge import Knowledge
from bot.content.law import Range, Unit, Value
from bot.content.loading import Files, load, parse
from bot.content.parameters import (
    NoValueError,
    Parameters,
    amount,
    write_amount,
    write_day,
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


# What a written value becomes.


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        (Unit.DONG, "50000", 50_000),
        (Unit.DONG, "0", 0),
        (Unit.TUOI, "012", 12),
        (Unit.TUOI, ["14", "25", "40"], [14, 25, 40]),
        (Unit.NGAY_LAM_VIEC, {"min": "5", "max": "7"}, Range(min=5, max=7)),
        (Unit.NGAY_THANG, "2026-12-31", date(2026, 12, 31)),
        (Unit.DIEN_THOAI, "0800", "0800"),
        (Unit.DIA_CHI, "12 phố Diều", "12 phố Diều"),
        (Unit.VAN_BAN, "13:30", "13:30"),
    ],
)
def test_a_value_is_converted_by_its_unit(unit: Unit, value: object, expected: object) -> None:
    assert amount(unit, written(value)) == expected


def test_an_english_value_is_for_english_readers_alone() -> None:
    both = written("12 phố Diều").model_copy(update={"value_en": "12 Kite Street"})
    assert amount(Unit.DIA_CHI, both) == "12 phố Diều"
    assert amount(Unit.DIA_CHI, both, "vi") == "12 phố Diều"
    assert amount(Unit.DIA_CHI, both, "en") == "12 Kite Street"
    assert amount(Unit.DIA_CHI, written("12 phố Diều"), "en") == "12 phố Diều"


@pytest.mark.parametrize("unit", Unit)
@settings(max_examples=40)
@given(
    value=st.text(max_size=8)
    | st.sampled_from(["0", "14", "1.000", "1_000", "２", "2026-12-31", "20261231", "2026-W53-4"])
    | st.lists(st.text(max_size=4) | st.integers().map(str), max_size=3)
    | st.fixed_dictionaries({"min": amounts.map(str), "max": amounts.map(str)}),
    bare=st.booleans(),
)
def test_whatever_fits_a_unit_can_be_written(unit: Unit, value: object, bare: bool) -> None:
    try:
        found = amount(unit, written(value))
    except ValueError:
        return
    for language in ("vi", "en"):
        assert write_amount(found, unit, language, bare=bare)


@given(st.text(max_size=8) | st.sampled_from(["1.000", "1_000", "+5", " 5", "5 ", "５", "0x1F"]))
def test_only_plain_digits_are_a_number(text: str) -> None:
    try:
        found: object = amount(Unit.DONG, written(text))
    except ValueError:
        found = None

    assert (found is not None) == bool(re.fullmatch("-?[0-9]+", text))


# How values are written.


@pytest.mark.parametrize(
    ("value", "unit", "vietnamese", "english"),
    [
        (50_000, Unit.DONG, "50.000 đồng", "50,000 VND"),
        (999, Unit.DONG, "999 đồng", "999 VND"),
        (1_000_000, Unit.DONG, "1.000.000 đồng", "1,000,000 VND"),
        (0, Unit.DONG, "miễn phí", "free of charge"),
        (0, Unit.TUOI, "0 tuổi", "0 years old"),
        (14, Unit.TUOI, "14 tuổi", "14 years old"),
        (1, Unit.TUOI, "1 tuổi", "1 year old"),
        (1, Unit.NGAY_LAM_VIEC, "1 ngày làm việc", "1 working day"),
        (7, Unit.NGAY_LAM_VIEC, "7 ngày làm việc", "7 working days"),
        (1, Unit.NGAY, "1 ngày", "1 day"),
        (3, Unit.THANG, "3 tháng", "3 months"),
        (1, Unit.NAM, "1 năm", "1 year"),
        (2, Unit.GIO, "2 giờ", "2 hours"),
        (15, Unit.PHUT, "15 phút", "15 minutes"),
        (1, Unit.LAN, "1 lần", "1 time"),
        (50, Unit.PHAN_TRAM, "50%", "50%"),
        (12, Unit.SO, "12", "12"),
        (Range(min=5, max=7), Unit.NGAY, "5 đến 7 ngày", "5 to 7 days"),
        (
            Range(min=300_000, max=500_000),
            Unit.DONG,
            "300.000 đến 500.000 đồng",
            "300,000 to 500,000 VND",
        ),
        ([14, 25, 40], Unit.TUOI, "14, 25 và 40 tuổi", "14, 25 and 40 years old"),
        ([14, 25], Unit.TUOI, "14 và 25 tuổi", "14 and 25 years old"),
        ([14], Unit.TUOI, "14 tuổi", "14 years old"),
        (date(2026, 12, 31), Unit.NGAY_THANG, "31/12/2026", "31 December 2026"),
        (date(2026, 7, 1), Unit.NGAY_THANG, "01/07/2026", "1 July 2026"),
        ("1900 0368", Unit.DIEN_THOAI, "1900 0368", "1900 0368"),
    ],
)
def test_a_value_is_written_with_its_unit(
    value: object, unit: Unit, vietnamese: str, english: str
) -> None:
    assert write_amount(value, unit, "vi") == vietnamese
    assert write_amount(value, unit, "en") == english


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (14, Unit.TUOI, "14"),
        (0, Unit.DONG, "0"),
        (50_000, Unit.DONG, "50.000"),
        ([14, 25], Unit.TUOI, "14 và 25"),
        (Range(min=5, max=7), Unit.NGAY, "5 đến 7"),
        (50, Unit.PHAN_TRAM, "50"),
    ],
)
def test_a_bare_value_has_no_unit(value: object, unit: Unit, expected: str) -> None:
    assert write_amount(value, unit, "vi", bare=True) == expected


@given(number=amounts, language=languages)
def test_a_number_keeps_its_digits_in_groups_of_three(number: int, language: str) -> None:
    text = write_amount(number, Unit.SO, language)
    point = "." if language == "vi" else ","

    assert int(text.replace(point, "")) == number
    assert re.fullmatch(rf"-?\d{{1,3}}(\{point}\d{{3}})*", text)


@given(number=amounts.filter(bool), language=languages)
def test_a_sum_is_its_number_and_the_currency(number: int, language: str) -> None:
    currency = {"vi": "đồng", "en": "VND"}[language]

    bare = write_amount(number, Unit.DONG, language, bare=True)
    assert write_amount(number, Unit.DONG, language) == f"{bare} {currency}"


@given(numbers=st.lists(amounts, min_size=1, max_size=6), language=languages)
def test_a_list_keeps_its_numbers_in_order(numbers: list[int], language: str) -> None:
    text = write_amount(numbers, Unit.SO, language)
    parts = re.split(" và | and |, ", text)

    assert [int(part.replace(".", "").replace(",", "")) for part in parts] == numbers


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_day_can_be_read_back(day: date) -> None:
    def read_back(text: str, form: str) -> date:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day has no time zone)

    assert read_back(write_day(day, "vi"), "%d/%m/%Y") == day
    assert read_back(write_day(day, "en"), "%d %B %Y") == day
    assert len(write_day(day, "vi")) == len("31/12/2026")
    assert not write_day(day, "en").startswith("0")
