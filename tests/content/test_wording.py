"""A text gets the values of the day asked, and says until when it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from bot.content.law import Confidence
from bot.content.loading import Files, load
from bot.content.parameters import NoValueError
from bot.content.wording import Filler, places

DAY_BEFORE, DAY_OF_CHANGE, DAY_AFTER = date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)
LAST_DAY_OF_FAIR = date(2026, 5, 1)


def filler(knowledge: Knowledge, day: date, language: str = "vi") -> Filler:
    return Filler(knowledge.parameters, day, language)


@pytest.mark.parametrize(
    ("day", "price"),
    [
        (date(2024, 1, 1), "20.000 đồng"),
        (DAY_BEFORE, "20.000 đồng"),
        (DAY_OF_CHANGE, "40.000 đồng"),
        (DAY_AFTER, "40.000 đồng"),
    ],
)
def test_a_place_gets_the_value_of_the_day_asked(
    small_knowledge: Knowledge, day: date, price: str
) -> None:
    assert filler(small_knowledge, day).fill("Diều giá {gia-dieu}.") == f"Diều giá {price}."


def test_values_are_written_in_the_language_asked(small_knowledge: Knowledge) -> None:
    text = "{gia-dieu}; {tuoi-tha-dieu}; {ngay-hoi}"
    day = date(2026, 1, 1)

    assert filler(small_knowledge, day).fill(text) == "20.000 đồng; 6 tuổi; 01/05/2026"
    assert filler(small_knowledge, day, "en").fill(text) == "20,000 VND; 6 years old; 1 May 2026"


def test_a_place_may_leave_the_unit_out(small_knowledge: Knowledge) -> None:
    text = "từ {tuoi-tha-dieu|so} đến {tuoi-bat-buoc}"

    assert filler(small_knowledge, DAY_BEFORE).fill(text) == "từ 6 đến 14 tuổi"


@given(st.text(st.characters(exclude_characters="{}")))
def test_a_text_without_places_is_left_as_it_is(small_knowledge: Knowledge, text: str) -> None:
    filling = filler(small_knowledge, DAY_BEFORE)

    assert filling.fill(text) == text
    assert (filling.used, filling.valid_until(), filling.changes()) == ({}, None, [])


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("{gia-dieu}", date(2023, 12, 31)),
        ("{ngay-hoi}", LAST_DAY_OF_FAIR + timedelta(days=1)),
        ("{ngay-hoi|so}", DAY_OF_CHANGE),
    ],
)
def test_a_text_is_not_filled_on_a_day_without_value(
    small_knowledge: Knowledge, place: str, day: date
) -> None:
    with pytest.raises(NoValueError, match=place.strip("{}").split("|")[0]):
        filler(small_knowledge, day).fill(f"Diều: {place}")


@pytest.mark.parametrize(
    ("day", "until", "changes"),
    [
        (DAY_BEFORE, DAY_BEFORE, [("gia-dieu", DAY_OF_CHANGE)]),
        (DAY_OF_CHANGE, None, []),
        (DAY_AFTER, None, []),
    ],
)
def test_a_filled_text_holds_until_the_day_before_the_change(
    small_knowledge: Knowledge, day: date, until: date | None, changes: list[tuple[str, date]]
) -> None:
    filling = filler(small_knowledge, day)
    filling.fill("{gia-dieu} {tuoi-tha-dieu}")

    assert filling.valid_until() == until
    assert [(change.parameter.id, change.day) for change in filling.changes()] == changes


def test_the_soonest_change_comes_first_and_limits_the_text(small_knowledge: Knowledge) -> None:
    filling = filler(small_knowledge, LAST_DAY_OF_FAIR)
    filling.fill("{gia-dieu} {ngay-hoi} {gia-dieu}")

    assert filling.valid_until() == LAST_DAY_OF_FAIR
    assert [change.parameter.id for change in filling.changes()] == ["ngay-hoi", "gia-dieu"]


def test_a_filler_remembers_what_all_its_texts_inserted(small_knowledge: Knowledge) -> None:
    filling = filler(small_knowledge, DAY_BEFORE)
    filling.fill("{tuoi-tha-dieu}")
    assert filling.valid_until() is None
    filling.fill("{gia-dieu} {tuoi-tha-dieu|so}")

    assert list(filling.used) == ["tuoi-tha-dieu", "gia-dieu"]
    assert filling.valid_until() == DAY_BEFORE


@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31)))
def test_a_filled_text_stays_the_same_until_its_last_day_and_no_longer(
    small_knowledge: Knowledge, day: date
) -> None:
    text = "Diều giá {gia-dieu}, từ {tuoi-tha-dieu}."
    filling = filler(small_knowledge, day)
    said = filling.fill(text)
    until = filling.valid_until()

    last = until or date(9999, 12, 31)
    assert last >= day
    assert filler(small_knowledge, last).fill(text) == said
    if until:
        assert filler(small_knowledge, until + timedelta(days=1)).fill(text) != said


@pytest.mark.parametrize(
    ("text", "weakest"),
    [
        ("Diều.", Confidence.VERIFIED),
        ("{tuoi-bat-buoc}", Confidence.VERIFIED),
        ("{tuoi-bat-buoc} {gia-dieu}", Confidence.SINGLE_SOURCE),
    ],
)
def test_a_text_is_as_sure_as_its_weakest_value_of_that_day(
    small_files: Files, text: str, weakest: Confidence
) -> None:
    law = small_files["law/thong-so.yaml"].replace(
        b"value: 20000", b"value: 20000, confidence: single-source"
    )
    knowledge = load({**small_files, "law/thong-so.yaml": law})
    before, after = filler(knowledge, DAY_BEFORE), filler(knowledge, DAY_OF_CHANGE)
    before.fill(text)
    after.fill(text)

    assert before.weakest() == weakest
    assert after.weakest() == Confidence.VERIFIED


def test_places_are_named_in_the_order_of_the_text() -> None:
    assert list(places("{b} rồi {a|so}, {b}; {x|y} {")) == ["b", "a", "b"]


def test_every_answer_of_the_small_knowledge_can_be_filled_while_its_values_hold(
    small_knowledge: Knowledge,
) -> None:
    day = date(2026, 1, 1)
    said = {}
    for topic, entry in small_knowledge.entries.items():
        for wording in filter(None, [entry.answer, *entry.answers]):
            filled = [filler(small_knowledge, day).fill(text) for _, text in wording.texts()]
            assert not any("{" in text or "}" in text for text in filled)
            said[topic] = filled

    assert said["mua-dieu"] == [
        "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng.",
        "20.000 đồng",
        "Cửa hàng đầu làng",
        "Tiền lẻ",
        "Túi vải",
    ]
