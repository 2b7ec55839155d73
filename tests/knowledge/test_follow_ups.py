"""A part of a question is answered for the thing and the person that were named before."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.language.text import fold

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
CHAINS = [
    ("làm định danh mức 2 cần gì", "mất mấy ngày", "dang-ky-muc-2"),
    ("em muốn lên mức 2 thì ra đâu", "mang theo gì", "dang-ky-muc-2"),
    ("thẻ của tôi quá hạn rồi", "phạt mấy tiền", "phat-khong-doi-the"),
    ("không mang căn cước ra đường có sao không", "phạt bao nhiêu", "khong-mang-the"),
    ("người nước ngoài có được làm thẻ không", "còn vneid thì sao", "vneid-nguoi-nuoc-ngoai"),
    ("tôi đang ở Đức, có làm căn cước được không", "thế vneid", "vneid-o-nuoc-ngoai"),
    ("mẹ tôi 72 tuổi bị mất thẻ", "có phải đóng tiền không", "mien-le-phi"),
]


@pytest.mark.parametrize(("said", "text", "topic"), CHAINS)
@pytest.mark.parametrize("marks", [True, False])
def test_a_part_of_a_question_is_answered_of_what_was_named_before(
    assistant: Engine, said: str, text: str, topic: str, marks: bool
) -> None:
    typed = (lambda words: words) if marks else fold
    reply = assistant.answer(Question(typed(text), NOON, (typed(said),)))
    assert (reply.topics or [choice.topic for choice in reply.choices])[0] == topic


@pytest.mark.parametrize("text", ["căn cước", "mức 2", "the can cuoc", "phạt"])
def test_a_bare_name_gets_a_menu_and_no_article(assistant: Engine, text: str) -> None:
    reply = assistant.answer(Question(text, NOON))
    assert reply.topics == ()
    assert len(reply.choices) == 3


def test_who_says_that_the_answer_missed_is_offered_what_else_was_meant(
    assistant: Engine,
) -> None:
    said = "đổi căn cước phải mang gì"
    answered = assistant.answer(Question(said, NOON)).topics
    reply = assistant.answer(Question("không đúng cái em hỏi rồi", NOON, (said,)))
    assert reply.note.startswith("Tôi xin lỗi")
    assert len(reply.choices) == 3
    assert answered[0] not in {choice.topic for choice in reply.choices}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("đổi thẻ năm 2027 hết bao nhiêu tiền", "01/01/2027"),
        ("ngày 8/2/2027 tôi đi làm lại thẻ bị mất thì tốn bao nhiêu tiền", "08/02/2027"),
        ("How much does a lost card cost on 5 January 2027?", "5 January 2027"),
    ],
)
def test_the_law_of_a_named_day_answers_and_says_so(
    assistant: Engine, text: str, day: str
) -> None:
    today = assistant.answer(Question(text.replace("2027", "2026"), NOON))
    reply = assistant.answer(Question(text, NOON))
    assert day in reply.note
    assert reply.items[0].lead != today.items[0].lead


def test_a_day_under_the_same_law_changes_nothing(assistant: Engine) -> None:
    reply = assistant.answer(Question("mai tôi đi đổi thẻ hết bao nhiêu tiền", NOON))
    assert reply.note == ""


@pytest.mark.parametrize(
    "text",
    ["my boss keeps my ID", "ID card fee?", "I lost my card in a taxi", "is it free for me"],
)
def test_short_english_is_answered_in_english(assistant: Engine, text: str) -> None:
    assert assistant.answer(Question(text, NOON)).language == "en"


@pytest.mark.parametrize("text", ["the can cuoc", "can lam the", "in the o dau", "do the bao lau"])
def test_vietnamese_without_marks_is_no_english(assistant: Engine, text: str) -> None:
    assert assistant.answer(Question(text, NOON)).language == "vi"


def test_several_short_questions_of_one_thing_are_all_answered(assistant: Engine) -> None:
    reply = assistant.answer(Question("đổi căn cước ở đâu, bao nhiêu tiền, bao lâu thì có", NOON))
    assert set(reply.topics) == {"noi-lam-the", "le-phi-lam-the", "thoi-gian-cap-the"}
