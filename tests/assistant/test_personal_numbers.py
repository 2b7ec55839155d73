"""Personal numbers are masked before anything looks at a message, and in all that is told."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.lookups import Lookups
from bot.assistant.question import VIETNAM, Question
from bot.assistant.record import as_record
from bot.assistant.reply import Reply
from bot.search.understanding import Understanding
from tests.assistant.comparing import carried

MOMENT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
RENEWAL = "Mấy tuổi phải đổi thẻ nuôi"


def ask(engine: Engine, text: str, *context: str) -> Reply:
    return engine.answer(Question(text, MOMENT, context))


def said(reply: Reply, engine: Engine) -> str:
    """Everything a reply carries, in one text."""
    record = as_record(reply, engine.knowledge)
    return carried(reply) + json.dumps(record, ensure_ascii=False)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("079203001234", "so-dinh-danh"),
        ("079 203 001 234", "so-dinh-danh"),
        ("079\u200b203001234", "so-dinh-danh"),
        ("123456789", "cmnd"),
        ("0912 345 678", "dien-thoai"),
        ("otp 482913", "otp"),
        ("an.nguyen@gmail.com", "email"),
        ("stk 0071000123456", "tai-khoan"),
    ],
)
@pytest.mark.parametrize(
    "message",
    ["{} diều bán ở đâu", "Xin chào {}", "{}", "có người gọi bảo đọc {}", "mua xe đạp {}"],
)
def test_a_personal_number_is_masked_in_everything_the_reply_carries(
    small_engine, message, number, kind
):
    reply = ask(small_engine, message.format(number))
    assert reply.redacted == (kind,)
    assert reply.note.startswith(small_engine.knowledge.say("da-che-so-ca-nhan", "vi"))
    carried = said(reply, small_engine)
    for piece in ("203001234", "001 234", "123456789", "345 678", "482913", "nguyen@", "0123456"):
        assert piece not in carried


def test_a_personal_number_in_an_earlier_message_is_not_even_looked_at(
    small_engine, small_knowledge, monkeypatch
):
    engine = Engine(small_knowledge, small_engine._tools.understanding)
    heard: list[str] = []
    guess_after = Understanding.guess_after

    def listen(understanding, text, context, *others):
        heard.extend(context)
        return guess_after(understanding, text, context, *others)

    monkeypatch.setattr(Understanding, "guess_after", listen)
    reply = ask(engine, "bao nhiêu tiền vậy", "mua diều, cccd 079203001234")
    assert heard == ["mua diều, cccd …"]
    assert "079203001234" not in said(reply, engine)


@pytest.mark.parametrize("secret", ["079203001234", "0912 345 678", "otp 482913"])
def test_personal_numbers_never_reach_what_is_looked_up(card_engine, monkeypatch, secret):
    heard: list[str] = []
    find = Lookups.find

    def listen(lookups, what, situation):
        heard.extend(each.text for each in situation.heard)
        return find(lookups, what, situation)

    monkeypatch.setattr(Lookups, "find", listen)
    reply = ask(
        card_engine, f"tôi sinh 12/5/2001, {secret}, bao giờ đổi thẻ", f"{secret} lịch làm thẻ"
    )
    assert len(heard) >= 2
    digits = secret.split()[-1]
    assert digits not in " ".join(heard)
    assert digits not in carried(reply)


def test_personal_numbers_in_a_bare_reply_are_masked_too(card_engine):
    reply = ask(card_engine, "sinh 12/5/2001 079203001234", RENEWAL)
    assert reply.redacted == ("so-dinh-danh",)
    assert "079203001234" not in carried(reply)
    assert "Người sinh ngày 12/05/2001:" in reply.note
