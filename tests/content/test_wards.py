"""The one ward that a code or a name stands for."""

from __future__ import annotations

import pytest

from bot.content import wards
from bot.content.knowledge import Knowledge
from bot.errors import UsageError


@pytest.mark.parametrize("text", ["gio", "phường Gió Lùa", " gio lua,  may "])
def test_a_code_or_a_name_stands_for_its_ward(small_knowledge: Knowledge, text: str) -> None:
    assert wards.ward(text, small_knowledge).code == "gio"


@pytest.mark.parametrize("text", ["", "xã Sóng Đôi", "xã Đồi Chia", "tỉnh Mây", "không đâu cả"])
def test_what_is_none_or_several_stands_for_none(small_knowledge: Knowledge, text: str) -> None:
    assert wards.find(text, small_knowledge) is None
    with pytest.raises(UsageError, match="không rõ là xã, phường nào"):
        wards.ward(text, small_knowledge)


def test_a_ward_is_named_with_its_province(small_knowledge: Knowledge) -> None:
    assert wards.name("gio", small_knowledge) == "phường Gió Lùa, tỉnh Mây"
    assert wards.name("00000", small_knowledge) == "00000"
