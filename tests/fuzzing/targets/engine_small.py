"""The whole engine with the invented knowledge: any message, and a second one, gets a reply."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzzing.given import QUESTION_WORDS, questions, small
from tests.fuzzing.talking import APART, talk

WORDS = (
    *QUESTION_WORDS, APART, "diều bán ở đâu", "tắm mèo", "xe đạp", "đọc otp", "lấy trộm diều",
    "xin chào", "cảm ơn", "thả diều", "phường Gió Lùa mở cửa chưa", "đổi thẻ nuôi", "làm thẻ nuôi",
    "nộp giấy", "hạn thẻ", "trụ sở", "tại nhà", "còn con tôi", "thế còn mẹ tôi",
    "sinh năm 1990 thì sao", "ở xã Đảo Sương thì sao",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield questions, and pairs of them, behind two bytes of the moment."""
    before = "diều bán ở đâu".encode()
    for data in questions():
        yield b"\x15\x21" + data
        yield b"\x15\x21" + before + APART.encode() + data
        before = data


def check(data: bytes) -> None:
    """Check one conversation."""
    talk(small(), data)
