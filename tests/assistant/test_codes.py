from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.codes import (
    LOOKED_UP,
    SIGNS,
    checked,
    code_of,
    parts,
    spelled,
    written,
)
from bot.assistant.items import item_on
from bot.assistant.reply import Item
from bot.content.knowledge import Knowledge
from bot.content.law import Source
from bot.language.text import clean
from bot.provenance.claims import claims
from tests.assistant.codes_in import find_codes

ITEM = Item(
    "mua-dieu", "Mua diều", "Diều bán đầu làng.", "Chọn diều nhẹ.", ("Ra bãi.", "Thả dây."),
    ("Tiền lẻ", "Túi vải"), "20.000 đồng", "Nửa giờ", "Đầu làng", ("Từ mai giá khác.",),
    (Source(doc="Sổ giá", article="Trang 1"),), date(2026, 12, 31),
)  # fmt: skip
CODE = code_of(ITEM, "vi")
OTHERWISE = [
    {"topic": "tam-meo"}, {"title": "Mua diều ở đâu"}, {"lead": "Diều bán cuối làng."},
    {"details": ""}, {"steps": ("Thả dây.", "Ra bãi.")}, {"steps": ("Ra bãi.Thả dây.",)},
    {"bring": ("Tiền lẻ",)}, {"bring": ("Tiền lẻ, Túi vải",)}, {"cost": "20.001 đồng"},
    {"time": "Một giờ"}, {"where": ""}, {"changes": ()}, {"valid_until": None},
    {"sources": (Source(doc="Sổ giá", article="Trang 2"),)}, {"attributed": True},
    {"cost": "", "time": "20.000 đồng Nửa giờ"},
]  # fmt: skip
WORDS = [
    "căn cước công dân", "cong dong dan cu", "mã hồ sơ 12345678", "năm 2026 2027", "7h30 8h45",
    "từ 8h45 9h25 đến 2h55", "số 0912 345 678", "luật 26/2023/QH15", "biển số 29C1-2345",
    "OTP 4821 7730", "NFC3 hay NFC4", "VNeID2 level2", "điện thoại A52s 5G", "K7M2", "K7M2-Q9R",
    "giá 25K5 30K5", "mức 2 mức 3",
]  # fmt: skip


def test_a_code_is_eight_signs_in_two_halves_that_no_word_looks_like():
    assert len(CODE) == 8
    assert set(CODE) <= set(SIGNS)
    for half in (CODE[:4], CODE[4:]):
        assert not half.isalpha()
        assert not half.isdigit()
    assert written(CODE) == f"{CODE[:4]}-{CODE[4:]}"


def test_no_sign_is_changed_by_a_vietnamese_keyboard_or_taken_for_another():
    """Marks are typed after vowels, and by d, w, z, s; 0, 1, I and O are each other's doubles."""
    assert not set(SIGNS) & set("AEIOUYDWZS01")
    assert len(set(SIGNS)) == len(SIGNS) == 23


@pytest.mark.parametrize("change", OTHERWISE)
def test_whatever_reads_otherwise_has_another_code(change):
    assert code_of(replace(ITEM, **change), "vi") != CODE


def test_each_language_has_its_own_code():
    assert code_of(ITEM, "en") != CODE


def test_what_is_not_shown_as_part_of_the_answer_does_not_count():
    elsewhere = (Source(doc="Sổ giá", article="Trang 1", url="https://example.org"),)
    assert code_of(replace(ITEM, related=(), sources=elsewhere), "vi") == CODE


def test_an_answer_keeps_its_code_for_as_long_as_it_reads_the_same(small_knowledge: Knowledge):
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(0, 400, 7)]
    for topic in ("mua-dieu", "tha-dieu", "dieu-rach"):
        items = [item_on(small_knowledge, topic, day, "vi") for day in days]
        for one, other in pairwise(items):
            same = parts(one) == parts(other)
            assert (code_of(one, "vi") == code_of(other, "vi")) is same


SHAPES = [
    "{a}-{b}", "{a}{b}", "{a} {b}", "{a} - {b}", "{a}–{b}", "{a}.{b}", "mã {a}-{b} có đúng không",
    "Mã câu trả lời: {a}-{b}", "({a}-{b})", "{a}-{b}.", "kiểm tra giúp\n{a}-{b}\nvới ạ",
    "«{a}{b}»", "{a}\u200b-{b}", "this code {a} {b} here",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=20), st.sampled_from(SHAPES), st.booleans(), st.sampled_from(["", "L"]))
def test_a_code_is_found_however_it_is_written(content, shape, small, first):
    code = spelled(content, first)
    text = shape.format(a=code[:4], b=code[4:])
    assert find_codes(text.lower() if small else text) == [code]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=20), st.integers(0, 7), st.sampled_from(["", LOOKED_UP]))
def test_one_wrong_sign_is_never_a_code(content, at, first):
    code = spelled(content, first)
    for sign in SIGNS:
        wrong = code[:at] + sign + code[at + 1 :]
        if wrong != code and not (at == 0 and first):
            assert find_codes(wrong) == []


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=20), st.integers(0, 6))
def test_two_neighbours_swapped_are_never_a_code(content, at):
    code = spelled(content)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert find_codes(swapped) == ([code] if swapped == code else [])


def test_letters_that_are_read_for_digits_are_understood():
    code = next(
        code
        for code in (spelled(bytes([number])) for number in range(99))
        if {"5", "2"} <= {*code}
    )
    assert find_codes(code.replace("5", "S").replace("2", "z")) == [code]


@pytest.mark.parametrize("text", WORDS)
def test_words_and_other_numbers_are_no_codes(text):
    assert find_codes(text) == []


def test_several_codes_are_found_in_order_and_each_once(small_knowledge: Knowledge):
    one, other = spelled(b"1"), spelled(b"2")
    text = f"{written(one)} {written(other)}\n{one.lower()}"
    found = claims(clean(text), small_knowledge)
    assert [claim.found.code for claim in found] == [one, other]


def test_the_eighth_sign_is_what_the_others_ask_for():
    assert checked("2222222") == "22222222"
    assert checked("3222222") != checked("2322222")


def test_a_key_makes_other_codes():
    assert len({spelled(b"x", LOOKED_UP, key) for key in (b"", b"one", b"other")}) == 3


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_searched_for_codes(text):
    for code in find_codes(text):
        assert checked(code[:-1]) == code
