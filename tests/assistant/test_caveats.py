"""What goes with a legal value is said in every answer that tells the value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.assistant.items import item_on
from bot.assistant.timeline import changes
from bot.content.knowledge import Knowledge
from bot.content.law import Caveat, Source
from bot.content.parameters import Parameters

SPRING, WINTER, NEW_YEAR = date(2026, 4, 1), date(2026, 12, 31), date(2027, 1, 1)


def caveat(text: str, first: date, last: date | None = None, of: str = "gia-dieu") -> Caveat:
    return Caveat(
        of=(of,), from_=first, until=last, text=text, text_en=f"In English: {text}",
        sources=(Source(doc="Sổ giá", article="Trang 3"),), checked_on=SPRING,
    )  # fmt: skip


def with_caveats(knowledge: Knowledge, *caveats: Caveat) -> Knowledge:
    parameters = Parameters(knowledge.parameters.by_id.values(), caveats)
    return replace(knowledge, parameters=parameters)


def cost(knowledge: Knowledge, topic: str, day: date, language: str = "vi") -> str:
    return item_on(knowledge, topic, day, "en" if language == "en" else "vi").cost


def worded(knowledge: Knowledge, **texts: str | None) -> Knowledge:
    entry = knowledge.entries["mua-dieu"]
    assert entry.answer is not None
    entry = entry.model_copy(update={"answer": entry.answer.model_copy(update=texts)})
    return replace(knowledge, entries={**knowledge.entries, entry.id: entry})


def test_a_caveat_stands_behind_the_cost(small_knowledge: Knowledge) -> None:
    plain = worded(small_knowledge, lead="Ra chợ mua.", cost="Giá {gia-dieu}.")
    knowledge = with_caveats(plain, caveat("Mùa hội thì hỏi lại.", SPRING))
    assert cost(knowledge, "mua-dieu", SPRING) == "Giá 20.000 đồng. Mùa hội thì hỏi lại."


@pytest.mark.parametrize("place", ["lead", "details"])
def test_a_caveat_is_the_cost_where_the_value_is_told_elsewhere(
    small_knowledge: Knowledge, place: str
) -> None:
    texts = {"lead": "Ra chợ mua.", "details": None, "cost": None, place: "Giá {gia-dieu}."}
    knowledge = with_caveats(worded(small_knowledge, **texts), caveat("Hỏi lại.", SPRING))
    assert cost(knowledge, "mua-dieu", SPRING) == "Hỏi lại."


@pytest.mark.parametrize(("place", "goes"), [("lead", ("Hỏi lại.",)), ("details", ())])
def test_what_goes_with_the_lead_is_known_by_itself(
    small_knowledge: Knowledge, place: str, goes: tuple[str, ...]
) -> None:
    texts = {"lead": "Ra chợ mua.", "details": None, "cost": None, place: "Giá {gia-dieu}."}
    knowledge = with_caveats(worded(small_knowledge, **texts), caveat("Hỏi lại.", SPRING))
    assert item_on(knowledge, "mua-dieu", SPRING, "vi").caveats == goes


def test_a_caveat_is_said_in_the_language_of_the_answer(small_knowledge: Knowledge) -> None:
    knowledge = with_caveats(small_knowledge, caveat("Hỏi lại.", SPRING))
    assert cost(knowledge, "mua-dieu", SPRING, "en").endswith("In English: Hỏi lại.")


def test_an_answer_without_the_value_has_no_caveat(small_knowledge: Knowledge) -> None:
    knowledge = with_caveats(small_knowledge, caveat("Hỏi lại.", SPRING))
    assert cost(knowledge, "tha-dieu", SPRING) == cost(small_knowledge, "tha-dieu", SPRING)


def test_a_caveat_is_said_on_its_days_only(small_knowledge: Knowledge) -> None:
    knowledge = with_caveats(small_knowledge, caveat("Hỏi lại.", SPRING, WINTER))
    said = [
        "Hỏi lại." in cost(knowledge, "mua-dieu", day)
        for day in (date(2026, 3, 31), SPRING, WINTER, NEW_YEAR)
    ]
    assert said == [False, True, True, False]


def test_an_answer_holds_until_the_day_before_a_caveat_begins_or_ends(
    small_knowledge: Knowledge,
) -> None:
    knowledge = with_caveats(small_knowledge, caveat("Hỏi lại.", SPRING, date(2026, 5, 1)))
    ends = [
        item_on(knowledge, "mua-dieu", day, "vi").valid_until
        for day in (date(2026, 3, 1), SPRING, date(2026, 5, 2))
    ]
    assert ends == [date(2026, 3, 31), date(2026, 5, 1), WINTER]


def test_a_caveat_changes_the_answer_on_the_day_it_begins(small_knowledge: Knowledge) -> None:
    first = date(2026, 6, 1)
    knowledge = with_caveats(small_knowledge, caveat("Hỏi lại.", first))
    assert "mua-dieu" in {change.topic for change in changes(knowledge, first, first)}
