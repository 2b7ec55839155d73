"""Whether somebody who tells an age asks for something else than when to renew a card."""

from __future__ import annotations

import re

from bot.language.text import words

_ELSE = re.compile(
    r"\b(?:(?:tiền|tien|lệ phí|le phi|phí|tốn kém|ton kem|miễn phí|mien phi)"
    r"|hết bao nhiêu|het bao nhieu|giá bao nhiêu|gia bao nhieu"
    r"|(?:ở|o|tại|tai|ra|lên|len|đến|den|tới|toi)"
    r" (?:đâu|dau|mô|mo|chỗ nào|cho nao|nơi nào|noi nao)"
    r"|(?:giấy tờ|giay to|giấy|giay|mang|đem|dem|mang theo|đem theo|dem theo)"
    r" (?:những |nhung )?(?:gì|gi|nào|nao)"
    r"|(?:mất|mat|hết|het) (?:bao lâu|bao lau|mấy ngày|may ngay|mấy hôm|may hom)"
    r"(?! (?:nữa|nua|thì|thi|mới|moi))"
    r"|(?:bao lâu|bao lau|mấy ngày|may ngay|mấy bữa|may bua|khi nào|khi nao|chừng nào|chung nao)"
    r"(?: thì| thi| mới| moi)? (?:có|co|xong|lấy|lay|nhận|nhan)"
    r"|(?:bị |bi |làm |lam |rớt |đánh )?(?:mất|mat) (?:thẻ|the|căn cước|can cuoc|cccd)"
    r"|(?:bị |bi |thẻ |the )(?:hỏng|hong|hư|gãy|gay|bể|rách|rach|nứt|nut|mờ)"
    r"|(?:thẻ|the|căn cước|can cuoc|cccd) (?:bị |bi )?(?:mất|mat|hỏng|hong|hư|gãy|gay))\b"
)
"""What is asked besides a renewal: a fee, a place, papers, a term, a loss, damage."""
_WAY = re.compile(
    r"\b(?:online|trực tuyến|truc tuyen|(?:trên|tren|qua) (?:mạng|mang)"
    r"|thủ tục|thu tuc|hồ sơ|ho so|cấp lại|cap lai)\b"
)
"""The way to a card: of whatever age, it is that of everybody."""
_DUTY = re.compile(r"\b(?:phải|phai|bắt buộc|bat buoc|cần|can) (?!cước|cuoc)")
"""Whether one must: the age may decide that."""


def asks_something_else(text: str) -> bool:
    """Return whether a fee, a place, papers, a loss or a term is asked about, not a renewal."""
    return bool(_ELSE.search(_said(text)))


def asks_the_way(text: str) -> bool:
    """Return whether the way to a card is asked about, and not whether one must have it."""
    said = _said(text)
    return bool(_WAY.search(said)) and not _DUTY.search(said)


def _said(text: str) -> str:
    return " ".join(word.typed for word in words(text)).lower()
