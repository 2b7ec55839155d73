"""Take personal numbers out of a message before anything keeps, shows or matches it."""

from __future__ import annotations

import re
from dataclasses import dataclass

MASK = "…"
"""What stands where a personal number stood."""

_GAP = r"[ .\-\u00a0]?"
_MONEY_AFTER = r"(?!\s*(?:đ\b|đồng|dong\b|vnđ|vnd|nghìn|nghin|ngàn|ngan|triệu|trieu|k\b))"


def _digits(count: int) -> str:
    return rf"\d(?:{_GAP}\d){{{count - 1}}}"


_WHOLE = r"(?<![\d/.,])", r"(?![\d/]|[.,]\d)"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    rf"{_WHOLE[0]}(?:\+?84{_GAP}|0{_GAP}){_digits(9)}{_WHOLE[1]}|(?<!\d)0[2-9]\d{{8,9}}(?!\d)"
)
_TWELVE = re.compile(rf"{_WHOLE[0]}{_digits(12)}{_WHOLE[1]}{_MONEY_AFTER}")
_NINE = re.compile(rf"{_WHOLE[0]}{_digits(9)}{_WHOLE[1]}{_MONEY_AFTER}")
_OTP_WORD = r"(?:otp|mã xác (?:thực|nhận)|ma xac (?:thuc|nhan)|passcode|mã pin|ma pin)"
_OTP = re.compile(rf"({_OTP_WORD}\D{{0,20}})(\d{{4,8}})(?!\d)", re.IGNORECASE)
_OTP_BEFORE = re.compile(rf"(?<!\d)(\d{{4,8}})(\s+(?:là|la)\s+(?:mã\s+|ma\s+)?{_OTP_WORD})", re.I)
_ACCOUNT_WORD = r"(?:stk|số tài khoản|so tai khoan|tài khoản ngân hàng|tai khoan ngan hang)"
_ACCOUNT = re.compile(
    rf"({_ACCOUNT_WORD}[^\d\n]{{0,25}})(\d(?:{_GAP}\d){{5,18}})(?!\d)", re.IGNORECASE
)
_CARD = re.compile(rf"{_WHOLE[0]}{_digits(16)}{_WHOLE[1]}")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A message without personal numbers."""

    text: str
    kinds: tuple[str, ...]
    """What was taken out, each kind once: `so-dinh-danh, cmnd, dien-thoai, email, otp,
    tai-khoan`."""


_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("email", _EMAIL, MASK),
    ("tai-khoan", _ACCOUNT, rf"\g<1>{MASK}"),
    ("tai-khoan", _CARD, MASK),
    ("otp", _OTP, rf"\g<1>{MASK}"),
    ("otp", _OTP_BEFORE, rf"{MASK}\g<2>"),
    ("so-dinh-danh", _TWELVE, MASK),
    ("dien-thoai", _PHONE, MASK),
    ("cmnd", _NINE, MASK),
)


def redact(message: str) -> Redacted:
    """Return the message with personal numbers masked, and which kinds they were."""
    kinds: dict[str, None] = {}
    for kind, pattern, mask in _RULES:
        message, hits = pattern.subn(mask, message)
        if hits:
            kinds[kind] = None
    return Redacted(message, tuple(kinds))
