from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from bot.search import similar

STOPS = ["là", "thì", "có", "ạ", "vậy", "cho", "ở", "thế", "mấy", "sao"]
TEXTS = st.lists(st.text(st.sampled_from("aăâbdđeêo 0123?,"), max_size=20), max_size=25)


def grouped(*texts: str) -> list[list[str]]:
    return [[texts[place] for place in places] for places in similar.groups(texts, STOPS)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thả diều ở bãi cỏ có mất tiền không", "tha dieu o bai co co mat tien khong a"),
        ("thả diều bãi cỏ mất tiền không vậy", "bãi cỏ thả diều có mất tiền không?"),
        ("tắm mèo bằng xà phòng gì", "TẮM MÈO BẰNG XÀ PHÒNG GÌ!!!"),
        ("mèo rụng lông nhiều quá", "meo rung long nhieu quá"),
        ("đăng ký thẻ diều cho trẻ em", "đăng kýy thẻ diều cho trẻ em"),
    ],
)
def test_questions_that_ask_alike_are_one_matter(one: str, other: str) -> None:
    assert len(grouped(one, other, "chợ nắng mở lúc nào")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thẻ diều cho bé 3 tuổi cần gì", "thẻ diều cho bé 13 tuổi cần gì"),
        ("thẻ diều đi tàu hỏa được không", "thẻ diều đi máy bay được không"),
        ("mèo bị ốm", "diều bị rách"),
    ],
)
def test_questions_on_other_things_stay_apart(one: str, other: str) -> None:
    assert grouped(one, other, f"{one} vậy ạ") == [[one, f"{one} vậy ạ"], [other]]


def test_the_most_frequent_matter_comes_first_with_its_most_common_wording() -> None:
    often, seldom = "diều giấy bay cao mấy mét", "mèo mướp mấy tuổi thì già"
    found = grouped(seldom, "dieu giay bay cao may met a", often, often)
    assert found[0][0] == often
    assert [len(group) for group in found] == [3, 1]


@given(TEXTS)
def test_every_question_is_in_one_group(texts: list[str]) -> None:
    found = similar.groups(texts, STOPS)
    assert sorted(place for places in found for place in places) == [*range(len(texts))]
    assert [len(places) for places in found] == sorted(map(len, found), reverse=True)


@given(TEXTS)
def test_equal_questions_are_never_parted(texts: list[str]) -> None:
    home = {
        place: number
        for number, places in enumerate(similar.groups(texts, STOPS))
        for place in places
    }
    for place, text in enumerate(texts):
        assert home[place] == home[texts.index(text)]


def test_nothing_is_no_group() -> None:
    assert similar.groups([]) == []


def test_the_stop_words_of_the_knowledge_are_of_use(small_knowledge: Knowledge) -> None:
    texts = ["mua diều ở đâu", "mua dieu o dau", "mèo ốm"]
    stops = small_knowledge.lists.stop_words
    assert similar.groups(texts, stops) == [[0, 1], [2]]
