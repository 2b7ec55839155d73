import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.decoding import Decoder
from bot.language.text import Word, fold, words

KNOWN = """
cấp lại thẻ căn cước
đổi thẻ căn cước ở đâu
thẻ căn cước được đổi ở đâu
làm thẻ được không
địa chỉ công an phường
địa chỉ nhà tôi
con tôi 5 tuổi làm thẻ được chưa
bao nhiêu tiền
mất thẻ phải làm sao
đường phố
"""
SHORT = {
    "cap": ("công an phường",),
    "cccd": ("căn cước công dân",),
    "dc": ("được", "địa chỉ"),
    "đc": ("được", "địa chỉ"),
    "ko": ("không",),
    "k": ("không",),
    "bn": ("bao nhiêu",),
    "ạ": ("",),
    "nha": ("",),
}


def build() -> Decoder:
    sentences = [[word.folded for word in words(line)] for line in KNOWN.split("\n")]
    return Decoder(sentences, SHORT)


DECODER = build()


def folded(message: str, decoder: Decoder = DECODER) -> str:
    return " ".join(word.folded for word in decoder.decode(message))


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("mất cccd", "mat can cuoc cong dan"),
        ("MAT CCCD", "mat can cuoc cong dan"),
        ("làm thẻ ko", "lam the khong"),
        ("lam the k", "lam the khong"),
        ("bn tien", "bao nhieu tien"),
        ("mất thẻ ạ", "mat the"),
    ],
)
def test_abbreviations_are_written_out(message, meant):
    assert folded(message) == meant


def test_an_abbreviation_that_is_a_syllable_stays_one_in_text_without_marks():
    assert folded("cap lai the") == "cap lai the"
    assert folded("nha toi o dau") == "nha toi o dau"


def test_an_abbreviation_that_is_a_syllable_is_one_in_text_with_marks():
    assert folded("ra cap làm thẻ") == "ra cong an phuong lam the"
    assert folded("làm thẻ nha") == "lam the"


def test_an_abbreviation_typed_with_other_marks_is_none():
    assert folded("cấp lại thẻ") == "cap lai the"


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("làm thẻ dc chưa", "lam the duoc chua"),
        ("lam the dc khong", "lam the duoc khong"),
        ("dc cong an phuong", "dia chi cong an phuong"),
        ("đc công an phường", "dia chi cong an phuong"),
        ("dc nha toi", "dia chi nha toi"),
    ],
)
def test_the_words_around_decide_what_an_ambiguous_abbreviation_means(message, meant):
    assert folded(message) == meant


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("cna cuoc", "can cuoc"),
        ("ban nhieu tien", "bao nhieu tien"),
        ("dduong pho", "duong pho"),
        ("phuongg", "phuong"),
        ("phuog", "phuong"),
        ("phhuong", "phuong"),
    ],
)
def test_one_slip_is_undone(message, meant):
    assert folded(message) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("cuocs", "cuoc"), ("pjuong", "phuong"), ("fuong", "duong")]
)
def test_a_key_beside_the_right_one_is_undone(typed, meant):
    assert folded(f"the {typed}") == f"the {meant}"


@pytest.mark.parametrize(
    ("typed", "meant"), [("cuco", "cuoc"), ("phuogn", "phuong"), ("duogn", "duong")]
)
def test_two_swapped_letters_are_undone(typed, meant):
    assert folded(typed) == meant


def test_a_neighbouring_key_is_likelier_than_one_far_away():
    near_and_far = Decoder([["tiep"], ["tiem"]], {})
    assert folded("tieo", near_and_far) == "tiep"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cancuoc", "can cuoc"),
        ("thecancuoc", "the can cuoc"),
        ("thẻcăncước", "the can cuoc"),
        ("baonhieutien", "bao nhieu tien"),
        ("doithe2025", "doi the 2025"),
        ("5tuoi", "5 tuoi"),
        ("5t", "5 tuoi"),
        ("18th", "18 thang"),
        ("50k", "50 nghin"),
        ("muc2", "muc 2"),
        ("lv2", "muc 2"),
        ("5lamthe", "5 lam the"),
    ],
)
def test_glued_words_are_parted(typed, meant):
    assert folded(typed) == meant


def test_glued_words_keep_their_marks():
    assert DECODER.decode("căncước") == words("căn cước")


@pytest.mark.parametrize(
    ("typed", "meant"), [("caawn cuwowcs", "can cuoc"), ("ca8n cuoc71", "can cuoc")]
)
def test_telex_and_vni_leftovers_are_undone(typed, meant):
    assert folded(typed) == meant


def test_unknown_syllables_with_marks_stay_as_typed():
    for typed in ("đọc", "nghiễm", "khuỷu", "trướng"):
        assert DECODER.decode(typed) == words(typed)


def test_known_words_are_never_changed():
    for line in KNOWN.strip().split("\n"):
        assert DECODER.decode(line) == words(line)


def test_asking_again_gives_the_same_words():
    """The second time they come from a cache, where equal words are other objects."""
    decoder = build()
    messages = ["đọc otp", "cuco nghiễm the", "dc nha toi", "phuogn zzz"]
    first = [decoder.decode(message) for message in messages]
    assert [decoder.decode(message) for message in messages] == first
    assert [build().decode(message) for message in reversed(messages)] == first[::-1]


def test_who_changes_the_words_that_were_given_changes_nobody_elses():
    decoder = build()
    decoder.decode("dc nha toi").clear()
    assert decoder.decode("dc nha toi") == DECODER.decode("dc nha toi")


def test_a_decoder_from_a_pickle_decodes_the_same():
    again = pickle.loads(pickle.dumps(DECODER))
    assert again.decode("dc nha toi cancuoc") == DECODER.decode("dc nha toi cancuoc")


@pytest.mark.parametrize("letter", ["ab", "ớn", "s1", "không"])
def test_a_single_word_as_long_as_a_message_comes_back(letter):
    typed = (letter * 4096)[:4096]
    assert fold(typed) in "".join(word.folded for word in DECODER.decode(typed))


@pytest.mark.parametrize("message", ["", "  ", "🙂", "ạ", "?!", "\0"])
def test_nothing_said_is_no_words(message):
    assert DECODER.decode(message) == []


TYPED = [*words(KNOWN), *words(" ".join(SHORT)), Word("cuco", "cuco"), Word("²", "²")]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([word.typed for word in TYPED]), max_size=12))
def test_messages_of_known_words_decode_to_the_same_words_every_time(typed):
    message = " ".join(typed)
    once = DECODER.decode(message)
    assert build().decode(message) == once


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_decodes_to_whole_words(message):
    for word in DECODER.decode(message):
        assert word.folded
        assert word.folded == fold(word.typed)
