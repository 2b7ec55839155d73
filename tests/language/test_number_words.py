import re

import pytest
from vn_numberwords import number_to_words

from bot.language.number_words import SPOKEN, small_number
from bot.language.text import fold


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai muoi tam", 28),
        ("muoi lam", 15),
        ("muoi nham", 15),
        ("ham mot", 21),
        ("ham lam", 25),
        ("hai bay", 27),
        ("ba mốt", 31),
        ("sáu", 6),
        ("tư", 4),
        ("bảy", 7),
        ("12", 12),
        ("007", 7),
    ],
)
def test_numbers_are_read_as_they_are_spoken(words, number):
    assert small_number(words) == number


@pytest.mark.parametrize("words", ["", "khong", "ngay", "12345"])
def test_what_is_no_small_number_is_none(words):
    assert small_number(words) is None


@pytest.mark.parametrize("number", range(1, 60))
def test_every_spoken_number_to_59_is_matched_whole_and_read_back(number):
    words = fold(number_to_words(number))
    assert re.fullmatch(SPOKEN, words)
    assert small_number(words) == number
