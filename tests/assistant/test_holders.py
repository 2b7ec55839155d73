"""Whose the card is that is told: persons are kept apart over the messages of a conversation."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant.engine import Engine
from bot.assistant.finding import Finding
from bot.assistant.heard import Heard
from bot.assistant.holders import Holder, holders, says_card, says_no_card
from bot.assistant.question import VIETNAM
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.language.english_days import as_vietnamese
from bot.language.text import clean

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
NOT_IN_TURN = [HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def hear(card_engine: Engine):
    def of(*texts: str) -> tuple[Heard, ...]:
        return tuple(Heard(clean(text), NOVEMBER, card_engine._tools.map) for text in texts[::-1])

    return of


@pytest.fixture(scope="module")
def calculate(card_engine: Engine, hear):
    def find(*texts: str) -> Finding | None:
        return card_engine.lookups.find("tinh-tuoi", Situation(NOVEMBER, "vi", hear(*texts)))

    return find


def years_of_issue(found: list[Holder]) -> list[int | None]:
    issues = [holder.card.issue if holder.card else None for holder in found]
    return [issue.first.year if issue and issue.first else None for issue in issues]


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        # told together
        (["tôi 45 tuổi, thẻ cấp 2021"], [2021]),
        (["tôi 45 tuổi, thẻ cấp 2021", "còn ba tôi 61"], [None]),
        (["tôi sinh 1985, thẻ cấp 2021", "con tôi sinh 2010"], [None]),
        (["tôi sinh 1986 thẻ cấp 2025", "còn vợ tôi sinh 1986 thì sao"], [None]),
        (["tôi sinh 1986 thẻ cấp 2025", "còn em gái tôi sinh 1986"], [None]),
        (["con tôi 13 tuổi thẻ cấp 2025", "con tôi 14 tuổi"], [None]),
        (["mẹ tôi sinh 1963, thẻ cấp 2022", "tôi thì sinh 1990, thẻ cấp 2024"], [2024]),
        # of the same person again
        (["tôi sinh 1986 thẻ cấp 2025", "sinh 12/3/1986"], [2025]),
        (["sinh 1986 thẻ cấp 2025", "tôi sinh 12/3/1986"], [2025]),
        (["mẹ tôi 61 tuổi, thẻ cấp 2021", "bà sinh 3/3/1965"], [2021]),
        (["tôi sinh 1985 thẻ cấp 2021", "vợ tôi sinh 1987", "tôi sinh 5/5/1985"], [2021]),
        # told alone
        (["tôi sinh 1966", "thẻ cấp 2020"], [2020]),
        (["thẻ cấp 2020", "tôi sinh 1966"], [2020]),
        (["thẻ tôi cấp 2020", "vợ tôi sinh 1966"], [None]),
        (["tôi sinh 1966 thẻ cấp 2020", "vợ tôi 58 tuổi", "thẻ cấp 2024"], [2024]),
        (["tôi sinh 1966", "thẻ cấp 2020", "vợ tôi 58 tuổi", "con trai tôi 24 tuổi"], [None]),
        (["mẹ tôi sinh 1966", "em làm thẻ cho bà năm 2021"], [2021]),
        (["mẹ tôi sinh 1966", "thẻ tôi cấp 2021"], [None]),
        (["tôi sinh 1985", "vợ tôi sinh 1987", "thẻ tôi cấp 2021"], [2021]),
        (["tôi sinh 1985", "thế còn vợ tôi"], []),
        (["tôi sinh 1985", "thế còn vợ tôi", "thẻ cấp 2021"], []),
        (["tôi sinh 1985", "thế còn vợ tôi", "thẻ tôi cấp 2021"], [2021]),
        (["tôi sinh 1985", "thế còn vợ tôi", "thẻ cấp 2021", "vợ tôi sinh 1987"], [2021]),
        # of several
        (["vợ tôi sinh 1987, tôi sinh 1985, thẻ cấp 2021"], [None, None]),
        (["vợ chồng tôi sinh 1965 và 1967 thẻ đều cấp 2021"], [2021, 2021]),
        (["tôi sinh 1985 thẻ cấp 2021, vợ tôi sinh 1987"], [2021, None]),
        (["tôi sinh 1985, vợ tôi sinh 1987", "thẻ vợ tôi cấp 2023"], [None, 2023]),
        (["thẻ mẹ tôi cấp 2021, tôi sinh 1985"], [None]),
    ],
)
def test_a_card_belongs_to_who_it_is_told_with_or_who_was_spoken_of_last(hear, texts, years):
    assert years_of_issue(holders(hear(*texts))) == years


def test_english_relatives_are_kept_apart_too(hear):
    texts = ["I was born in 1966, card issued in 2025", "and my wife, born in 1966?"]
    assert years_of_issue(holders(hear(*map(as_vietnamese, texts)))) == [None]


@settings(max_examples=80, deadline=None, suppress_health_check=NOT_IN_TURN)
@given(
    st.dates(date(1950, 1, 1), date(2008, 1, 1)),
    st.dates(date(1950, 1, 1), date(2008, 1, 1)),
    st.dates(date(2014, 1, 1), date(2026, 11, 21)),
    st.sampled_from(["vợ tôi", "bố tôi", "con gái tôi", "em trai tôi", "bà ngoại"]),
)
def test_nothing_told_of_one_person_changes_what_is_said_of_the_next(
    calculate, mine, other, issued, who
):
    told = f"tôi sinh ngày {mine:%d/%m/%Y}, thẻ cấp ngày {issued:%d/%m/%Y}"
    asked = f"còn {who} sinh ngày {other:%d/%m/%Y} thì sao"
    assert calculate(told, asked) == calculate(asked)


@settings(max_examples=40, deadline=None, suppress_health_check=NOT_IN_TURN)
@given(
    st.dates(date(1950, 1, 1), date(2008, 1, 1)),
    st.dates(date(2024, 1, 1), date(2026, 11, 21)),
    st.booleans(),
)
def test_in_whatever_order_one_person_tells_them_birth_and_card_belong_together(
    calculate, born, issued, turned
):
    birth, card = f"tôi sinh ngày {born:%d/%m/%Y}", f"thẻ cấp ngày {issued:%d/%m/%Y}"
    apart = calculate(card, birth) if turned else calculate(birth, card)
    together = calculate(f"{birth}, {card}")
    assert together is not None
    assert apart is not None
    before = f"\nTôi tính theo thẻ cấp ngày {issued:%d/%m/%Y} mà bạn đã nói."
    assert apart.note.replace(before, "") == together.note
    assert (before in apart.note) is turned


def test_a_card_of_an_earlier_message_is_named_in_the_answer(calculate):
    note = calculate("thẻ cấp năm 2021", "tôi sinh 1990").note
    assert "Tôi tính theo thẻ cấp năm 2021 mà bạn đã nói." in note
    note = calculate("thẻ cấp tháng 5/2021", "tôi sinh 1990").note
    assert "từ ngày 01/05/2021 đến ngày 31/05/2021 mà bạn đã nói" in note


def test_who_is_said_to_have_no_card_is_the_person_named_with_it(hear, calculate):
    found = holders(hear("tôi 45 tuổi, con 15 tuổi chưa có thẻ"))
    assert [holder.card is None for holder in found] == [True, False]
    found = calculate("tôi sinh 1985, tôi chưa có thẻ", "con tôi sinh 2010")
    assert found.status is Status.NEEDS_DETAIL
    assert "bắt buộc phải làm thẻ" not in found.note


@pytest.mark.parametrize(
    ("text", "has", "has_none"),
    [
        ("con tôi đã có thẻ", True, False),
        ("cháu có thẻ rồi khi nào đổi", True, False),
        ("bé đã được cấp căn cước", True, False),
        ("con đã có thẻ chưa", False, False),
        ("đã có thể làm thẻ chưa", False, False),
        ("có thẻ rồi mới được thi à", False, False),
        ("chưa có thẻ thì sao", False, True),
        ("làm thẻ ở đâu", False, False),
    ],
)
def test_a_card_in_hand_is_told_from_one_that_is_asked_about(text, has, has_none):
    assert (says_card(text), says_no_card(text)) == (has, has_none)
