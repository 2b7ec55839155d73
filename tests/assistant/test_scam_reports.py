"""How a report is told from a question, advice from a demand, and a clear sign from a weak one."""

from __future__ import annotations

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.scams import ScamCheck, ScamSigns, is_clear, warning
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.wordlists import RedFlag, RedFlagsFile
from tests.assistant.asking import MOMENT


def flag(name: str, *groups: tuple[str, ...], weak: bool = False) -> RedFlag:
    return RedFlag(id=name, label=f"{name}.", label_en=name, all_of=groups, weak=weak)


FLAGS = RedFlagsFile(
    heard=("có người gọi",),
    strangers=("ông hàng xóm", "họ", "một chị"),
    demands=("đòi", "bảo", "gửi"),
    see="meo-om",
    official_domains=("example.org",),
    red_flags=(
        flag("asks-otp", ("đọc", "gửi", "hỏi"), ("mã", "otp")),
        flag("fee-for-service", ("nghìn",), ("tắm mèo",), weak=True),
        flag("threat-or-urgency", ("bị khóa",), weak=True),
    ),
)
SCAMS = ScamCheck(FLAGS)


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        ("ông hàng xóm đòi đọc mã", True),
        ("ông hàng xóm nhà đối diện mới quen hôm qua đòi đọc mã", True),
        ("ông hàng xóm nuôi mèo, tôi muốn hỏi mã ở đâu", False),
        ("họ đòi đọc mã", True),
        ("họ cứ đòi đọc mã", True),
        ("đổi họ tên thì có phải đọc mã, ai bảo vậy", False),
        ("nhờ làm hộ bảo đọc mã", False),
        ("mot chi goi, bao doc ma", True),
        ("đòi đọc mã", False),
    ],
)
def test_somebody_who_soon_demands_something_makes_a_report(message: str, heard: bool) -> None:
    """A pronoun must stand right before the demand: `họ` is also a family name."""
    assert SCAMS.look(message).heard is heard


def test_without_any_sign_nobody_is_looked_for() -> None:
    assert SCAMS.look("ông hàng xóm bảo trời mưa") == ScamSigns(False, ())


@pytest.mark.parametrize(
    ("message", "flags"),
    [
        ("họ bảo đọc mã", ("asks-otp",)),
        ("không đọc mã cho ai", ()),
        ("đừng bao giờ gửi otp", ()),
        ("cán bộ không bao giờ hỏi mã", ()),
        ("Never đọc otp", ()),
        ("khong duoc doc ma", ()),
        ("không đọc mã thì bị khóa", ("asks-otp", "threat-or-urgency")),
        ("nếu không đọc mã", ("asks-otp",)),
        ("không vào được, họ bảo đọc mã", ("asks-otp",)),
        ("không đọc mã. Họ lại gửi otp", ("asks-otp",)),
        ("có đọc mã không", ("asks-otp",)),
    ],
)
def test_advice_against_a_demand_is_no_demand(message: str, flags: tuple[str, ...]) -> None:
    assert SCAMS.look(message).flags == flags


@pytest.mark.parametrize(
    "price", ["50k", "50K", "50 nghìn", "50.000đ", "50.000 đồng", "1.500.000đ"]
)
def test_a_sum_is_a_sum_however_it_is_written(price: str) -> None:
    assert SCAMS.look(f"tắm mèo {price}").flags == ("fee-for-service",)
    assert SCAMS.look("tắm mèo 5kg, 50000 con").flags == ()


@pytest.mark.parametrize(
    ("flags", "clear"),
    [
        (("asks-otp",), True),
        (("threat-or-urgency",), False),
        (("threat-or-urgency", "fee-for-service"), True),
        ((), False),
    ],
)
def test_one_weak_sign_alone_is_not_clear(flags: tuple[str, ...], clear: bool) -> None:
    assert is_clear(ScamSigns(True, flags), FLAGS) is clear


def test_a_weak_sign_is_told_with_less_certainty(small_knowledge: Knowledge) -> None:
    weak = warning(ScamSigns(True, ("non-gov-domain",)), small_knowledge, "vi")
    strong = warning(ScamSigns(True, ("non-gov-domain", "asks-otp")), small_knowledge, "vi")
    assert weak.split("\n") == [
        small_knowledge.say("dau-hieu-chua-ro", "vi"),
        "• Đường dẫn không phải trang chính thức.",
    ]
    assert strong.startswith("⚠️ Coi chừng lừa đảo!")
    assert len(strong.split("\n")) == 3


def test_what_was_forwarded_is_warned_of_at_the_first_sign(small_engine: Engine) -> None:
    text = "chuyển khoản tiền diều nhé"
    own = small_engine.answer(Question(text, MOMENT))
    forwarded = small_engine.answer(Question(text, MOMENT, forwarded=True))
    assert own.status is not Status.SCAM_CHECK
    assert (forwarded.status, forwarded.flags) == (Status.SCAM_CHECK, ("asks-transfer",))


def test_the_official_way_is_offered_where_another_answer_is_shown(small_engine: Engine) -> None:
    reply = small_engine.answer(Question("có người gọi bảo chuyển khoản mua diều ở đâu", MOMENT))
    assert reply.status is Status.SCAM_CHECK
    shown = [item.topic for item in reply.items] + [choice.topic for choice in reply.choices]
    assert "meo-om" in shown
    assert len(reply.choices) <= 2
