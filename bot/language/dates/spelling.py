"""A flat spelling of the text, one sign for each sign, in which words about time are told apart.

Marks are taken away, except where they alone tell two words apart (`sáu` and `sau`). A marked word
that folds to a word about time but means something else (`mái`, `quá`, `tôi`) is struck out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

STRUCK_OUT = "x"
"""Repeated for every letter of a word that is not about time."""

_LETTERS = "".join(
    chr(code)
    for block in (range(0xC0, 0x1B1), range(0x1E00, 0x1F00))
    for code in block
    if chr(code).isalpha() and len(chr(code).lower()) == 1
)
_SIGNS = dict.fromkeys(map(ord, "–—−‒‐‑"), "-") | {ord("’"): "'"}


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return "d" if base == "đ" else base


_FOLDED = {ord(letter): _bare(letter) for letter in _LETTERS} | _SIGNS
_LOWER = {ord(letter): letter.lower() for letter in _LETTERS} | _SIGNS
for _code in range(ord("A"), ord("Z") + 1):
    _FOLDED[_code] = _LOWER[_code] = chr(_code).lower()

_MARKED_LETTERS = "".join(sorted({chr(code).lower() for code in map(ord, _LETTERS)}))
_MARKED_WORD = re.compile(f"[a-z]*[{_MARKED_LETTERS}][a-z{_MARKED_LETTERS}]*")

_KEPT = {
    "tới": "tới",  # not tối
    "sáu": "sáu",  # not sau
    "tư": "tư",  # not từ
    "bảy": "bảy",
    "bẩy": "bảy",  # not bây
    "bây": "bây",
    "này": "này",  # not nay
    "nãy": "nãy",
    "mốt": "mốt",  # not một
    "kìa": "kìa",  # not kia
    "nửa": "nửa",  # not nữa
    "làm": "làm",  # not lăm
    "giỗ": "giỗ",  # not giờ
    "hồi": "hồi",  # not hỏi
    "đẻ": "đẻ",  # not để
    "đã": "đã",
    "mới": "mới",
    "tầm": "tầm",  # not tám
    "chờ": "chờ",  # not cho
    "rằm": "rằm",
}
_RIGHT_SPELLINGS = {
    folded: frozenset(spellings.split())
    for folded, spellings in {
        "toi": "tối",
        "sau": "",
        "nay": "",
        "mai": "",
        "mot": "một",
        "kia": "",
        "thang": "tháng",
        "ngay": "ngày",
        "tuan": "tuần tuân",
        "thu": "thứ thư",
        "hom": "hôm",
        "hum": "",
        "bua": "bữa",
        "qua": "",
        "den": "đến",
        "het": "hết",
        "tu": "từ",
        "nam": "năm",
        "ba": "",
        "hai": "",
        "bon": "bốn",
        "bay": "",
        "tam": "tám",
        "chin": "chín",
        "muoi": "mười mươi",
        "lam": "lăm",
        "gio": "giờ",
        "sang": "sáng",
        "trua": "trưa",
        "chieu": "chiều",
        "dem": "đêm",
        "khuya": "",
        "dau": "đầu",
        "giua": "giữa",
        "cuoi": "cuối",
        "truoc": "trước",
        "nua": "nữa",
        "phut": "phút",
        "ruoi": "rưỡi",
        "kem": "kém",
        "chu": "chủ",
        "chua": "chúa",
        "nhat": "nhật",
        "nhut": "nhựt",
        "tet": "tết",
        "ram": "",
        "mung": "mùng",
        "mong": "mồng",
        "chap": "chạp",
        "gieng": "giêng",
        "quy": "quý",
        "ke": "kế kể",
        "roi": "rồi",
        "hoi": "",
        "de": "",
        "da": "",
        "moi": "mỗi mọi",
        "cap": "cấp",
        "am": "âm",
        "cn": "",
        "tieng": "tiếng",
    }.items()
}

_MAY_NAME_A_TIME = re.compile(
    r"[0-9]|\b(?:ng?mai|mai|mốt|nay|h[oôu]m|hnay|h[qw]ua|hwa|b[uữ]a|tu[aầâ]n|th[aá]ng|thg|sáng|sag"
    r"|tr[uư]a|chi[eề]u|tối|toi qua|buoi|đêm|dem|khuya|ng[aà]y|cn|nh[aậuự]t|n[aă]m|n[uữ]a|gi[oờỗ]"
    r"|th[uứư] ?(?:hai|ba|t[uư]|n[aă]m|s[aá]u|b[aảẩ]y)|t[eế]t|rằm|ram|m[uù]ng|m[oồ]ng|bgio|bjo"
    r"|bây|no ?el|gi(?:[aá]ng|[eê]ng|ao)|qu[oố]c|trung|vu|[oô]ng)\b"
)


def may_name_a_time(text: str) -> bool:
    """Tell, in a few microseconds, whether the text has a digit or any word about time."""
    return _MAY_NAME_A_TIME.search(text.lower()) is not None


_I_AND_A_VERB = re.compile(
    r"\btoi(?= (?:den|đến|di|đi|len|lên|ra|se|sẽ|muon|muốn|phai|phải|xuong|xuống|can|cần|dua|đưa"
    r"|nho|nhờ|bi|bị|dang|đang|ranh|rảnh)\b)"
)
"""`toi` without its mark is "I" there, not the evening."""


def lowered(text: str) -> str:
    """Return the text in lower case with its marks and plain dashes, as long as it was."""
    return text.translate(_LOWER)


def flattened(lower: str) -> str:
    """Return the flat spelling of a lowered text, which is as long."""
    return _MARKED_WORD.sub(_flat_word, _I_AND_A_VERB.sub(STRUCK_OUT * 3, lower))


def has_marks(lower: str) -> bool:
    """Tell whether any word of a lowered text is typed with Vietnamese marks."""
    return _MARKED_WORD.search(lower) is not None


def _flat_word(match: re.Match[str]) -> str:
    word = match[0]
    return _spelled(word) if len(word) <= 8 else word.translate(_FOLDED)


@lru_cache(maxsize=2048)
def _spelled(word: str) -> str:
    if word in _KEPT:
        return _KEPT[word]
    folded = word.translate(_FOLDED)
    right = _RIGHT_SPELLINGS.get(folded)
    if right is None or word in right:
        return folded
    return STRUCK_OUT * len(word)
