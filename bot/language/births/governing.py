"""What a date is the date of: the nearest verb before it decides, and failing that one after."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.persons import COMMON

BIRTH_WORDS = frozenset("sinh sanh sn ns dob born".split())
"""Folded words that tell a birth, if their neighbours do not tell otherwise; `đẻ` is another."""
_NO_BIRTH_AFTER = frozenset("vien trac hoat song hoc ly to loi thai san ke hieu".split())
"""`sinh viên`, `sinh trắc`: the next word tells that nobody is born."""
_NO_BIRTH_BEFORE = frozenset("hoc ve hi hy phat thi nu tai san".split())
_ISSUE = {
    "cap": "cấp", "lam": "làm", "doi": "đổi", "nhan": "nhận", "lay": "lấy", "dung": "dùng",
    "xai": "xài",
}  # fmt: skip
_NO_ISSUE_AFTER = {
    "lam": frozenset("sao gi an viec phien on dau theo mat hong vo rach gay sai quen bai".split()),
    "cap": frozenset("1 2 3 xa tinh huyen phuong do bac".split()),
    "nhan": frozenset("dan than vien dang".split()),
    "dung": frozenset("la vay roi han".split()),
    "lay": frozenset("van dau mau".split()),
}
_ONLY_OF_CARDS = frozenset("nhan lay dung xai".split())
"""Verbs of so many things that a card must stand beside them."""
_NO_ISSUE_BEFORE = {
    "cap": frozenset("tro khan trung cao phan cung".split()),
    "doi": frozenset("sua thay bien trao".split()),
    "nhan": frozenset("chung xac tiep ca ghi cong tu benh".split()),
}
"""`trợ cấp`, `sửa đổi`, `công nhận` are about something else."""
_CARD = {
    "cccd": "", "cmnd": "", "cmtnd": "", "cmt": "", "chip": "", "cuoc": "can", "vach": "ma",
    "minh": "chung", "thu": "minh",
}  # fmt: skip
"""Word that a card's name ends with, and the word that stands before it then."""
_PLANNED = frozenset("se sap muon dinh ky lich hen".split())
"""Before the verb: what is told has not happened."""
_OTHER = frozenset(
    "luat nghi quyet nd qd tt han hieu luc lich khi sau truoc mau vneid chieu khau passport visa"
    " bhyt muc khai after before until fee".split()
)
"""Words after which a date is of something else: laws, terms, plans, other papers."""
_OTHER_PAPERS = frozenset("bang phep chieu khai khau visa bhyt do dong".split())
"""Before the verb: `bằng lái cấp 1998`, `sổ đỏ làm năm 2005`."""
_CARD_OF_ALL = frozenset("luat mau diem khac phi gia".split())
"""Before the card's name: it is not anybody's card then."""
_OPEN = frozenset({"sau", "truoc"})
"""Between `sinh` and a date that bounds the birth on one side only."""
_CALENDARS = frozenset({"duong", "am"})
_NO_BIRTH_ACROSS = frozenset("muon can phai xong cach tro den".split())
_PASSED_OVER = COMMON | frozenset(
    "ngay thang nam vao hoi khoang tam cuoi dau giua la luc trong duong am lich ra tu nhu".split()
)
"""Words that do not count for how far a verb reaches."""
_LOOKED_AT = 16
_TELLERS = frozenset("em toi tui minh me bo ong chi anh vo chong".split())
_TOLD = frozenset("da moi vua".split())


class Purpose(StrEnum):
    """What a date tells."""

    BIRTH = auto()
    ISSUE = auto()
    OTHER = auto()


_REACH = {Purpose.BIRTH: 4, Purpose.ISSUE: 8, Purpose.OTHER: _LOOKED_AT}
_CARD_REACH = 1
_FAR = _CARD_REACH + 1


class Verb(NamedTuple):
    """The word that a date belongs to."""

    purpose: Purpose
    at: int
    """Index of the verb, or of the card's name that stands for one."""
    distance: int
    """Words between that say something of their own."""


def verb_before(message: Message, first: int, floor: int, *, names: bool = True) -> Verb | None:
    """Return the nearest verb before the token `first`, in its clause and from `floor` on.

    `names` tells whether the name of a card right before it stands for a verb.
    """
    distance, born = 0, True
    for at in range(first - 1, max(floor, first - _LOOKED_AT, 0) - 1, -1):
        word, code = message.tokens[at].word, message.codes[at]
        if _ends_clause(message, at):
            return None
        if at == first - 1 and word in _OPEN and message.word(at - 1) in BIRTH_WORDS:
            return Verb(Purpose.BIRTH, at - 1, 0)
        purpose = _purpose(message, at, distance if names else _FAR)
        if purpose is Purpose.OTHER:
            return None
        if purpose is not None:
            lost = distance > _REACH[purpose] or (purpose is Purpose.BIRTH and not born)
            return None if lost else Verb(purpose, at, distance)
        wed = message.tokens[at].typed == "cưới"
        born = born and code not in "DEYRxX" and word not in _NO_BIRTH_ACROSS and not wed
        distance += word.isalnum() and word not in _PASSED_OVER
    return None


def verb_after(message: Message, end: int) -> Verb | None:
    """Return the verb of `2021 em làm cccd` or `5/3/2012 là ngày sinh`, if there is one."""
    told = False
    for at in range(end, min(end + 6, len(message.tokens))):
        word = message.tokens[at].word
        purpose = _purpose(message, at, _FAR)
        if purpose is Purpose.BIRTH:
            known = told or message.word(end) == "la"
            return Verb(purpose, at, at - end) if known else None
        if purpose is not None:
            return Verb(purpose, at, at - end) if told else None
        told = told or word in _TOLD or word in _TELLERS
        if word not in _PASSED_OVER | _TOLD | {"co", "thi", "di", "duoc"}:
            return None
    return None


def _ends_clause(message: Message, at: int) -> bool:
    code = message.codes[at]
    if code == ".":
        return not message.touch(at + 1) and message.word(at - 1) not in BIRTH_WORDS
    return code in {";", ","}


def _purpose(message: Message, at: int, distance: int) -> Purpose | None:
    """Return what a word makes of a date behind it; None where it says nothing."""
    word, before = message.tokens[at].word, message.word(at - 1)
    initials = word == "n" and before in {".", "/"} and message.word(at - 2) == "s"
    if word in BIRTH_WORDS or initials:
        return Purpose.BIRTH if _is_birth(message, at, distance) else Purpose.OTHER
    if message.tokens[at].typed == "đẻ":
        return Purpose.BIRTH
    if word in _ISSUE and message.says(at, _ISSUE[word]):
        return _purpose_of_verb(message, at)
    if word in _CARD or message.tokens[at].typed == "thẻ":
        named = distance <= _CARD_REACH and _CARD.get(word, "") in {"", before}
        return _purpose_of_card(message, at) if named else None
    ended = (word == "danh" and before == "dinh") or message.tokens[at].typed == "bỏ"
    other = word in _OTHER and message.tokens[at].typed != "sáu" and before not in _CALENDARS
    return Purpose.OTHER if other or ended else None


def _purpose_of_verb(message: Message, at: int) -> Purpose | None:
    word, before, after = message.tokens[at].word, message.word(at - 1), message.word(at + 1)
    dated = after.isdecimal() and message.codes[at + 2 : at + 3] in {"/", "-", "."}
    if (after in _NO_ISSUE_AFTER.get(word, ()) and not dated) or before == "sinh":
        return None  # `cấp 1` is a school, `cấp 1/9/2019` is a day
    beside = {message.word(at + step) for step in (-2, -1, 1, 2, 3)}
    if word in _ONLY_OF_CARDS and not beside & (_CARD.keys() | {"the"}):
        return None
    if before in _NO_ISSUE_BEFORE.get(word, ()) or before in _PLANNED:
        return Purpose.OTHER
    words = {message.word(at - back) for back in range(1, 7)}
    papers = words & _OTHER_PAPERS and not words & _CARD.keys()
    return Purpose.OTHER if papers or message.word(at - 2) in _PLANNED else Purpose.ISSUE


def _purpose_of_card(message: Message, at: int) -> Purpose | None:
    before = {message.word(at - back) for back in range(1, 5)}
    if before & (_PLANNED | _CARD_OF_ALL):
        return Purpose.OTHER
    return None if message.word(at + 1) == "nhap" else Purpose.ISSUE


def tells_birth(message: Message, at: int) -> bool:
    """Return whether the word at an index tells of somebody's birth."""
    return _purpose(message, at, 0) is Purpose.BIRTH


def _is_birth(message: Message, at: int, distance: int) -> bool:
    before, after = message.word(at - 1), message.word(at + 1)
    if after in _NO_BIRTH_AFTER or before in _NO_BIRTH_BEFORE:
        return False
    if before != "khai":
        return True
    registering = {message.word(at - back) for back in (2, 3, 4)} & {"lam", "cap", "xin", "ky"}
    return distance == 0 and not registering
