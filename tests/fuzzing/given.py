"""What several targets begin with: the invented knowledge, its engine, questions to change."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM
from bot.content.knowledge import Knowledge
from bot.content.loading import load, read_folder
from tests.cards.knowledge import with_cards

ROOT = Path(__file__).parents[2]
SMALL = with_cards(read_folder(ROOT / "tests" / "small"))
NOW = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EACH = 9
"""Of so many questions one is a seed."""
QUESTION_WORDS = (
    "079203001234", "0912 345 678", "123.456.789", "a@b.vn", "otp", "mã", "stk",
    "hộ chiếu C1234567", "Nguyễn Văn A", "số nhà 12/3", "https://x.vn/a?b=<c>", "example-1.com",
    "1900 0368", "50.000đ", "sinh", "sinh năm", "29/2/2000", "31/12/1999", "1/1/1900", "30/4",
    "mùng 5 tháng giêng", "tết", "rằm tháng bảy", "âm lịch", "2011", "64", "2k3", "9x", "tuổi",
    "5t", "14", "tròn 25 tuổi", "mười lăm", "hăm mốt", "sáu mươi", "lớp 9", "tháng", "tuần sau",
    "thứ bảy", "chủ nhật", "mai", "hôm kia", "cuối tháng", "đầu năm sau", "7h30", "13h-17h",
    "7 giờ rưỡi tối", "8 giờ kém 5", "từ", "đến", "trước", "sau", "hết hạn", "cấp ngày", "cccd",
    "cmnd", "thẻ căn cước", "làm lại", "phường Gió Lùa", "xã Đảo Sương", "Gò Vấp", "phường 5",
    "quận 1", "Hà Nội", "hcm", "Thủ Đức", "huyện Bình Chánh", "tỉnh Lai Châu", "xã Sùng Phài", "ở",
    "gần", "bố", "mẹ", "con", "cháu", "tôi", "và", "còn", "thì sao", "bao nhiêu tiền", "lịch",
    "mấy giờ", "diều", "mèo", "rách", "the", "how much", "where", "born", "is", "my card", "?",
    "!", ".", ",", ";", "không", "ko", "dc",
)  # fmt: skip
"""Words that something in the assistant listens to."""


@cache
def small() -> Engine:
    """Return the engine of the invented knowledge, with what is looked up."""
    return Engine(small_knowledge())


@cache
def small_knowledge() -> Knowledge:
    """Return the invented knowledge, with what is looked up."""
    return load(SMALL)


@cache
def questions() -> tuple[bytes, ...]:
    """Return some of the test questions, and each word in a sentence."""
    asked = [
        str(item["q"])
        for path in sorted((ROOT / "tests" / "questions").glob("*.yaml"))
        for item in yaml.load(path.read_bytes(), Loader=_LOADER)["questions"]
        if isinstance(item, dict) and "q" in item
    ]
    about = [
        f"con tôi {word} làm thẻ nuôi ở phường Gió Lùa bao nhiêu tiền" for word in QUESTION_WORDS
    ]
    return tuple(text.encode() for text in [*asked[::_EACH], *about])


def moment_of(data: bytes) -> tuple[datetime, bytes]:
    """Return a moment within some years, told by the first two bytes, and the other bytes."""
    if len(data) < 2:
        return NOW, data
    hours = 37 * int.from_bytes(data[:2], "big")
    return datetime(2024, 7, 1, tzinfo=VIETNAM) + timedelta(hours=hours % (24 * 3650)), data[2:]
