"""Short questions after a longer one, put together: they stay with the matter in hand."""

from __future__ import annotations

from datetime import datetime
from itertools import permutations, product

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Reply
from bot.language.text import fold

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
ASKED = {
    "cost": ("mấy tiền", "hết bao nhiêu tiền vậy"),
    "where": ("ở đâu vậy", "làm ở đâu"),
    "time": ("bao lâu có", "thế mất mấy ngày"),
}
MATTERS = {"mất thẻ căn cước": "mat-the", "tôi làm mất cccd": "mat-the"}
PERSONS = ("còn con tôi 10 tuổi thì sao", "còn mẹ tôi 70 tuổi", "em sinh năm 2003")
WHOLE = ("lệ phí làm căn cước", "làm căn cước mất bao lâu", "làm căn cước online được không")


def told(assistant: Engine, *messages: str) -> Reply:
    *context, text = messages
    return assistant.answer(Question(text, NOON, tuple(context)))


@pytest.mark.parametrize(("matter", "topic"), MATTERS.items())
def test_what_is_asked_of_a_matter_is_told_of_it_in_any_order(
    assistant: Engine, matter: str, topic: str
) -> None:
    for rows in permutations(ASKED):
        for texts in product(*(ASKED[row] for row in rows)):
            for spelt in ([matter, *texts], [fold(each) for each in (matter, *texts)]):
                reply = told(assistant, *spelt)
                assert (reply.topics, reply.items[0].asked) == ((topic,), rows[-1]), spelt


@pytest.mark.parametrize("whole", WHOLE)
def test_a_question_asked_again_for_somebody_is_not_given_to_the_calculator(
    assistant: Engine, whole: str
) -> None:
    calculated = assistant.knowledge.lookup_of
    for person in PERSONS:
        for spelt in ((whole, person), (fold(whole), fold(person))):
            topics = told(assistant, *spelt).topics
            assert all(calculated(topic) != "tinh-tuoi" for topic in topics), spelt
