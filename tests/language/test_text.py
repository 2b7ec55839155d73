import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.text import LONGEST_MESSAGE, Word, clean, fold, tone_last, words

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữự"


def folded(message: str) -> list[str]:
    return [word.folded for word in words(message)]


def test_composed_and_decomposed_text_are_the_same_words():
    message = "Đổi thẻ căn cước ở đâu"
    assert words(unicodedata.normalize("NFD", message)) == words(message)


def test_words_keep_their_marks_as_typed_and_lose_them_when_folded():
    assert words("ĐỔI Thẻ") == [Word("đổi", "doi"), Word("thẻ", "the")]


@pytest.mark.parametrize(("word", "marked"), [("đi", True), ("di", False), ("cũ", True)])
def test_a_word_is_marked_when_folding_changes_it(word, marked):
    assert words(word)[0].marked is marked


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("uý", "úy"), ("loá", "lóa")],
)
def test_both_places_of_a_tone_mark_are_one_key(old, new):
    assert old != new
    assert tone_last(old) == tone_last(new)


@pytest.mark.parametrize(
    ("one", "other"), [("ma", "má"), ("mà", "má"), ("mờ", "mồ"), ("mơ", "mo"), ("đa", "da")]
)
def test_different_marks_are_different_keys(one, other):
    assert tone_last(one) != tone_last(other)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Thẻ căn cước đổi", "The can cuoc doi"),
        ("ĐĐđđ", "DDdd"),
        ("ữợẫ", "uoa"),
        ("plain ascii 12", "plain ascii 12"),
        ("", ""),
    ],
)
def test_folding_takes_every_mark_away(text, bare):
    assert fold(text) == bare


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("thẻ🙂căn cước🇻🇳", ["the", "can", "cuoc"]),
        ("👨‍👩‍👧 con", ["con"]),
        ("bước 1️⃣ xong", ["buoc", "1", "xong"]),
        ("mất → làm lại ✅", ["mat", "lam", "lai"]),
        ("🙂🙂", []),
    ],
)
def test_emoji_part_words_and_are_none(message, expected):
    assert folded(message) == expected


@pytest.mark.parametrize(
    "invisible",
    ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202e"],
    ids=ascii,
)
def test_invisible_and_direction_signs_go_without_parting_a_word(invisible):
    assert folded(f"c{invisible}ăn {invisible}cước") == ["can", "cuoc"]


def test_an_invisible_sign_between_a_letter_and_its_mark_does_not_part_them():
    assert words("me\u200b\u0302\u0300o") == [Word("mềo", "meo")]


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x85", "\u2028", "\u00a0", "\u3000"])
def test_control_signs_and_odd_spaces_part_words(control):
    assert clean(f"căn{control}cước") == "căn cước"


def test_line_breaks_stay_since_they_part_questions():
    assert clean("một\nhai\rba") == "một\nhai\nba"


@pytest.mark.parametrize("size", [LONGEST_MESSAGE, LONGEST_MESSAGE + 1, 3 * LONGEST_MESSAGE])
def test_a_message_is_read_up_to_telegrams_own_limit(size):
    assert clean("ă" * size) == "ă" * LONGEST_MESSAGE


def test_letters_that_grow_in_nfc_do_not_pass_the_limit():
    growing = "\u0958"
    assert len(unicodedata.normalize("NFC", growing)) == 2
    assert len(clean(growing * LONGEST_MESSAGE)) == LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("mất rồiiiii", ["mat", "roi"]),
        ("ơiiii aaaa", ["oi", "a"]),
        ("xoong", ["xoong"]),
        ("cccd", ["cccd"]),
        ("số 1112", ["so", "1112"]),
    ],
)
def test_a_letter_typed_three_times_counts_once(message, expected):
    assert folded(message) == expected


def test_words_without_a_vowel_keep_their_repeated_letters():
    assert folded("CCCD rồiii") == ["cccd", "roi"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("từ 1/7/2025.", ["tu", "1/7/2025"]),
        ("gọi 1900.0368!", ["goi", "1900.0368"]),
        ("luật 26/2023/QH15", ["luat", "26/2023", "qh15"]),
        ("phí 50.000đ", ["phi", "50.000", "d"]),
        ("5tuoi,6tuoi", ["5tuoi", "6tuoi"]),
        ("a_b-c", ["a", "b", "c"]),
    ],
)
def test_dates_and_dotted_numbers_stay_whole(message, expected):
    assert folded(message) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
@example("\0\ud800İﬀ²①")
@example("ǅ㎏ß")
def test_words_of_any_text_are_lower_case_and_without_marks(message):
    for word in words(message):
        assert word.folded
        assert not any(map(unicodedata.combining, word.folded))
        assert word.folded == word.folded.lower()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=LETTERS + LETTERS.upper() + " .,/-0123456789", max_size=100))
def test_vietnamese_folds_to_ascii(message):
    assert "".join(folded(message)).isascii()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_words_read_from_their_own_words_are_the_same(message):
    once = words(message)
    assert words(" ".join(word.typed for word in once)) == once


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_a_cleaned_text_is_clean(message):
    once = clean(message)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(char == "\n" or char.isprintable() for char in once)


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=20), st.integers(100, 6000))
def test_a_cleaned_text_never_passes_the_limit(piece, times):
    assert len(clean(piece * times)) <= LONGEST_MESSAGE
