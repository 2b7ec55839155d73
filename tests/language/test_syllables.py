import pytest

from bot.language.syllables import SYLLABLES, is_syllable


@pytest.mark.parametrize(
    "word", "can cuoc the nghieng gi quyet khuya a y uong xoong ngheo giay quynh".split()
)
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", "vneid cccd ko ca2 nge ki\u1ec3m khoong coong clb str fax".split()
)
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_spelling_before_front_and_back_vowels_holds_everywhere():
    front = {word for word in SYLLABLES if word.startswith(("ce", "ci", "nge", "ngi"))}
    back = {word for word in SYLLABLES if word.startswith(("ka", "ko", "ku", "gha", "ngho"))}
    assert front | back == set()
