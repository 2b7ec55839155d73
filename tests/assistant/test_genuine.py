"""Who doubts a message that may be genuine is told how to make sure of it."""

from __future__ import annotations

import pytest

from bot.assistant.engine import Engine
from bot.assistant.scams import ScamCheck
from bot.content.wordlists import Genuine, RedFlagsFile
from tests.assistant.asking import MOMENT, ask

GENUINE = Genuine(
    all_of=(("tin báo",), ("diều bay",)), unless=("link",), see="a", reply="b", reply_en="c"
)
SCAMS = ScamCheck(
    RedFlagsFile(see="a", heard=(), official_domains=(), red_flags=(), genuine=GENUINE)
)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("tin báo diều bay", GENUINE),
        ("diều bay, có tin báo", GENUINE),
        ("tin báo diều bay kèm link", None),
        ("diều bay", None),
        ("", None),
    ],
)
def test_what_an_authority_sends_is_known_by_its_words(
    message: str, found: Genuine | None
) -> None:
    assert SCAMS.maybe_genuine(message) is found


def test_who_doubts_it_is_told_how_to_make_sure(small_engine: Engine) -> None:
    reply = ask(small_engine, "tin báo diều bay có thật không")
    assert (reply.topics, reply.why.step) == (("mua-dieu",), "genuine")
    assert reply.note.startswith("Tin này có thể thật.")
    assert [choice.topic for choice in reply.choices] == ["meo-om"]


def test_without_a_doubt_or_with_a_sign_of_fraud_it_is_left_to_the_other_steps(
    small_engine: Engine,
) -> None:
    for text in ("tin báo diều bay", "tin báo diều bay đòi đọc otp, có thật không"):
        assert ask(small_engine, text, MOMENT).why.step != "genuine", text
