"""Who tells of harm in several messages is helped from then on, and not warned of the caller."""

from __future__ import annotations

import pytest

from bot.assistant.engine import Engine
from bot.assistant.harms import HarmCheck
from bot.assistant.scams import ScamCheck
from bot.assistant.status import Status
from bot.content.wordlists import Harm, Harms, RedFlag, RedFlagsFile
from tests.assistant.asking import MOMENT, ask

HARMS = HarmCheck(
    Harms(
        see="dieu-rach",
        ways=(
            Harm(
                id="cat-day", all_of=(("lỡ cắt",), ("kẻ trộm",)), unless=("chưa lỡ",),
                after_fraud=True, reply="a", reply_en="a",
            ),
            Harm(id="mat-dieu", all_of=(("mất diều",), ("kẻ trộm",)), reply="b", reply_en="b"),
        ),
    )
)  # fmt: skip
CALLED = "có người gọi bảo đọc otp"


def test_what_was_done_is_a_confession_only_where_the_way_says_so() -> None:
    assert HARMS.find("lỡ cắt rồi") is None
    confessed = HARMS.confessed("lỡ cắt rồi")
    assert confessed is not None
    assert confessed.id == "cat-day"
    assert HARMS.confessed("mất diều rồi") is None
    assert HARMS.confessed("chưa lỡ cắt đâu") is None


def test_a_confession_after_fraud_was_told_is_met_with_help(small_engine: Engine) -> None:
    reply = ask(small_engine, "lỡ đọc rồi", MOMENT, CALLED)
    assert (reply.topics, reply.note) == (("dieu-rach",), "Bạn làm ngay:")


@pytest.mark.parametrize("after", ["giờ sao đây", "làm sao bây giờ", "có lấy lại được không"])
def test_a_short_message_after_harm_was_told_stays_with_the_help(
    small_engine: Engine, after: str
) -> None:
    assert ask(small_engine, after, MOMENT, CALLED, "lỡ đọc rồi").topics == ("dieu-rach",)
    thanked = (CALLED, "lỡ đọc rồi", "cảm ơn bạn")
    assert ask(small_engine, after, MOMENT, *thanked).topics == ("dieu-rach",)


def test_before_any_harm_the_caller_is_warned_of(small_engine: Engine) -> None:
    assert ask(small_engine, "giờ sao đây", MOMENT, CALLED).topics == ("meo-om",)


def test_another_subject_ends_what_was_told_of_fraud(small_engine: Engine) -> None:
    told = (CALLED, "lỡ đọc rồi", "Tôi muốn mua một con diều")
    assert ask(small_engine, "giờ sao đây", MOMENT, *told).topics != ("dieu-rach",)


def test_a_confession_that_sounds_polite_is_none_where_nothing_was_told(
    small_engine: Engine,
) -> None:
    assert ask(small_engine, "cảm ơn", MOMENT, CALLED).status is Status.SMALL_TALK
    assert ask(small_engine, "lỡ đọc rồi").why.step != "harmed"


def test_who_is_told_to_keep_silent_is_pressed() -> None:
    """`không được nói với ai` is what a fraud says, and no advice against it."""
    scams = ScamCheck(
        RedFlagsFile(
            heard=("có người gọi",),
            see="meo-om",
            official_domains=("nha-nuoc.vn",),
            red_flags=(
                RedFlag(id="secret", label="a", label_en="a", all_of=(("không được nói",),)),
                RedFlag(id="asks", label="b", label_en="b", all_of=(("nói",), ("otp",))),
            ),
        )
    )
    assert scams.look("có người gọi, không được nói với ai").flags == ("secret",)
    assert scams.look("có người gọi, không nói otp").flags == ()
