"""Patterns of numbers that belong to a person: of documents, telephones, accounts."""

from __future__ import annotations

from bot.language.patterns import compiled, ignoring_case

GAP = r"[ .()\-\u2010-\u2015\u2212_\u00b7\u2022|~*'\u2018\u2019\n\ufe0f\u20e3]{0,3}"
"""What people put between the groups of one number; the last two make keycaps of digits."""
NO_MONEY = r"(?!(?:[ .,]\d{3})*(?:\s*(?:₫|đồng\b|dong\b|đ\b|vnđ|vnd|tỷ\b|tỉ\b)|d\b))"
NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
NO_HOTLINE = r"(?!1[89]00[ .\-]?\d{4}(?!\d))"
_DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_NO_DATE = (
    rf"(?!\d{{1,2}}[ .\-]{_MONTH}[ .\-](?:19|20)\d\d(?!\d)"
    rf"|{_DAY_OF_MONTH}[.\-]{_MONTH}(?:[ ,]{{1,2}}{_DAY_OF_MONTH}[.\-]{_MONTH}){{2}}"
    r"|(?:0[1-9]|[12]\d|3[01])(?: (?:0[1-9]|[12]\d|3[01])){3,}(?! ?\d)"
    r"|11[2-5][ ,]{1,2}11[2-5](?!\d))"
)
"""A day, days of a month, or the numbers for emergencies."""
_NO_YEARS = r"(?!(?:\d{1,2}[ ,])?(?:19|20)\d\d[ ,.\-\u2013\n]{1,3}(?:19|20)\d\d(?!\d))"
_NO_ROUND = (
    r"(?![1-9]\d{0,2}(?:[.,]\d{3})*[.,]000(?![.,]?\d)|[1-9]\d{0,2}(?: \d{3})* 000 000(?! ?\d)"
    r"|\d{1,9}000000(?!\d))"
)
"""A sum without its currency."""
_MAYBE_MONEY = rf"{_NO_YEARS}{_NO_ROUND}"
_OPEN = rf"(?<!\d)(?<!\d[.\-]){_NO_DATE}"
_SHUT = r"(?!\d|\.\d|/\d{1,2}/|/(?:19|20)\d\d(?!\d))"
_LIKE_DIGITS = r"oOlI"
_BANK = (
    r"(?:ngân hàng|ngan hang|nh|agribank|vietcombank|vcb|bidv|vietinbank|ctg|techcombank|tcb"
    r"|mb ?bank|mb|acb|vp ?bank|tp ?bank|sacombank|vib|shb|hd ?bank|msb|seabank|lpbank)"
)
_ACCOUNT_WORD = (
    r"(?:\b(?:stk|(?:số|so) (?:tk|tài khoản|tai khoan)"
    rf"|(?:tk|tài khoản|tai khoan) {_BANK}|(?:bank )?account(?: number)?)(?![^\W\d_]))"
)


WORDS = (
    "stk",
    "tk",
    "tài khoản",
    "tai khoan",
    "account",
    "hộ chiếu",
    "ho chieu",
    "passport",
    "hc",
)
"""One of them, in lower case, is in every message with an account or passport near its word."""


def _digits(count: int) -> str:
    return rf"\d(?:{GAP}\d){{{count - 1}}}"


def _whole(count: int) -> str:
    """Return the pattern of a number in one piece; one that begins with 0 is never money."""
    sum_ = rf"{_NO_ROUND}\d{{{count}}}(?!\d){NO_MONEY}"
    return rf"(?<!\d)(?:0\d{{{count - 1}}}(?!\d)|{sum_})"


def _grouped(count: int) -> str:
    number = _digits(count) + _SHUT
    doubtful = rf"(?:(?=0){_NO_YEARS}|(?!0){_MAYBE_MONEY}){number}{NO_MONEY}"
    return rf"{_OPEN}(?:(?=0(?!00)){number}|{doubtful})"


def _by_threes(first: str, groups: str) -> str:
    """Return the pattern of a number whose groups are parted by a sign that dates have too."""
    return rf"(?<![\d/,]){first}(?:([/,])\d{{3}})(?:\1\d{{3}}){groups}(?![/,]?\d){NO_MONEY}"


ACCOUNT = ignoring_case(
    rf"({_ACCOUNT_WORD}[^\d\n]{{0,25}}\n?){_NO_DATE}"
    rf"(?:\d{{3}}[a-z]\d{{6,10}}|\d(?:{GAP}\d){{5,18}}+)(?!\d){NO_MONEY}(?!/\d)"
)
CARD = ignoring_case(
    rf"{_OPEN}(?:97\d\d(?:{GAP}\d){{12,15}}+"
    rf"|{_MAYBE_MONEY}\d{{4}}(?:{GAP}\d{{4}}){{3}}(?:(?:{GAP}\d{{4}}){{3,}}+|{GAP}\d{{3}})?)"
    rf"{_SHUT}{NO_MONEY}"
)
LONG = ignoring_case(rf"(?<!\d){_NO_ROUND}\d{{10,}}(?!\d){NO_MONEY}")
TWELVE, NINE = (ignoring_case(_whole(count)) for count in (12, 9))
TWELVE_GROUPED, NINE_GROUPED = (ignoring_case(_grouped(count)) for count in (12, 9))
TWELVE_BY_THREES = ignoring_case(_by_threes(r"0\d\d", "{2}"))
NINE_BY_THREES = ignoring_case(_by_threes(rf"{_NO_ROUND}\d{{3}}", "{1}"))
MOBILE = ignoring_case(
    rf"(?<!\d)(?:0[2-9]\d{{8,9}}|(?:\+|00)84{GAP}(?:\(?0{GAP})?{_digits(9)})(?!\d)"
)
PHONE = ignoring_case(
    rf"{_OPEN}(?:84{GAP}{_digits(9)}{_SHUT}{NO_MONEY}|0{GAP}(?:[12]{GAP})?{_digits(9)}){_SHUT}"
)
PHONE_BY_THREES = ignoring_case(_by_threes(r"0\d{3}", "{1}"))
ABROAD = ignoring_case(rf"\+[1-9](?:{GAP}\d){{8,13}}+(?!\d){NO_MONEY}")
MISTYPED = compiled(
    rf"(?<![^\W_])(?=[{_LIKE_DIGITS}]?\d*[{_LIKE_DIGITS}])(?=(?:[{_LIKE_DIGITS}]{{0,3}}\d){{6}})"
    rf"[\d{_LIKE_DIGITS}]{{9,13}}+(?![^\W_])"
)
"""A number in which letters stand for digits."""
PASSPORT_WORD = r"(?:hộ chiếu|ho chieu|passport|\bhc\b)"
_PASSPORT = r"(?<![^\W_])[a-z]{1,2}[ .\-]?\d(?:[ .]?\d){6,7}(?!\d)"
PASSPORT = ignoring_case(rf"({PASSPORT_WORD}[^\d\n]{{0,25}}?){_PASSPORT}")
PASSPORT_BEFORE = ignoring_case(rf"{_PASSPORT}([^\d\n]{{0,12}}{PASSPORT_WORD})")
