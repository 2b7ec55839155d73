"""Questions put together of what is asked, of which card, and for whom: none may fall through.

People combine these freely, and no set of phrasings has all combinations.
"""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.status import Status
from bot.content.topics import Entry
from bot.language.text import fold

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
CARDS = ("căn cước", "thẻ căn cước", "cccd", "thẻ")
DEEDS = ("làm", "đổi", "cấp lại")
ASKED = (
    "lệ phí {}", "phí {}", "{} hết bao nhiêu tiền", "{} ở đâu", "{} cần giấy tờ gì",
    "{} mất bao lâu", "{} online được không", "có bắt buộc {} không", "thủ tục {}", "hồ sơ {}",
    "muốn {} thì làm sao",
)  # fmt: skip
ELDERS = ("cho mẹ 70 tuổi", "cho bố 62 tuổi")
PERSONS = ("", "cho con 10 tuổi", "cho bé 5 tuổi", "cho cháu 15 tuổi", "cho con mới sinh", *ELDERS)
ANSWERS = {Status.ANSWERED, Status.CHOICES, Status.CALCULATED, Status.NEEDS_DETAIL}
"""The last asks back for the ward."""
NOT_OF_AGE = (
    "lệ phí {}", "{} hết bao nhiêu tiền", "{} mất bao lâu", "{} online được không", "thủ tục {}",
    "hồ sơ {}",
)  # fmt: skip
"""What does not depend on how old somebody is who is past the last age of renewal."""


def composed(asked: str, deed: str, card: str, person: str) -> str:
    return asked.format(f"{deed} {card} {person}".strip())


@pytest.mark.parametrize("asked", ASKED)
def test_a_question_that_names_the_card_is_never_declined(assistant: Engine, asked: str) -> None:
    for deed, card, person in product(DEEDS, CARDS, PERSONS):
        text = composed(asked, deed, card, person)
        for spelt in (text, fold(text)):
            status = assistant.answer(Question(spelt, NOON)).status
            assert status in ANSWERS, spelt


@pytest.mark.parametrize("asked", NOT_OF_AGE)
def test_whoever_asks_for_a_fee_a_term_or_the_way_gets_no_word_on_ages_of_renewal(
    assistant: Engine, asked: str
) -> None:
    entries = assistant.knowledge.entries
    for deed, card, person in product(DEEDS, CARDS, ELDERS):
        text = composed(asked, deed, card, person)
        for spelt in (text, fold(text)):
            topics = assistant.answer(Question(spelt, NOON)).topics
            assert not any(_calculates(entries[topic]) for topic in topics), spelt


@pytest.mark.parametrize(
    "text",
    [
        "mẹ tôi 70 tuổi có phải làm lại thẻ không",
        "bố 62 tuổi có bắt buộc làm thủ tục đổi thẻ không",
        "ông nội 80 tuổi cần đổi căn cước nữa không",
        "me toi 70 tuoi co phai doi the nua khong",
    ],
)
def test_whoever_asks_whether_somebody_must_renew_hears_of_the_ages(
    assistant: Engine, text: str
) -> None:
    topics = assistant.answer(Question(text, NOON)).topics
    assert any(_calculates(assistant.knowledge.entries[topic]) for topic in topics)


def _calculates(entry: Entry) -> bool:
    return entry.answered_by == "tinh-tuoi"
