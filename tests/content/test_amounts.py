"""What a written value becomes by its unit, and how readers see it."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.law import Range, Unit, Value
from bot.content.parameters import (
    amount,
    write_amount,
    write_day,
)

languages = st.sampled_from(["vi", "en"])
amounts = st.integers(-(10**12), 10**12)


def written(value: object, unit: Unit = Unit.DONG) -> Value:
    return Value.model_validate(
        {
            "from": "2024-01-01",
            "value": value,
            "sources": [{"doc": "Sổ giá", "article": "Trang 1"}],
            "checked_on": "2026-01-01",
        }
    )


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
