"""Two questions in one sentence are both answered, the second in the light of the first."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("làm căn cước hết bao nhiêu tiền và cần mang theo giấy tờ gì",
         ("le-phi-lam-the", "giay-to-can-mang")),
        ("doi the cccd het bao nhieu tien va bao lau co",
         ("le-phi-lam-the", "thoi-gian-cap-the")),
        ("bé nhà mình 10 tuổi làm căn cước được chưa và hết bao nhiêu tiền",
         ("cap-the-6-den-14-tuoi", "le-phi-lam-the")),
        ("con tôi 5 tuổi có làm căn cước được không, mất bao lâu",
         ("cap-the-duoi-6-tuoi", "thoi-gian-cap-the")),
        ("cmnd còn dùng được không và không đổi có bị phạt không",
         ("cmnd-het-hieu-luc", "phat-khong-doi-the")),
    ],
)  # fmt: skip
def test_both_questions_of_a_sentence_are_answered_in_their_order(
    assistant: Engine, text: str, topics: tuple[str, ...]
) -> None:
    assert assistant.answer(Question(text, NOON)).topics == topics


@pytest.mark.parametrize(
    "text",
    [
        "vợ và chồng tôi đổi thẻ ở đâu",
        "quên mật khẩu vneid lấy lại thế nào và có cần ra công an không",
        "tôi mới chuyển nhà, đổi số điện thoại trên vneid ở đâu",
        "tôi bị mất ví, mất luôn căn cước thì làm lại ở đâu",
    ],
)
def test_one_question_with_a_comma_or_an_and_stays_one(assistant: Engine, text: str) -> None:
    assert len(assistant.answer(Question(text, NOON)).topics) == 1
