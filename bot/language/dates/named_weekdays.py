"""Days of the week: `thứ 7 tuần sau`, `T7, CN`, `thứ 2, 4 và 6`, `thứ năm vừa rồi`."""

from __future__ import annotations

import re

from bot.language.dates.pieces import Piece, Scene, Weekday
from bot.language.dates.rules import (
    ELSE,
    NUMBER,
    THIS,
    WEEK,
    G,
    Read,
    Rule,
    S,
    rule,
    week_offset,
    word_after,
    words_before,
)
from bot.language.dates.surroundings import is_number_of_a_place, is_told_as_past
from bot.language.weekdays import WEEKDAY, iso_weekday

_NO_TIME_FOLLOWS = (
    rf"(?!{G}[0-9]|{S}(?:{NUMBER}{S}gio|t[2-7]|(?:tet|ngay|khi|do|thang|noel|thu|cn|chu|chua|het|hom"
    rf"|mai|mốt|tuan|dau|giua|cuoi|sang|trua|chieu|toi|may|bao)\b))"
)
"""After `thứ 7 sau` or `thứ 7 tới` a time would be what lies after it or up to it."""
_WEEKDAY = (
    rf"(?P<name>{WEEKDAY})(?:{G},?{G}(?:cua{S})?(?:{WEEK}|(?P<that>tuan{S}(?:do|ay))\b|(?P<this>{THIS})\b"
    rf"|(?P<coming>toi|tới|ke{S}tiep|sap{S}toi|sap{S}tới)\b{_NO_TIME_FOLLOWS}"
    rf"|(?P<next>sau)\b{_NO_TIME_FOLLOWS}"
    rf"|(?P<last>vua{S}roi|vua{S}qua|truoc|roi)\b{_NO_TIME_FOLLOWS}))?"
)
_MORE_DIGITS = re.compile(
    rf"(?:{G}(?:[,&/+-]|\bva\b|\bden\b){G}[2-7](?![0-9a-z/:.])){{1,5}}"
    rf"|(?:{S}[2-7](?![0-9a-z/:.])){{2,5}}"
)
_WEEK_FOLLOWS = re.compile(rf"{G},?{G}(?:cua{S})?{WEEK}")
_AFTER_MORE_DIGITS = frozenset(
    "tuan hang co deu thi lam làm nghi sang chieu toi truc mo duoc la phai khong ko k hay hoac o"
    " tai nua nhe a".split()
)

_ORDINAL_ALWAYS = frozenset("lan buoc cau dieu khoan hang".split())
_ORDINAL_OF = frozenset(
    "con chau dua be em nguoi chiec dong loai doi dot y vo chong cai lop trang ban vi tri muc ngoi"
    " ben so sao tien cap tap khoa tam".split()
)
"""Before `thứ 2` to `thứ 4` mostly a second, a third, a fourth; before `thứ 7` a Saturday."""
_COUNTED = frozenset(
    "tr trieu k nghin ngan dong d anh lan ban bo tam van cai mau loai giay nguoi phi le tien chi"
    " du chua the".split()
)
"""After `thu` typed without its mark they make it "collect"."""
_LARGE_NUMBERS = frozenset("tram chuc muoi nghin ngan trieu".split())
_LONGEST_LIST = 400
"""Signs between `thứ nhất` and `thứ hai` of one list."""
_BUILDING = frozenset("toa block khu can nha ga phong tang zone terminal ct cu chung".split())
_FIRM = frozenset("ngan hang nh cty ty kcn dkkd vcb".split())
_BEFORE_ALREADY = frozenset("la mai nay hom mốt".split())


def _read_weekday(match: re.Match[str], scene: Scene) -> Read:
    number = iso_weekday(match["name"])
    if number is None:
        return None
    if _is_no_weekday(match, scene, number):
        return ELSE
    if match["last"] == "roi" and _BEFORE_ALREADY.intersection(
        words_before(scene.flat, match.start(), 1)
    ):
        return Piece(match.start(), match.end("name"), days=Weekday(number))
    days = Weekday(
        number,
        week=1 if match["next"] else week_offset(match["week"]) if match["week"] else None,
        after_today=bool(match["coming"]),
        past=bool(match["last"]) or is_told_as_past(match.start(), match.end(), scene),
        that_week=bool(match["that"]),
    )
    piece = Piece(match.start(), match.end(), days=days)
    return (piece, *_more_weekdays(match.end(), scene)) if match["name"][-1].isdigit() else piece


def _more_weekdays(end: int, scene: Scene) -> list[Piece]:
    """Read the numbers after `thứ 2, 4 và 6`."""
    match = _MORE_DIGITS.match(scene.flat, end)
    if match is None:
        return []
    after = word_after(scene.flat, match.end())
    if after and after not in _AFTER_MORE_DIGITS:
        return []
    week = _WEEK_FOLLOWS.match(scene.flat, match.end())
    offset = week_offset(week["week"]) if week else None
    return [
        Piece(at, at + 1, days=Weekday(int(scene.flat[at]) - 1, week=offset))
        for at in range(match.start(), match.end())
        if scene.flat[at].isdigit()
    ]


def _is_no_weekday(match: re.Match[str], scene: Scene, number: int) -> bool:
    before = words_before(scene.flat, match.start(), 2)
    nearest = before[0] if before else ""
    name = match["name"]
    after = word_after(scene.flat, match.end("name"))
    if name.startswith("c"):
        return not name.startswith("ch") and not _FIRM.isdisjoint({nearest, after})
    if not name.startswith("th"):
        return nearest in _BUILDING or is_number_of_a_place(before)
    if match["week"] or match["this"] or match["coming"]:
        return False
    return (
        nearest in _ORDINAL_ALWAYS
        or after in _LARGE_NUMBERS
        or (number <= 3 and _is_ordinal(nearest, match.start(), scene))
        or _is_collecting(match, nearest, scene)
    )


def _is_ordinal(nearest: str, at: int, scene: Scene) -> bool:
    if nearest in _ORDINAL_OF:
        return True
    list_so_far = scene.lower[max(0, at - _LONGEST_LIST) : at]
    return "thứ nhất" in list_so_far or "thu nhat" in list_so_far


def _is_collecting(match: re.Match[str], nearest: str, scene: Scene) -> bool:
    """`thu` without its mark may be "collect", "autumn" or part of `thứ tự`."""
    if scene.lower[match.start() : match.start() + 3] != "thu":
        return False
    if match["name"].endswith("tu") and nearest in {"so", "theo", "lay", "dung"}:
        return True
    return nearest == "mua" or word_after(scene.flat, match.end("name")) in _COUNTED


RULES: tuple[Rule, ...] = (rule("thu t chu chua cn c", _WEEKDAY, _read_weekday),)
