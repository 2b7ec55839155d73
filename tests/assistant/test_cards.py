from datetime import datetime

import pytest

from bot.assistant.cards import as_card
from bot.assistant.question import VIETNAM, Question
from bot.assistant.replies import LONGEST, as_html
from bot.assistant.reply import Choice, Item, Link, Reply
from bot.assistant.status import Status
from tests.assistant.test_replies import parsed

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)
STATEMENTS = [
    "Diều bán ở đâu", "Mấy tuổi được thả diều", "Diều rách thì làm sao? Tắm mèo thế nào?", "",
    "Xin chào", "có người gọi bảo tôi đọc otp", "Cách lấy trộm diều", "Mua xe đạp ở đâu",
    "diều bán ở đâu 079203001234", "<b>diều & mèo</b>",
]  # fmt: skip


def card_of(engine, text: str) -> str:
    return as_card(engine.answer(Question(text, MOMENT)), engine.knowledge)


def test_a_card_says_what_most_people_need_and_on_what_it_rests(small_engine):
    reply = small_engine.answer(Question("Diều bán ở đâu", MOMENT))
    *body, ending = as_card(reply, small_engine.knowledge).split("\n\n")
    assert body == [
        "<b>Mua diều ở đâu, giá bao nhiêu</b>",
        "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng.",
        "Lệ phí: 20.000 đồng\nNơi làm: Cửa hàng đầu làng",
        "Từ ngày 01/01/2027, giá một con diều là 40.000 đồng.",
    ]
    assert ending.startswith("<i>Căn cứ: Trang 1, Sổ giá.\nĐúng đến hết ngày 31/12/2026.")
    assert f"\n\n{ending}" in as_html(reply, small_engine.knowledge)


def test_what_unfolds_in_the_answer_is_not_on_its_card(small_engine):
    card = card_of(small_engine, "Mấy tuổi được thả diều")
    assert "Ra bãi cỏ" not in card
    assert "có người lớn" not in card
    assert "blockquote" not in card


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_card_is_html_that_telegram_reads_whatever_the_reply(small_engine, text):
    shown = parsed(card_of(small_engine, text)).text
    assert 0 < len(shown) <= LONGEST


def test_choices_are_left_to_buttons(small_engine):
    knowledge = small_engine.knowledge
    reply = Reply(Status.CHOICES, note="Điều nào?", choices=(Choice("tam-meo", "Tắm cho mèo"),))
    assert as_card(reply, knowledge) == "Điều nào?"


def test_a_pointer_to_others_stays_on_the_card(small_engine):
    link = Link("Chỗ <kia>", "https://example.org/?a=1&b=2")
    reply = Reply(Status.DECLINED_NEIGHBOUR, note="Không phải việc này.", links=(link,))
    assert as_card(reply, small_engine.knowledge) == (
        'Không phải việc này.\n\n<a href="https://example.org/?a=1&amp;b=2">Chỗ &lt;kia&gt;</a>'
    )


def test_a_card_that_is_too_long_ends_between_two_parts_and_says_so(small_engine):
    items = tuple(Item(f"t{at}", f"Điều {at}", "lời " * 300) for at in range(9))
    card = as_card(Reply(Status.ANSWERED, items=items), small_engine.knowledge)
    assert len(card) <= LONGEST
    assert card.endswith(small_engine.knowledge.say("con-nua", "vi"))
    parsed(card)
