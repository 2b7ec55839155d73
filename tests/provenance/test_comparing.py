from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.cards import as_card
from bot.assistant.codes import code_of, written
from bot.assistant.items import item_on
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Item, Reply
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.law import Source
from bot.language.text import clean
from bot.provenance.comparing import Comparison, compare, differences, tokens, unlike
from tests.provenance.conftest import DAY

LONG = Item(
    "t", "Thả diều an toàn", "Từ đủ 6 tuổi được thả diều, phí 20.000 đồng.", "Nhỏ hơn thì hỏi 1.",
    ("1 người giữ dây.", "Thả dây từ từ."), ("2 tờ tiền lẻ", "Túi vải"), "20.000 đồng",
    "30 phút", "Bãi cỏ đầu làng", ("Từ ngày 01/01/2027, giá là 40.000 đồng.",),
    (Source(doc="Nội quy", article="Điều 1"),), attributed=True,
)  # fmt: skip
ALTERATIONS = [
    ("20.000 đồng.", "20.000 đồng, nộp trước.", set()),
    ("phí 20.000 đồng.", "phí 2.000 đồng.", {"lead"}),
    ("Lệ phí: 20.000", "Lệ phí: 25.000", {"cost"}),
    ("30 phút", "3 phút", {"time"}),
    ("Bãi cỏ đầu làng", "Bãi cỏ cuối làng", {"where"}),
    ("40.000 đồng", "90.000 đồng", {"changes"}),
    ("Điều 1, Nội quy", "Điều 2, Nội quy", {"basis"}),
    ("2 tờ tiền lẻ", "3 tờ tiền lẻ", {"bring"}),
    ("Túi vải", "Túi vải và thẻ ngân hàng", set()),
    ("Thả dây từ từ.", "Chuyển khoản trước.", {"steps"}),
    ("hỏi 1.", "hỏi 2.", {"details"}),
    ("Lệ phí: 20.000 đồng\n", "", {"cost"}),
    ("Thả diều an toàn\n", "Thả diều an toàn\nGọi ngay số 0900000000.\n", set()),
    ("Căn cứ:", "Xem http://dieu.example/x\nCăn cứ:", set()),
    ("được thả", "không được thả", {"lead"}),
    ("được thả diều", "được tha diều", {"lead"}),
]


def without_tags(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def ways(item: Item, knowledge: Knowledge) -> dict[str, str]:
    """Every way in which an answer is shown, up to its code."""
    reply = Reply(Status.ANSWERED, items=(item,))
    made = {
        "terminal": as_text(reply, knowledge),
        "telegram": without_tags(as_html(reply, knowledge)),
        "card": without_tags(as_card(reply, knowledge)),
    }
    code = written(code_of(item, "vi"))
    return {name: text.partition(code)[0] for name, text in made.items()}


def told(item: Item, knowledge: Knowledge) -> str:
    return ways(item, knowledge)["telegram"]


def judged(text: str, knowledge: Knowledge, **more: Any) -> Comparison | None:
    return compare(text, LONG, "vi", knowledge, **more)


@pytest.mark.parametrize("way", ["terminal", "telegram", "card"])
def test_an_answer_is_known_again_however_it_was_shown(
    small_knowledge: Knowledge, way: str
) -> None:
    items = [item_on(small_knowledge, topic, DAY, "vi") for topic in small_knowledge.entries]
    for item in [*items, LONG]:
        found = compare(ways(item, small_knowledge)[way], item, "vi", small_knowledge)
        assert found == Comparison(True, 0), item.topic


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n", "  \n\n "), ("\n", " "), ("• ", "- "), ("• ", ""), ("1. ", "1) "),
        ("diều", "DIỀU"), ("Nhỏ hơn", "Xem thêm\nNhỏ hơn"), ("thả", "tha\u0309"),
    ],
)  # fmt: skip
def test_spaces_bullets_and_capitals_do_not_count(
    small_knowledge: Knowledge, before: str, after: str
) -> None:
    text = told(LONG, small_knowledge)
    assert before in text
    found = judged(clean(text.replace(before, after)), small_knowledge)
    assert found is not None
    assert found.same


def test_the_numbers_of_a_list_are_all_there_or_all_left_out(small_knowledge: Knowledge) -> None:
    """Some pages do not copy them; a step that begins with a number keeps that number."""
    text = told(LONG, small_knowledge)
    without = re.sub(r"(?m)^\d\. ", "", text)
    for said, same in ((without, True), (text.replace("1. 1 người", "1. người"), False)):
        found = judged(said, small_knowledge)
        assert found is not None
        assert found.same is same


@pytest.mark.parametrize(("before", "after", "named"), ALTERATIONS)
def test_what_somebody_changed_is_seen_and_named(
    small_knowledge: Knowledge, before: str, after: str, named: set[str]
) -> None:
    text = told(LONG, small_knowledge)
    assert text.count(before) >= 1
    found = judged(text.replace(before, after, 1), small_knowledge)
    assert found is not None
    assert not found.same
    assert found.altered == named


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 500),
    st.sampled_from(["", "nộp", "90.000", "@ai", "không", "http://a.vn"]),
    st.booleans(),
)
def test_no_word_can_be_changed_added_or_dropped_unseen(
    small_knowledge: Knowledge, place: int, other: str, instead: bool
) -> None:
    """Words above the title are no part of the answer."""
    words = re.split(r"(?<=\s)", told(LONG, small_knowledge))
    at = place % len(words)
    text = "".join([*words[:at], f"{other} ", *words[at + instead :]])
    found = judged(text, small_knowledge)
    if tokens(text) == tokens("".join(words)):
        return
    assert found is None or not found.same or found.start > 0


def test_what_unfolds_may_be_missing_as_a_whole_but_not_in_part(
    small_knowledge: Knowledge,
) -> None:
    text = told(LONG, small_knowledge)
    steps = "Các bước\n1. 1 người giữ dây.\n2. Thả dây từ từ.\n\n"
    assert steps in text
    whole = judged(text.replace(steps, ""), small_knowledge)
    part = judged(text.replace("2. Thả dây từ từ.\n", ""), small_knowledge)
    assert whole is not None
    assert whole.same
    assert part is not None
    assert part.altered == {"steps"}


def test_the_answer_is_found_below_what_somebody_wrote_above(small_knowledge: Knowledge) -> None:
    found = judged("Lan ơi xem này:\n" + told(LONG, small_knowledge), small_knowledge)
    assert found == Comparison(True, len("Lan ơi xem này:\n"))


def test_a_title_that_is_also_said_above_does_not_mislead(small_knowledge: Knowledge) -> None:
    above = "Thả diều an toàn thế nào?\n"
    found = judged(above + told(LONG, small_knowledge), small_knowledge)
    assert found == Comparison(True, len(above))


def test_without_its_title_an_answer_is_known_by_its_first_words(
    small_knowledge: Knowledge,
) -> None:
    text = told(LONG, small_knowledge).removeprefix("Thả diều an toàn\n\n")
    found = judged(text, small_knowledge)
    assert found is not None
    assert found.same


@pytest.mark.parametrize("text", ["", "Mã này có đúng không", "Tắm mèo\n\nPha nước ấm."])
def test_a_text_on_something_else_is_not_compared(small_knowledge: Knowledge, text: str) -> None:
    assert judged(text, small_knowledge) is None


def test_without_a_code_the_rest_of_a_text_does_not_count(small_knowledge: Knowledge) -> None:
    label = small_knowledge.say("ma-cau-tra-loi", "vi", ma="").strip()
    text = told(LONG, small_knowledge).rpartition(label)[0] + "Chúc cả nhà vui!"
    with_code, without = judged(text, small_knowledge), judged(text, small_knowledge, coded=False)
    assert with_code is not None
    assert not with_code.same
    assert without is not None
    assert without.same


def test_lines_that_are_not_ours_are_told_apart(small_knowledge: Knowledge) -> None:
    text = told(LONG, small_knowledge).replace("30 phút", "3 phút\nGọi 0900")
    assert unlike(text, LONG, "vi", small_knowledge) == "Thời gian: 3 phút\nGọi 0900"


def test_differences_are_told_by_part_in_the_order_of_reading(small_knowledge: Knowledge) -> None:
    other = replace(LONG, where="", cost="1 đồng", steps=("Về nhà.",))
    found = [(each.part, each.before, each.after) for each in differences(LONG, other)]
    assert found == [
        ("cost", ("20.000 đồng",), ("1 đồng",)),
        ("where", ("Bãi cỏ đầu làng",), ()),
        ("steps", LONG.steps, ("Về nhà.",)),
    ]
    assert differences(LONG, LONG) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giá 20.000đ, 50%.", ["giá", "20.000đ", "50%"]),
        ("từ 7h30-11h, 1/7/2026.", ["từ", "7h30-11h", "1/7/2026"]),
        ("• Tiền lẻ\n2) Túi", ["tiền", "lẻ", "2", "túi"]),
        ("http://a.vn/x?y=1 @ai", ["http", "a", "vn", "x", "y", "1", "ai"]),
        ("", []),
    ],
)
def test_numbers_stay_whole_and_signs_go(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected
