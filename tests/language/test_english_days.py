import pytest

from bot.language.english_days import as_vietnamese


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("my aunt is 78, must she renew", "my aunt is 78 tuổi, must she renew"),
        ("I'm 65", "I'm 65 tuổi"),
        ("a 9-year-old girl", "a 9 tuổi girl"),
        ("he just turned 14", "he just turned 14 tuổi"),
        ("born on 3 March 2002", "sinh ngày 3/3/2002"),
        ("born March 12th, 1990", "sinh ngày 12/3/1990"),
        ("issued in 2020", "cấp năm 2020"),
        ("a baby of 8 months old", "a baby of 8 tháng tuổi"),
    ],
)
def test_ages_and_days_are_put_as_vietnamese_write_them(english, vietnamese):
    assert as_vietnamese(english) == vietnamese


@pytest.mark.parametrize(
    "text", ["the fee is 15 thousand", "it takes 7 days", "is 2026 the year", "in March", ""]
)
def test_other_numbers_stay(text):
    assert as_vietnamese(text) == text
