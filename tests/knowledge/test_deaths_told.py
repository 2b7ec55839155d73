"""Who tells of a death hears what is known of it, and never how to replace a lost card."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.assistant.deaths import Deaths
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.content.knowledge import Knowledge

pytestmark = pytest.mark.content
MOMENT = datetime(2026, 11, 22, 5, tzinfo=UTC)
DEATHS = [
    "bố mình mất rồi, cái thẻ căn cước của bố giờ sao",
    "bà ngoại em vừa mất hôm kia",
    "ông xã tui mất tháng trước",
    "me toi mat nam ngoai, the can cuoc de lam gi",
    "cụ nhà tôi đã mất được 2 tháng",
    "chồng chị mất cách đây một tuần, vneid của ảnh ra sao",
    "ba má em đều mất rồi",
    "dì ruột tôi mất vì bệnh, có phải đem thẻ nộp lại không",
    "ông nội cháu tạ thế, thẻ của ông trả cho ai",
    "vợ tôi chết rồi căn cước cô ấy xử lý thế nào",
    "thẻ của người đã mất thì làm gì",
    "bố chồng tôi mất thì ai báo khóa căn cước điện tử",
    "căn cước của bà nội đã mất có phải nộp lại không",
    "my grandmother died last week, what about her card",
    "my husband has passed away, must I hand in his ID",
]
LOST = [
    "bố mình mất căn cước",
    "mẹ mất thẻ hôm qua rồi",
    "căn cước của ba em mất rồi làm lại ở đâu",
    "thẻ của vợ tôi mất thì sao",
    "ông xã em làm mất thẻ rồi",
    "bà nội mất ví trong đó có cccd",
    "chồng em bị mất hết giấy tờ",
    "mẹ em mất 2 tuần mới lấy được thẻ",
    "ba tôi mất cả buổi sáng chờ làm thẻ",
    "má tui mất rồi giờ xin cấp lại sao",
    "mất thời gian quá",
    "làm thẻ mất bao nhiêu tiền",
    "chết rồi, tôi quên passcode",
    "điện thoại của bố chết nguồn, vneid tính sao",
    "vợ tôi mất điện thoại có vneid",
    "trẻ mồ côi làm thẻ có được miễn lệ phí không",
    "my father lost his card",
    "my phone died and I need VNeID",
]


def ask(assistant: Engine, text: str, *context: str) -> Reply:
    return assistant.answer(Question(text, MOMENT, context))


@pytest.mark.parametrize("text", DEATHS)
def test_a_death_is_never_met_with_what_is_done_about_a_lost_card(
    assistant: Engine, text: str
) -> None:
    reply = ask(assistant, text)
    known = [assistant.knowledge.say("khi-nguoi-than-mat", each) for each in ("vi", "en")]
    assert reply.why.step == "bereaved"
    assert any(each in reply.note for each in known)
    assert reply.topics == ()


@pytest.mark.parametrize("text", LOST)
def test_what_is_lost_is_no_death(assistant: Engine, text: str) -> None:
    assert ask(assistant, text).why.step != "bereaved"


@pytest.mark.parametrize("after", ["thế còn vneid của ông", "giờ tôi phải làm gì", "báo ở đâu"])
def test_what_is_asked_next_is_still_of_the_dead(assistant: Engine, after: str) -> None:
    assert ask(assistant, after, "ông nhà tôi mới mất tuần rồi").why.step == "bereaved"


def test_what_the_bereaved_ask_for_themselves_is_answered(assistant: Engine) -> None:
    reply = ask(assistant, "bố cháu mất rồi, mẹ làm căn cước cho con 5 tuổi cần gì")
    assert reply.topics[:1] == ("cap-the-duoi-6-tuoi",)
    assert assistant.knowledge.say("loi-chia-buon", "vi") in reply.note


def test_what_is_known_names_no_number_but_that_of_the_article(assistant: Engine) -> None:
    for language in ("vi", "en"):
        said = assistant.knowledge.say("khi-nguoi-than-mat", language)
        assert [char for char in said if char.isdigit()] == ["3", "4"]


def test_the_topics_named_for_the_bereaved_exist(shipped: Knowledge) -> None:
    lists = shipped.lists.small_talk.bereaved
    assert lists is not None
    assert set(lists.see) | set(lists.articles) <= set(shipped.entries)


def test_those_who_ask_how_to_replace_a_lost_card_have_lost_nobody(shipped: Knowledge) -> None:
    deaths = Deaths(shipped.lists.small_talk.bereaved)
    lost = ("mat-the", "tim-lai-the-da-mat", "thu-tuc-cap-lai", "mat-dien-thoai")
    alarmed = [
        text
        for topic in lost
        for texts in shipped.phrasings[topic].values()
        for text in texts
        if deaths.told(text)
    ]
    assert alarmed == []
