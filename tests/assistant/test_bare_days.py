"""Days and years without any other word, told apart by what was asked for."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.bare_days import as_told, is_bare
from bot.assistant.question import VIETNAM

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1986", True),
        ("15/3/2021", True),
        (" 15.3.2021 .", True),
        ("15 - 3 - 2021", True),
        ("ngày 15/3/2021", True),
        ("15/3/2021 ạ", True),
        ("sinh 1986", False),
        ("…", False),
        ("", False),
    ],
)
def test_a_bare_day_has_no_other_words_than_polite_ones(text, bare):
    assert is_bare(text) is bare


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["1986"], ["sinh 1986"]),
        (["12/5/2001", "15/3/2021"], ["sinh 12/5/2001", "thẻ cấp 15/3/2021"]),
        (["tôi sinh 2001", "15/3/2021"], ["tôi sinh 2001", "thẻ cấp 15/3/2021"]),
        (["1986", "12/3/1986"], ["sinh 1986", "sinh 12/3/1986"]),
        (
            ["1986", "12/3/1986", "2020"],
            ["sinh 1986", "sinh 12/3/1986", "thẻ cấp 2020"],
        ),
        (["mấy tuổi đổi thẻ", "1986"], ["mấy tuổi đổi thẻ", "sinh 1986"]),
        (["chào bạn", "5 con mèo"], ["chào bạn", "5 con mèo"]),
        (["5/12", "5/12/2026", "ngày 30/2"], ["5/12", "5/12/2026", "ngày 30/2"]),
        (["5/12", "1986", "22/11/2026"], ["5/12", "sinh 1986", "thẻ cấp 22/11/2026"]),
        (["30/2/1990"], ["sinh 30/2/1990"]),
        ([], []),
    ],
)
def test_the_first_bare_day_that_is_past_is_a_birth_and_a_later_one_an_issue(said, told):
    assert as_told(said, NOVEMBER) == told
