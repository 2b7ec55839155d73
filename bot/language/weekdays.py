"""Days of the week as they are written: `T2-T6`, `thứ Bảy, CN`, `hằng ngày`."""

from __future__ import annotations

import re

from bot.language.text import fold

WEEKDAY = (
    r"(?:\bthu {0,2}(?:[2-7]|hai|ba|t[uư]|nam|s[aá]u|b[aả]y)\b|\bt\.? ?[2-7]\b"
    r"|\b(?:chu|chua) ?nh[au]t\b|\bc\.?n(?:hat)?\b)"
)
"""Pattern of one weekday in folded lower-case text, without groups."""

SPOKEN_NAMES = {
    1: "thứ Hai",
    2: "thứ Ba",
    3: "thứ Tư",
    4: "thứ Năm",
    5: "thứ Sáu",
    6: "thứ Bảy",
    7: "Chủ nhật",
}
"""ISO number to the name that is shown."""

_EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
_GROUPS = {
    "hang ngay": _EVERY_DAY,
    "moi ngay": _EVERY_DAY,
    "ca tuan": _EVERY_DAY,
    "tat ca cac ngay": _EVERY_DAY,
    "tat ca cac ngay trong tuan": _EVERY_DAY,
    "ngay nao cung lam": _EVERY_DAY,
    "ngay thuong": (1, 2, 3, 4, 5),
    "cac ngay lam viec": (1, 2, 3, 4, 5),
    "ngay lam viec": (1, 2, 3, 4, 5),
    "cuoi tuan": (6, 7),
}
_SPOKEN = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6}
_DAY = re.compile(
    r"(?:(?:thu|t\.?) ?)?(?:(?P<digit>[2-8])|(?P<word>hai|ba|tu|nam|sau|bay))"
    r"|(?P<sunday>(?:chu|chua) ?nh[au]t|c\.? ?n(?:hat)?\.?)"
)
_TO = re.compile(r" ?(?:->|=>|[-~]|\bden(?: het)?\b|\btoi\b) ?")
_AND = re.compile(r" ?(?:[,;+&/]|\bva\b|\bcung\b) ?| (?=t[2-7]|thu|cn|chu)")
_ENDING = re.compile(r" (?:hang|moi) tuan$")
_BUT = re.compile(r" ?[,(]? ?\b(?:tru|nghi|khong lam) (?:ngay )?")
_OPENING = re.compile(r"^(?:(?:tu|vao|cac|moi|hang tuan|sang|chieu|toi) )*(?:ngay )?")


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """Return the weekdays that the text is, as sorted ISO numbers (1 Monday … 7 Sunday).

    Numbers are Vietnamese: 2 is Monday, 7 Saturday, 8 Sunday. Ranges may pass the week's end
    (`CN-T3`), several dashes are a list (`T2-T4-T6`), `trừ` takes days out. Anything else is
    `None`.
    """
    plain = " ".join(re.sub("[–—−‒]", "-", fold(text).lower()).strip(" .;").split())
    kept, *left_out = _BUT.split(plain.rstrip(")"), maxsplit=1)
    days = _days(kept)
    taken = _days(left_out[0]) if left_out else set()
    if days is None or taken is None:
        return None
    return tuple(sorted(days - taken)) or None


def iso_weekday(text: str) -> int | None:
    """Return the ISO number of one weekday in lower case: `thu 7`, `thứ tư`, `cn`, `t2`, `8`."""
    match = _DAY.fullmatch(" ".join(fold(text).split()))
    if match is None:
        return None
    if match["sunday"]:
        return 7
    return int(match["digit"]) - 1 if match["digit"] else _SPOKEN[match["word"]]


def _days(plain: str) -> set[int] | None:
    if group := _GROUPS.get(plain.strip()):
        return set(group)
    plain = _ENDING.sub("", _TO.sub("-", _OPENING.sub("", plain.strip())))
    days: set[int] = set()
    for part in _AND.split(plain):
        if part in _GROUPS:
            days.update(_GROUPS[part])
            continue
        ends = [iso_weekday(end) for end in part.split("-")]
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        if len(known) == 2:
            first, last = known
            days.update((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))
        else:
            days.update(known)
    return days
