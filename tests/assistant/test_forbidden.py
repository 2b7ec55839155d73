"""Requests are refused by their words; a victim, or who asks for the rule, is not."""

from __future__ import annotations

import pytest

from bot.assistant.forbidden import Forbidden
from bot.content.wordlists import Refusal, Request
from bot.language.text import words

KITES = Refusal(
    id="dieu-gia",
    examples=("a",) * 8,
    reply="x",
    reply_en="x",
    see="mua-dieu",
    ways=(
        Request(all_of=(("lấy trộm",), ("của bạn",))),
        Request(
            all_of=(("diều giả", "làm giả"), ("làm", "mua"), ("ở đâu", "bao nhiêu")),
            marked=("giả",),
            unless=("bị phạt", "nhận ra"),
        ),
    ),
)
FORBIDDEN = Forbidden((KITES,))


@pytest.mark.parametrize(
    "message",
    [
        "lấy trộm diều của bạn",
        "làm diều giả bao nhiêu",
        "mua dieu giả o dau",
        "làm giả con diều ở đâu",
    ],
)
def test_each_way_of_asking_is_refused(message: str) -> None:
    assert FORBIDDEN.find(words(message)) is KITES


@pytest.mark.parametrize(
    "message",
    [
        "lấy trộm diều",
        "làm diều giả bị phạt bao nhiêu",
        "mua diều ở đâu thì nhận ra diều giả",
        "diều giả bao nhiêu",
        "",
    ],
)
def test_a_victim_or_who_asks_for_the_rule_is_not_refused(message: str) -> None:
    assert FORBIDDEN.find(words(message)) is None


def test_a_word_that_means_something_else_bare_must_be_typed_with_its_marks() -> None:
    """`lam dieu gia bao nhieu` asks for the price: `giá`."""
    assert FORBIDDEN.find(words("lam dieu gia bao nhieu")) is None
    assert FORBIDDEN.find(words("làm diều giá bao nhiêu")) is None
