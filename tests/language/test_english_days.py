import pytest

from bot.language.english_days import as_vietnamese


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("my aunt is 78, must she renew", "my aunt is 78 tuổi, must she renew"),
        ("I am 24 years and 11 months old", "tôi am 24 tuổi 11 tháng"),
        ("he is 40 years 3 months old, when", "he is 40 tuổi 3 tháng, when"),
        ("she is 59 years old and 6 months", "she is 59 tuổi 6 tháng"),
        ("my son is 13 years and 6 months", "con tôi is 13 tuổi 6 tháng"),
        ("is 24 and a half years old", "is 24 tuổi rưỡi"),
        ("I am 60 today", "tôi hôm nay tròn 60 tuổi"),
        ("her date of birth is 15 Jan 1967", "her sinh ngày 15/1/1967"),
        ("and my wife, born in 1966", "and vợ tôi, sinh năm 1966"),
        ("my youngest daughter is 9", "youngest con tôi is 9 tuổi"),
        ("my ID card was issued in 2021", "tôi ID card was cấp năm 2021"),
        ("I'm 65", "I'm 65 tuổi"),
        ("a 9-year-old girl", "a 9 tuổi girl"),
        ("he just turned 14", "he just turned 14 tuổi"),
        ("born on 3 March 2002", "sinh ngày 3/3/2002"),
        ("born March 12th, 1990", "sinh ngày 12/3/1990"),
        ("issued in 2020", "cấp năm 2020"),
        ("it expires in 2031", "it hết hạn 2031"),
        ("expiry date: 3 March 2027", "hết hạn 3/3/2027"),
        ("a baby of 8 months old", "a baby of 8 tháng tuổi"),
    ],
)
def test_ages_and_days_are_put_as_vietnamese_write_them(english, vietnamese):
    assert as_vietnamese(english) == vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "the fee is 15 thousand",
        "it takes 7 days",
        "is 2026 the year",
        "in March",
        "valid for 5 years and 3 months",
        "",
    ],
)
def test_other_numbers_stay(text):
    assert as_vietnamese(text) == text
