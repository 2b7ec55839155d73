"""Redaction: nothing is put in, a second time changes nothing, and no identity number is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.redact import MASK, redact
from bot.language.text import clean
from tests.fuzzing.given import questions
from tests.fuzzing.mutating import decoded

WORDS = (
    "079203001234", "079 203 001 234", "079.203.001.234", "0792-0300-1234", "O79203001234",
    "123456789", "123 456 789", "0912345678", "0912.345.678", "+84 912 345 678", "84912345678",
    "(028) 3812 3456", "an@gmail.com", "an a còng gmail chấm com", "otp", "mã otp là", "482913",
    "482 913", "mật khẩu", "pass", "abc123xyz", "stk", "19034567890123", "9704 1234 5678 9012",
    "hộ chiếu", "C1234567", "B 123 45 67", "không bảy chín hai không ba", "không không một",
    "hai ba bốn", "Nguyễn Văn A", "nguyễn văn an", "tên là", "họ tên:", "sinh ngày", "sn",
    "1/2/1990", "01/01/1990", "2011", "ở số 12/3 đường", "địa chỉ", "nhà 5", "ngõ 12", "Lê Lợi",
    "phường", "căn hộ 1203", "chung cư", "đồng", "đ", "vnđ", "000", ".000", "/", "-", "…", ",",
    "cccd", "cmnd", "sđt", "số", "tháng", "năm", "1900 0368", "113", "\ufe0f\u20e3",
)  # fmt: skip
_TWELVE = re.compile(r"(?<!\d)0\d{11}(?!\d)")
_TOGETHER = re.compile(r"(?<!\d)0(?: ?\d){11}(?! ?\d)")
_SPREAD = re.compile(r"(?<![\d./\-] )(?<![\d./\-])0\d\d ?\d{3} ?\d{3} ?\d{3}(?![\d./\-]| \d)")
"""Grouped as on a card, with no other number beside it."""


def seeds() -> Iterator[bytes]:
    """Yield questions, and what is personal."""
    yield from questions()
    for word in WORDS:
        told = f"Tôi tên Nguyễn Văn A, {word} sinh 1/2/1990, số 079203001234 hỏi {word} 5 tuổi"
        yield told.encode()


def check(data: bytes) -> None:
    """Check one text."""
    text = decoded(data)
    cleaned, redacted = clean(text), redact(text)
    left = redacted.text
    assert len(left) <= len(cleaned)
    assert bool(redacted.kinds) or left == cleaned
    assert len(set(redacted.kinds)) == len(redacted.kinds)
    assert _is_masked(left, cleaned), "something was put in"
    assert not _TWELVE.search(left), "twelve digits"
    assert not _SPREAD.search(left), "twelve digits in groups"
    again = redact(left)
    assert again.text == left, f"again: {again.kinds}"
    assert redact(cleaned) == redacted


def _is_masked(left: str, whole: str) -> bool:
    """Return whether the pieces between the masks stand in the whole, in their order."""
    first, *others = left.split(MASK)
    if not whole.startswith(first):
        return False
    at = len(first)
    for part in others:
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
