"""Who is sad, lonely or angry gets a humane word and a way on, in whatever turn it comes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status

pytestmark = pytest.mark.content
MOMENT = datetime(2026, 11, 22, 5, tzinfo=UTC)


def ask(assistant: Engine, text: str, *context: str) -> Reply:
    return assistant.answer(Question(text, MOMENT, context))


@pytest.mark.parametrize(
    "text",
    ["buồn lắm ạ", "tôi cô đơn quá", "nản quá bạn ơi", "chẳng ai giúp tôi", "I feel lonely"],
)
def test_the_sad_get_a_kind_word_and_a_way_on(assistant: Engine, text: str) -> None:
    for context in ((), ("buồn quá",), ("mất thẻ làm lại ở đâu",)):
        reply = ask(assistant, text, *context)
        assert reply.status is Status.SMALL_TALK
        assert "người thân" in reply.note or "relative" in reply.note


@pytest.mark.parametrize("text", ["ngu như bò", "đồ ngu", "óc chó", "mày ngu lắm", "bot ngu quá"])
def test_insults_are_met_with_an_apology_again_and_again(assistant: Engine, text: str) -> None:
    for context in ((), ("ngu quá",), ("ngu quá", "đồ ngu")):
        reply = ask(assistant, text, *context)
        assert (reply.status, "xin lỗi" in reply.note) == (Status.SMALL_TALK, True)


@pytest.mark.parametrize("after", ["phải làm sao đây", "tôi không biết nữa", "giờ sao"])
def test_despair_is_not_forgotten_in_the_next_message(assistant: Engine, after: str) -> None:
    reply = ask(assistant, after, "tôi không muốn sống nữa")
    assert reply.note == assistant.knowledge.say("loi-luc-bi-quan-tiep", "vi")


def test_after_despair_thanks_questions_and_harm_are_answered_as_ever(assistant: Engine) -> None:
    before = "tôi không muốn sống nữa"
    assert ask(assistant, "cảm ơn bạn", before).status is Status.SMALL_TALK
    assert ask(assistant, "làm thẻ căn cước ở đâu", before).why.step != "distress"
    assert ask(assistant, "em bị lừa mất 20 triệu", before).why.step == "harmed"


def test_despair_over_a_debt_is_met_kindly_and_with_help(assistant: Engine) -> None:
    reply = ask(assistant, "sống không bằng chết vì nợ app vay bằng căn cước của tôi")
    assert reply.note.startswith(assistant.knowledge.say("loi-luc-bi-quan", "vi"))
    assert reply.topics == ("lo-thong-tin-can-cuoc",)


@pytest.mark.parametrize(
    "text",
    [
        "đổi bằng lái hết hạn qua vneid",
        "mất cà vẹt xe có làm lại trên vneid được không",
        "bị tước bằng lái sao vneid vẫn còn",
    ],
)
def test_what_is_done_with_a_licence_itself_stays_with_its_own_office(
    assistant: Engine, text: str
) -> None:
    assert ask(assistant, text).status is Status.DECLINED_NEIGHBOUR


@pytest.mark.parametrize(
    "text",
    [
        "tích hợp bhyt cho con gái",
        "tích hợp giấy phép lái xe lên vneid",
        "thẻ bảo hiểm y tế tích hợp vào vneid cho trẻ thế nào",
    ],
)
def test_showing_papers_in_vneid_is_ours(assistant: Engine, text: str) -> None:
    assert ask(assistant, text).topics[:1] == ("tich-hop-giay-to-vneid",)


@pytest.mark.parametrize("text", ["mua bảo hiểm y tế ở đâu", "thẻ bhyt hết hạn đổi ở đâu"])
def test_health_insurance_itself_is_not_ours(assistant: Engine, text: str) -> None:
    assert ask(assistant, text).status is Status.DECLINED_NEIGHBOUR


def test_the_poor_who_go_on_asking_for_a_fee_are_answered(assistant: Engine) -> None:
    """`hộ nghèo` tells who somebody is: a certificate of it is still not ours."""
    assert ask(assistant, "hộ nghèo", "lệ phí làm thẻ").topics == ("mien-le-phi",)
    for text, context in (("hộ nghèo", ()), ("hộ chiếu", ("lệ phí làm thẻ",))):
        assert ask(assistant, text, *context).status is Status.DECLINED_NEIGHBOUR
