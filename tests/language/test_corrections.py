"""Messages that put the one before them right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.corrections import put_right


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("không, ý tôi là mẹ tôi 57 tuổi", "mẹ tôi 57 tuổi"),
        ("à nhầm 15 tuổi", "15 tuổi"),
        ("xin lỗi gõ nhầm, mất thẻ làm ở đâu", "mất thẻ làm ở đâu"),
        ("a khong, y toi la doi ten", "doi ten"),
        ("à không, mức 1 thôi", "mức 1 thôi"),
        ("no, i mean my son", "my son"),
    ],
)
def test_lose_the_words_that_only_excuse(text: str, left: str) -> None:
    assert put_right(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "nhầm tên trên thẻ", "sai tên trên thẻ thì sao", "không có thẻ thì sao",
        "à lớn tuổi rồi thì sao", "ấy sai tên rồi", "thẻ in nhầm, làm lại ở đâu", "ý tôi là",
    ],
)  # fmt: skip
def test_keep_words_that_tell_something(text: str) -> None:
    assert put_right(text) == text


@given(st.text())
def test_end_as_they_were_written(text: str) -> None:
    assert text.endswith(put_right(text))
