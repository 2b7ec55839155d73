"""Take personal numbers out of a message before anything keeps, shows or matches it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.text import clean

MASK = "…"
"""What stands where a personal number stood."""

_GAP = r"[ .)\-\u2013\u00a0]{0,2}"
"""What people put between the groups of one number."""
_NO_MONEY = r"(?!(?:[ .]\d{3})*(?:\s*(?:₫|đồng\b|dong\b|đ\b|vnđ|vnd|tỷ\b|tỉ\b)|d\b))"
_NO_DATE = r"(?!\d{1,2}[ .\-](?:0?[1-9]|1[0-2])[ .\-](?:19|20)\d\d(?!\d))"
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_NO_HOTLINE = r"(?!1[89]00[ .\-]?\d{4}(?!\d))"
_OPEN = rf"(?<!\d)(?<!\d[.\-]){_NO_DATE}"
_SHUT = r"(?!\d|\.\d|/\d{1,2}/|/(?:19|20)\d\d(?!\d))"


def _digits(count: int) -> str:
    return rf"\d(?:{_GAP}\d){{{count - 1}}}"


def _whole(count: int) -> str:
    """Return the pattern of a number in one piece; one that begins with 0 is never money."""
    return rf"(?<!\d)(?:0\d{{{count - 1}}}(?!\d)|\d{{{count}}}(?!\d){_NO_MONEY})"


def _grouped(count: int) -> str:
    return rf"{_OPEN}(?:(?=0(?!00)){_digits(count)}{_SHUT}|{_digits(count)}{_SHUT}{_NO_MONEY})"


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNT_WORD = (
    r"(?:\b(?:stk|(?:số|so) (?:tk|tài khoản|tai khoan)"
    r"|(?:tk|tài khoản|tai khoan) (?:ngân hàng|ngan hang|nh)|account number)\b)"
)
_ACCOUNT = re.compile(
    rf"({_ACCOUNT_WORD}[^\d\n]{{0,25}}){_NO_DATE}"
    rf"(\d(?:{_GAP}\d){{5,18}}+)(?!\d){_NO_MONEY}(?!/\d)",
    re.IGNORECASE,
)
_CARD = re.compile(rf"{_OPEN}\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{3}})?{_SHUT}{_NO_MONEY}")
_TWELVE, _NINE = (re.compile(_whole(count), re.IGNORECASE) for count in (12, 9))
_MOBILE = re.compile(
    rf"(?<!\d)(?:0[2-9]\d{{8,9}}|(?:\+|00)84{_GAP}(?:\(?0{_GAP})?{_digits(9)})(?!\d)"
)
_TWELVE_GROUPED, _NINE_GROUPED = (re.compile(_grouped(count), re.IGNORECASE) for count in (12, 9))
_PHONE = re.compile(
    rf"{_OPEN}(?:84{_GAP}{_digits(9)}{_SHUT}{_NO_MONEY}|0{_GAP}(?:2{_GAP})?{_digits(9)}){_SHUT}",
    re.IGNORECASE,
)
_OTP_WORD = (
    r"(?:\botp|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|\bpasscode|(?:mã|ma) pin"
    r"|mật khẩu|mat khau)"
)
_CODE = (
    rf"{_NO_YEAR}{_NO_HOTLINE}"
    r"(?:\d{4,8}|\d{3}[ .\-]\d{3}|\d{4}[ .\-]\d{4}|\d\d(?: \d\d){2,3}|\d(?: \d){3,7})"
    rf"(?![\d/]|[.\-]\d){_NO_MONEY}"
)
_OTP = re.compile(rf"({_OTP_WORD}\D{{0,40}}?)(?<!\d)({_CODE})", re.IGNORECASE)
_OTP_BEFORE = re.compile(
    rf"(?<![\d./])({_CODE})(\s*[(,:\-]?\s*(?:(?:là|la|is)\s+)?(?:(?:mã|ma|your|my|the)\s+)?"
    rf"(?:vneid\s+)?{_OTP_WORD})",
    re.IGNORECASE,
)
_LONG = re.compile(rf"(?<!\d)\d{{10,}}(?!\d){_NO_MONEY}", re.IGNORECASE)
_MAY_BE_PERSONAL = re.compile(r"@|\d(?:\D*\d){3}")
"""What a message has if there is anything to take out: four digits, or the sign of an address."""


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
    # Numbers in one piece first: what stands beside them, such as an age, is not theirs.
    ("dien-thoai", _MOBILE, MASK),
    ("so-dinh-danh", _TWELVE, MASK),
    ("tai-khoan", _CARD, MASK),
    ("so-dinh-danh", _TWELVE_GROUPED, MASK),
    ("cmnd", _NINE, MASK),
    ("dien-thoai", _PHONE, MASK),
    ("cmnd", _NINE_GROUPED, MASK),
    ("tai-khoan", _LONG, MASK),
    ("otp", _OTP, rf"\g<1>{MASK}"),
    ("otp", _OTP_BEFORE, rf"{MASK}\g<2>"),
)


def redact(message: str) -> Redacted:
    """Return the message, cleaned, with personal numbers masked, and which kinds they were."""
    message = clean(message)
    if not _MAY_BE_PERSONAL.search(message):
        return Redacted(message, ())
    kinds: dict[str, None] = {}
    for kind, pattern, mask in _RULES:
        message, hits = pattern.subn(mask, message)
        if hits:
            kinds[kind] = None
    return Redacted(message, tuple(kinds))
