import pytest

from bot.assistant.courtesy import Courtesy
from bot.content.knowledge import Knowledge
from bot.content.wordlists import SmallTalk, SmallTalkFile
from bot.language.text import words


@pytest.fixture(scope="module")
def courtesy(small_knowledge: Knowledge) -> Courtesy:
    return Courtesy(small_knowledge.lists.small_talk)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Xin chào", "chao"),
        ("xin chao", "chao"),
        ("chào bạn nhé ạ", "chao"),
        ("em chào anh", "chao"),
        ("Hello!", "chao"),
        ("cảm ơn", "cam-on"),
        ("cam on ban nhe", "cam-on"),
        ("chào chào chào", "chao"),
        ("chào bạn, cảm ơn bạn", "chao"),
        ("cảm ơn, chào bạn", "cam-on"),
    ],
)
def test_small_talk_is_known_by_its_words_alone(courtesy, message, kind):
    assert courtesy.find(words(message)).id == kind


@pytest.mark.parametrize(
    "message",
    [
        "",
        "bạn",
        "anh chị em ạ",
        "chào bạn diều bán ở đâu",
        "cảm ơn diều",
        "xin",
        "diều",
        "xin diều chào",
    ],
)
def test_whatever_says_more_or_less_is_none(courtesy, message):
    assert courtesy.find(words(message)) is None


def test_the_longest_saying_is_heard_first():
    kinds = [
        SmallTalk(id=name, says=(says,), reply="-", reply_en="-")
        for name, says in (("chao", "chào"), ("tam-biet", "chào tạm biệt"))
    ]
    courtesy = Courtesy(SmallTalkFile(topic="t", polite=("nhé",), small_talk=tuple(kinds)))
    assert courtesy.find(words("chào tạm biệt nhé")).id == "tam-biet"
    assert courtesy.find(words("chào nhé")).id == "chao"
