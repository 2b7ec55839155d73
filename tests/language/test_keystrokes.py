import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.decoding import Decoder
from bot.language.keystrokes import untelex, unvni
from bot.language.text import fold

COMMON = """
căn cước được đổi thẻ mất làm giấy đăng ký tạm trú thường tuổi tiền phí lệ nộp hồ sơ trẻ nhỏ bé
cháu mẹ cấp lại hạn hết mới cũ đường phường xã tỉnh huyện công nước ngoài định điện tử mức khóa
mở quên mật khẩu số thoại cập sửa đúng người nhà bố vợ chồng đâu gì thế không thông
""".split()
"""At least sixty words, every one with marks, so that Telex leaves a trace of each."""

KNOWS_COMMON = Decoder([[fold(word)] for word in COMMON], {})

_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_HORN_OR_BREVE = {"\u0306", "\u031b"}
_CIRCUMFLEX = "\u0302"


def telex(word: str, *, tone_at_once: bool = False) -> str:
    """The keys that type a word in Telex; the tone last, or right after its vowel."""
    typed, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        elif char == _CIRCUMFLEX:
            typed += typed[-1]
        elif char in _HORN_OR_BREVE:
            typed += "w"
        elif char == "đ":
            typed += "dd"
        else:
            if tone and tone_at_once:
                typed, tone = typed + tone, ""
            typed += char
    return typed + tone


def test_the_encoder_types_like_a_hand():
    assert [telex(word) for word in ("căn", "cước", "đổi", "được")] == [
        "cawn", "cuwowcs", "ddooir", "dduwowcj",
    ]  # fmt: skip
    assert telex("được", tone_at_once=True) == "dduwowjc"


def test_there_are_sixty_words_and_each_leaves_a_trace():
    assert len(COMMON) >= 60
    assert [word for word in COMMON if telex(word) == fold(word)] == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(COMMON), st.booleans())
def test_every_common_word_typed_in_telex_comes_back(word, tone_at_once):
    typed = telex(word, tone_at_once=tone_at_once)
    assert [found.folded for found in KNOWS_COMMON.decode(typed)] == [fold(word)]


@pytest.mark.parametrize("word", COMMON)
def test_telex_with_the_tone_last_is_undone(word):
    assert untelex(telex(word)) == fold(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("caawn", "can"),
        ("ddoori", "doi"),
        ("theer", "the"),
        ("dod", "do"),
        ("muwsc", "muc"),
        ("gias", "gia"),
        ("khoong", "khong"),
        ("coong", "cong"),
        ("tuooir", "tuoi"),
        ("dduwowcj", "duoc"),
        ("w", "u"),
        ("theme", "them"),
    ],
)
def test_telex_leftovers_become_syllables(typed, meant):
    assert untelex(typed) == meant


@pytest.mark.parametrize("typed", ["the", "doi", "cap2", "caaan", "vneid", "", "bcdf"])
def test_what_is_no_telex_stays(typed):
    assert untelex(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9oi63", "doi"),
        ("d9o6i3", "doi"),
        ("can8", "can"),
        ("cuoc71", "cuoc"),
        ("mat61", "mat"),
        ("the3", "the"),
        ("d9uoc75", "duoc"),
    ],
)
def test_vni_leftovers_become_syllables(typed, meant):
    assert unvni(typed) == meant


@pytest.mark.parametrize(
    "typed", ["muc2", "lop1", "cap1", "tuoi5", "thang12", "quan3", "lv2", "nd70", "so1"]
)
def test_words_that_are_counted_keep_their_number(typed):
    assert unvni(typed) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("hoc2", "a closed syllable takes no falling tone"),
        ("sach3", "a closed syllable takes no falling tone"),
        ("mat12", "two tones"),
        ("hoa0", "nothing is typed with 0"),
        ("doi6363", "too many keys"),
        ("bbb1", "no syllable"),
        ("a1", "too short to tell"),
        ("15", "no letters"),
        ("5tuoi", "starts with a number"),
    ],
)
def test_what_cannot_be_vni_stays(typed, why):
    assert unvni(typed) is None, why
