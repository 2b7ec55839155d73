"""Who writes or reads English is answered, refused and declined in English."""

import pytest

from bot.assistant.question import Question
from bot.assistant.status import Status
from tests.assistant.asking import MOMENT, ask, on


def test_english_is_answered_in_english(small_engine):
    reply = ask(small_engine, "What is the price, how much does a dieu cost, mua dieu")
    assert reply.language == "en"
    greeting = small_engine.answer(Question("", MOMENT, (), "en"))
    assert greeting.note == small_engine.knowledge.say("chua-thay-cau-hoi", "en")


@pytest.mark.parametrize(
    ("text", "status", "note"),
    [
        (
            "what is the xe dap, where is my xe dap",
            Status.DECLINED_NEIGHBOUR,
            "This is about “Bicycles”, which I do not cover. Ask the bicycle shop.",
        ),
        (
            "there was the co nguoi goi bao doc otp of my card",
            Status.SCAM_CHECK,
            "⚠️ Beware of fraud! What you describe shows these signs:\n"
            "• Nobody may ask for an OTP.",
        ),
    ],
)
def test_every_kind_of_reply_has_english_words(small_engine, text, status, note):
    reply = ask(small_engine, text)
    assert (reply.language, reply.status, reply.note) == ("en", status, note)


def test_who_is_known_to_read_english_is_refused_in_english(small_engine):
    asked = Question("Chỉ tôi trộm con diều nhà bên, how", MOMENT, (), "en")
    reply = small_engine.answer(asked)
    assert (reply.language, reply.status) == ("en", Status.REFUSED)
    assert reply.note == "I do not help with that."


def test_a_topic_chosen_by_its_id_is_answered_in_the_known_language(small_engine):
    reply = small_engine.topic("mua-dieu", Question("quên đi", MOMENT, (), "en"))
    assert (reply.status, reply.topics, reply.confidence) == (Status.ANSWERED, ("mua-dieu",), 1.0)
    assert reply.items[0].title == "Where to buy a kite"
    assert reply.items[0].lead == "Kites are sold at the shop, 20,000 VND."
    assert reply.why.step == "topic"


def test_a_topic_chosen_on_a_day_without_an_answer_is_withheld(small_engine):
    reply = small_engine.topic("meo-om", Question("", on(2026, 5, 2), (), "en"))
    assert reply.status is Status.WITHHELD
    assert reply.note == small_engine.knowledge.say(
        "chua-co-thong-tin-cho-ngay-nay", "en", title="Mèo bị ốm"
    )
