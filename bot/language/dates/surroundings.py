"""Words around numbers and names that make them something else than a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.dates.pieces import Scene
from bot.language.dates.rules import typed_word_after, word_after
from bot.language.text import fold

_PLACES = frozenset(
    "duong pho nha so hem ngo ngach kiet truong thcs thpt th bv khu kp to ap thon khom lo phong"
    " kdt htx rap block toa ct luat nd tt qd nq sn cmt binh".split()
)
"""Before a day and a month they make it a street, a school, a house number or a decree."""
_TWO_WORD_PLACES = frozenset(
    tuple(pair.split())
    for pair in (
        "dia chi, tieu hoc, nghi quyet, thong tu, nghi dinh, quyet dinh, cong van, cach mang,"
        " cong vien, benh vien, mam non, ty le, ti le"
    ).split(",")
)
_NO_PLACES = frozenset({("ho", "so"), ("giay", "to")})
_NUMBERED = frozenset("phuong quan xa q p lop muc cap khoi khoa tang can ga".split())
_NO_NAME_FOLLOWS = frozenset(
    "cong uy ubnd phuong xa truong thu chu sang chieu toi trua nha em chau con minh cho co khong"
    " to nho ban ma thi hay ngay gio luc neu duoc doan khu thon tinh huyen anh chi cccd vneid"
    " cong lam nghe va hoac den tu hom mai t7 cn nguoi dan de bao ai ba bo me".split()
)
_TWO_WORDS = re.compile(r" ([^\W\d_]+) ([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+) $")
_LONGEST_LEAD = 48
"""Signs before a time that can tell what it is the time of."""
_LONG_AGO = re.compile(
    r"\bhồi(?: (?:dau|giua|cuoi))?(?: (?:ngay|thang|sang|chieu))? ?$"
    r"|\b(?:dot|lan|bua|hom|dao) truoc\b[^.?!;\n]{0,36}$"
)
_PAST_AFTER = re.compile(
    r",? (?:vua (?:roi|qua)|hom truoc|(?:den|toi|tới) (?:nay|gio|bay gio|bây gio)|nam ngoai)\b"
)
_HOM = re.compile("(?:hom|bua) ")
_DONE = re.compile(
    r"\b(?:da|đã|moi|mới|vua)(?: (?:di|len|ra))?"
    r" (?:làm|lam|nop|di|gui|lay|doi|chup|nhan|mat|bi mat)(?: [^\W\d_]+){0,4}?"
    r" ?(?:(?:tu|hom|ngay|vao|luc|bua|khoang|dau|giua|cuoi|sang|chieu) ?){0,3}$"
    r"|\b(?:đã|da|mới|moi|vua)(?: (?!hen\b|dang\b|dat\b)[^\W\d_]+){1,6} (?:hom|bua) $"
    r"|\b(?:làm|lam|nop|gui|nhan|lay|mat|roi|rot|gap|len|toi|tới|goi|bi)"
    r"(?: (?!hen\b|lich\b)[^\W\d_]+){0,6} (?:hom|bua) $"
)
"""What was done before the day: `đã nộp ngày`, `mới chuyển về từ hôm`, `làm thẻ hôm`."""
_ASKS_LEAVE = re.compile(r"[^?!\n,.;]{0,60}?\b(?:duoc|co|kip) (?:khong|ko|k|hok|hong)\b")
"""What makes it a plan after all: `… thứ ba được không`."""
_BIRTH = re.compile(
    r"(?:(?<!\bhoc )(?<!\bthi )(?<!\bve )(?<!\bkhai )\bsinh|\bsn|\bđẻ|\bdob)"
    r"(?:[ :,(.-]{1,3}(?:ngay|thang|nam|vao|hoi|hồi|luc|hom|la|nhat|cua|con|be|chau|em|toi|minh|o"
    r"|tu|khoang|dau|cuoi|giua|am|duong|lich|lan|thu|sang|trua|chieu"
    r"|dem|[0-9]{1,2}(?:h[0-9]{0,2})?)\b){0,6}[ :,(.-]{0,3}$"
)
_ISSUED = re.compile(
    r"\bcap(?:[ :,(.-]{1,3}"
    r"(?:ngay|thang|nam|vao|hoi|hồi|luc|hom|tu|khoang|dau|cuoi|giua|la|truoc|sau)\b){0,4}"
    r"[ :,(.-]{0,3}$"
)
_MADE_OR_BORN = re.compile(
    r"\bde(?: (?:ngay|thang|nam)){0,2} $"
    r"|"
    r"\b(?:làm|lam|doi|cap)(?:[ :,(.-]{1,3}(?:the|cccd|can cuoc|cc|cmnd|cmt|chung minh|gan chip"
    r"|chip|tu|hoi|hồi|vao|ngay|thang|nam|hom|lai|moi|mới|xong|khoang|dau|cuoi|giua|duoc)\b){0,5}"
    r"[ :,(.-]{0,3}$"
)
_PEOPLE = frozenset(
    "chi co ba bac di mo thim chu cau ong anh em be chau con ban vo me bo cu thay nguoi ten ho"
    " thi".split()
)
_WOMEN = frozenset("chị chi bà cô dì thím thim mợ".split())
_MAI_IN_NAMES = frozenset("bach hoang hoa".split())
_MAI_OF_PLACES = frozenset("dịch dich châu".split())
_BEFORE_TOMORROW = frozenset("ngay sang trua chieu toi dem bua hom va hay".split())


def is_name_of_a_place(before: Sequence[str]) -> bool:
    """Tell whether these words, nearest first, make a following `30/4` the name of a place."""
    pair = tuple(before[1::-1])
    if pair in _NO_PLACES:
        return False
    return pair in _TWO_WORD_PLACES or bool(_PLACES.intersection(before[:1]))


def is_number_of_a_place(before: Sequence[str]) -> bool:
    """Tell whether these words, nearest first, make a following `5` a ward or a school grade."""
    return is_name_of_a_place(before) or bool(_NUMBERED.intersection(before[:1]))


def is_told_as_past(start: int, end: int, scene: Scene) -> bool:
    """Tell whether the words around a day or month put it in the past: `hồi tháng 5`."""
    if _PAST_AFTER.match(scene.flat, end):
        return True
    window = max(0, start - _LONGEST_LEAD)
    if _LONG_AGO.search(scene.flat, window, start):
        return True
    # The lead takes in `hôm`, which may be part of what was read.
    end_of_lead = match.end() if (match := _HOM.match(scene.flat, start)) else start
    if not _DONE.search(scene.flat, window, end_of_lead):
        return False
    return _ASKS_LEAVE.match(scene.flat, end) is None


def is_birth(start: int, scene: Scene) -> bool:
    """Tell whether the time that begins there is when somebody was born."""
    return _BIRTH.search(scene.flat, max(0, start - _LONGEST_LEAD), start) is not None


def is_issue(start: int, scene: Scene, *, past_year: bool) -> bool:
    """Tell whether the calendar date that begins there is when a card was issued.

    After `làm` and `đổi`, where the next visit may be meant, only one with a year that is past;
    so too after `de`, which is "born" or "in order to".
    """
    window = max(0, start - _LONGEST_LEAD)
    if past_year and _MADE_OR_BORN.search(scene.flat, window, start):
        return True
    return _ISSUED.search(scene.flat, window, start) is not None


def is_address(end: int, scene: Scene) -> bool:
    """Tell whether the name of a street follows: `15/8 Lê Lợi`, `15/8 đường Lê Lợi`."""
    if word_after(scene.flat, end) in {"duong", "hem", "ngo"}:
        return True
    match = _TWO_WORDS.match(scene.text, end)
    if match is None or scene.text.isupper() or _folded(match[1]) in _NO_NAME_FOLLOWS:
        return False
    return match[1].istitle() and match[2].istitle()


def _folded(word: str) -> str:
    return fold(word).lower()


def is_person(start: int, end: int, scene: Scene) -> bool:
    """Tell whether `mai` there is somebody's name, or part of one: `chị Mai`, `Mai Dịch`.

    In lower case only after words for women, since `em mai đi` is "I come tomorrow".
    """
    match = _LAST_WORD.search(scene.text, max(0, start - 20), start)
    previous = match[1] if match else ""
    folded = _folded(previous)
    if previous.lower() in _WOMEN or folded in _MAI_IN_NAMES:
        return True
    if typed_word_after(scene, end) in _MAI_OF_PLACES:
        return True
    if not previous or not scene.text[start].isupper() or scene.text.isupper():
        return False
    if folded in _BEFORE_TOMORROW:
        return False
    following = _TWO_WORDS.match(scene.text, end)
    return folded in _PEOPLE or previous.istitle() or bool(following and following[1].istitle())
