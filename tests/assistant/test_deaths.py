"""A death that is told is no lost thing, and a lost thing is no death."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant.deaths import SOMEBODY, Deaths
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.content.bereaved import Bereaved
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Phrase
from tests.assistant.asking import MOMENT

LISTS = Bereaved(
    kin=("bà", "bà nội", "bác"),
    anybody=("người",),
    whose=("tôi", "nhà tôi"),
    between=("vừa", "đã"),
    gone=("mất",),
    after=("rồi", "hôm qua", "n năm rồi", "thì", "có phải"),
    dead=("chết",),
    died=("qua đời",),
    things=("diều", "diều của"),
    unless=("làm lại",),
    surely=("trả lại",),
    they=("bà ấy",),
    see=("mua-dieu",),
    articles=("meo-om",),
)
DEATHS = Deaths(LISTS)


@pytest.fixture(scope="module")
def engine(small_knowledge: Knowledge) -> Engine:
    lists = small_knowledge.lists
    talk = lists.small_talk.model_copy(update={"bereaved": LISTS})
    messages = {
        **small_knowledge.messages,
        "loi-chia-buon": Phrase(vi="Xin chia buồn.", en="I am sorry."),
        "khi-nguoi-than-mat": Phrase(vi="Diều của bà thì cất đi.", en="Put the kite away."),
    }
    return Engine(
        replace(small_knowledge, lists=replace(lists, small_talk=talk), messages=messages)
    )


def ask(engine: Engine, text: str, *context: str) -> Reply:
    return engine.answer(Question(text, MOMENT, context))


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("bà nội tôi mất rồi", {"bà", "nội"}),
        ("bà nhà tôi vừa mất, diều của bà thì sao", {"bà"}),
        ("ba noi toi mat hom qua", {"ba", "noi"}),
        ("bà mất 3 năm rồi", {"bà"}),
        ("bác chết", {"bác"}),
        ("bác tôi vừa qua đời", {"bác"}),
        ("người chết thì diều để đâu", {SOMEBODY}),
        ("có ai qua đời", {SOMEBODY}),
        ("diều của bà đã mất có phải trả lại không", {"bà"}),
    ],
)
def test_who_died_is_named(message: str, named: set[str]) -> None:
    assert DEATHS.told(message) == named


@pytest.mark.parametrize(
    "message",
    [
        "bà mất diều rồi",
        "bà nội tôi mất con diều hôm qua",
        "diều của bà mất rồi",
        "bà tôi mất rồi làm lại ở đâu",
        "bà mất 3 ngày mới mua được",
        "mất rồi",
        "tôi mất rồi",
        "diều chết rồi",
        "",
    ],
)
def test_a_thing_that_is_lost_is_no_death(message: str) -> None:
    assert DEATHS.told(message) == frozenset()


def test_without_lists_nobody_dies() -> None:
    assert Deaths(None).told("bà mất rồi") == frozenset()


def test_a_death_is_met_with_sympathy_and_what_is_known(engine: Engine) -> None:
    reply = ask(engine, "bà nội tôi mất rồi")
    assert (reply.status, reply.topics) == (Status.DECLINED_UNKNOWN, ())
    assert reply.note == "Xin chia buồn.\n\nDiều của bà thì cất đi."
    assert [choice.topic for choice in reply.choices] == ["mua-dieu"]


def test_where_nobody_has_died_there_is_no_sympathy(engine: Engine) -> None:
    assert ask(engine, "người chết thì sao").note == "Diều của bà thì cất đi."


def test_what_is_asked_besides_is_answered(engine: Engine) -> None:
    reply = ask(engine, "bà nội tôi mất rồi, tôi muốn mua một con diều")
    assert (reply.topics[:1], reply.note) == (("mua-dieu",), "Xin chia buồn.")


def test_another_subject_of_the_bereaved_is_declined_kindly(engine: Engine) -> None:
    reply = ask(engine, "bà nội tôi mất rồi, xe đạp bán ở đâu")
    assert reply.status is Status.DECLINED_NEIGHBOUR
    assert reply.note.startswith("Xin chia buồn.")


def test_a_request_that_is_refused_stays_so(engine: Engine) -> None:
    assert ask(engine, "người chết rồi, cách lấy trộm diều").status is Status.REFUSED


def test_a_short_message_goes_on_with_the_death(engine: Engine) -> None:
    for after in ("giờ sao đây", "diều của bà thì sao", "bà ấy có diều"):
        assert ask(engine, after, "bà nội tôi mất rồi").note == "Diều của bà thì cất đi.", after


def test_another_subject_ends_what_was_told_of_a_death(engine: Engine) -> None:
    mine = "Tôi muốn mua một con diều"
    assert ask(engine, mine, "bà nội tôi mất rồi").topics[:1] == ("mua-dieu",)
    assert ask(engine, "giờ sao đây", "bà nội tôi mất rồi", mine).why.step != "bereaved"


def test_an_answer_that_holds_of_the_dead_stands_below(engine: Engine) -> None:
    reply = ask(engine, "bà nội tôi mất thì mèo bị ốm phải làm sao")
    assert (reply.topics, reply.status) == (("meo-om",), Status.ANSWERED)
    assert reply.note.startswith("Xin chia buồn.\n\nDiều của bà thì cất đi.")
