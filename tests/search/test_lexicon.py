import pytest

from bot.language.text import words
from bot.search.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    [
        Concept("the", ("thẻ",)),
        Concept("can-cuoc", ("căn cước", "thẻ căn cước"), core=True),
        Concept("mat", ("mất", "đánh rơi", "rớt")),
        Concept("khuon-mat", ("mặt", "khuôn mặt")),
        Concept("lam", ("làm", "làm lại")),
        Concept("doi", ("đổi", "làm lại")),
        Concept("khoe", ("khoẻ",)),
    ]
)


def find(message: str) -> list[str]:
    return LEXICON.find(words(message))


@pytest.mark.parametrize(
    ("message", "concepts"),
    [
        ("thẻ của tôi", ["the"]),
        ("thẻ căn cước", ["can-cuoc"]),
        ("thẻ căn", ["the"]),
        ("căn cước và thẻ", ["can-cuoc", "the"]),
        ("tôi đánh rơi thẻ", ["mat", "the"]),
        ("đánh thẻ rơi", ["the"]),
        ("mất mất rớt", ["mat"]),
        ("không có gì", []),
        ("", []),
    ],
)
def test_the_longest_variant_wins_and_uses_its_words_up(message, concepts):
    assert find(message) == concepts


@pytest.mark.parametrize(
    ("message", "concepts"),
    [
        ("mất", ["mat"]),
        ("mặt", ["khuon-mat"]),
        ("mạt", []),
        ("mat", ["mat", "khuon-mat"]),
        ("khuon mat", ["khuon-mat"]),
        ("khuon mất", ["mat"]),
        ("the căn cuoc", ["can-cuoc"]),
    ],
)
def test_marks_that_were_typed_must_agree_and_bare_words_fit_any(message, concepts):
    assert find(message) == concepts


def test_the_tone_mark_may_stand_on_either_vowel():
    assert find("khỏe") == find("khoẻ") == ["khoe"]


def test_one_variant_may_belong_to_several_concepts():
    assert find("làm lại") == ["lam", "doi"]
    assert find("làm mới") == ["lam"]


def test_a_longer_variant_with_other_marks_gives_way_to_a_shorter_one():
    assert find("thẻ cân cước") == ["the"]


def test_core_concepts_are_known():
    assert LEXICON.core == {"can-cuoc"}


def test_a_variant_without_words_is_nowhere():
    empty = Lexicon([Concept("khong", ("", "🙂"))])
    assert empty.find(words("🙂 a")) == []
