"""Words around an age that make it more or less: `chưa đủ`, `gần`, `hơn`, `trở lên`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.periods import (
    OLDEST,
    Period,
    aged_about,
    aged_exactly,
    whole_year,
)
from bot.language.births.persons import GROWN_UP


class Hedge(StrEnum):
    """One thing said about an age."""

    EXACT = auto()
    """`đủ`, `tròn`"""
    NOT = auto()
    """`chưa`"""
    DENIED = auto()
    """`không`, which denies only `đủ`, `đến`"""
    BEFORE = auto()
    """`trước 14 tuổi`"""
    SOON = auto()
    """`sắp`, `chuẩn bị`, `suýt`"""
    NEARLY = auto()
    """`gần`, `ngót`"""
    MORE = auto()
    """`hơn`, `ngoài`"""
    OVER = auto()
    """`trên`, `quá`, `trở lên`"""
    UNDER = auto()
    """`dưới`"""
    AT_MOST = auto()
    """`trở xuống`"""
    ABOUT = auto()
    """`khoảng`, `tầm`, `chừng`"""
    LUNAR = auto()
    """`tuổi mụ`: one at birth, one more at Tết"""
    TO = auto()
    """`đến`, `tới`"""
    JUST = auto()
    """`vừa`, `mới`"""
    BECOMING = auto()
    """`lên`, `sang`, `được`"""


_HEDGES: dict[str, tuple[str, Hedge | None]] = {
    "du": ("đủ", Hedge.EXACT), "tron": ("tròn", Hedge.EXACT), "day": ("đầy", Hedge.EXACT),
    "chua": ("chưa", Hedge.NOT), "khong": ("không", Hedge.DENIED), "ko": ("ko", Hedge.DENIED),
    "k": ("k", Hedge.DENIED), "hong": ("hông", Hedge.DENIED), "truoc": ("trước", Hedge.BEFORE),
    "sap": ("sắp", Hedge.SOON), "chuan": ("chuẩn", Hedge.SOON), "suyt": ("suýt", Hedge.SOON),
    "gan": ("gần", Hedge.NEARLY), "ngot": ("ngót", Hedge.NEARLY), "hon": ("hơn", Hedge.MORE),
    "ngoai": ("ngoài", Hedge.MORE), "tren": ("trên", Hedge.OVER), "qua": ("quá qua", Hedge.OVER),
    "duoi": ("dưới", Hedge.UNDER), "khoang": ("khoảng", Hedge.ABOUT),
    "tam": ("tầm", Hedge.ABOUT), "chung": ("chừng", Hedge.ABOUT), "den": ("đến", Hedge.TO),
    "toi": ("tới", Hedge.TO), "vua": ("vừa", Hedge.JUST), "moi": ("mới", Hedge.JUST),
    "len": ("lên", Hedge.BECOMING), "sang": ("sang", Hedge.BECOMING),
    "duoc": ("được", Hedge.BECOMING), "dc": ("dc đc", Hedge.BECOMING), "bi": ("bị", None),
    "co": ("có cỡ", None), "tu": ("từ", None), "nay": ("nay", None), "nam": ("năm", None),
    "gio": ("giờ", None), "tuoi": ("tuổi", None), "da": ("đã", None), "cung": ("cũng", None),
    "hien": ("hiện", None), "tai": ("tại", None), "chi": ("chỉ", None), "buoc": ("bước", None),
    "thi": ("thì", None), "la": ("là", None), "do": ("độ", None),
}  # fmt: skip
"""Folded word to its spellings, and to what it says of an age behind it."""
_LONGEST = 7
_FIRST_ROUND = 20
"""From this age on people say tens: `gần 60`, `hơn 60`."""
_ASKS_WITH_NOT = frozenset("duoc dc xong roi lam co".split())
"""Before `chưa` at the end of a question: `làm được chưa 14 tuổi`."""
_BEFORE_OVER = GROWN_UP | {"tuoi", "da", "cung"}
"""Before `ngoai` without marks where it is `ngoài`, and no grandmother."""


class Hedged(NamedTuple):
    """What stands before an age."""

    said: frozenset[Hedge]
    first: int
    """Index of the first word that says something of the age."""
    start: int
    """Index of the first of all these words, such as `năm` in `năm nay mới 13`."""
    at: int
    """Index of the age itself."""


def hedges_before(message: Message, at: int) -> Hedged:
    """Return what the words before the token `at` say of an age that stands there."""
    said: set[Hedge] = set()
    first = start = at
    for before in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        word = message.tokens[before].word
        if word not in _HEDGES:
            break
        spellings, hedge = _HEDGES[word]
        if not message.says(before, spellings) or _is_something_else(message, before, said):
            break
        start = before
        if hedge is not None:
            said.add(hedge)
            first = before
    return Hedged(frozenset(said), first, start, at)


def _is_something_else(message: Message, at: int, said: set[Hedge]) -> bool:
    word, before = message.tokens[at].word, message.word(at - 1)
    if word == "ngoai":
        return message.tokens[at].typed == word and before not in _BEFORE_OVER
    if word == "toi":
        return message.tokens[at].typed == word and before not in {"chua", "sap", "gan"}
    if word == "chua":
        return not said and before in _ASKS_WITH_NOT
    return False


def born_then(years: int, said: frozenset[Hedge], day: date) -> Period:
    """Return the days of birth that an age means on a day, by what is said of it.

    Open ends are cut where nobody means more: `trên 60` ends at `OLDEST`, `dưới 6` on the day
    itself, `chưa đủ 14` and `trước 14` at half the age. `gần 14`, `sắp 14` is the year before the
    birthday, for round ages from 20 `gần` is three years; `hơn 13` is until the next birthday,
    for round ages from 20 ten years; `khoảng` is one year more or less, from 20 on two. `14 tuổi
    mụ` is one calendar year, that in which thirteen are reached.
    """
    rule = next((rule for needed, rule in _RULES if needed <= said), _plain)
    return rule(years, day)


def _plain(years: int, day: date) -> Period:
    return aged_about(day, years, years).until(day)


def _exact(years: int, day: date) -> Period:
    return aged_exactly(day, years, years)


def _not_yet(years: int, day: date) -> Period:
    return _younger_than(years, years // 2, day)


def _under(years: int, day: date) -> Period:
    return _younger_than(years, 0, day)


def _at_most(years: int, day: date) -> Period:
    return _younger_than(years + 1, 0, day)


def _soon(years: int, day: date) -> Period:
    return _younger_than(years, years - 1, day)


def _nearly(years: int, day: date) -> Period:
    return _younger_than(years, years - (3 if _is_round(years) else 1), day)


def _more(years: int, day: date) -> Period:
    return aged_exactly(day, years, years + (9 if _is_round(years) else 0))


def _over(years: int, day: date) -> Period:
    return aged_exactly(day, years, max(OLDEST, years))


def _about(years: int, day: date) -> Period:
    slack = 1 if years < _FIRST_ROUND else 2
    return aged_exactly(day, max(0, years - slack), years + slack)


def _lunar(years: int, day: date) -> Period:
    return whole_year(day.year - max(years, 1) + 1).until(day)


def _is_round(years: int) -> bool:
    return years >= _FIRST_ROUND and years % 10 == 0


def _younger_than(years: int, youngest: int, day: date) -> Period:
    oldest = max(years - 1, 0)
    return aged_exactly(day, min(max(youngest, 0), oldest), oldest)


_RULES: tuple[tuple[set[Hedge], Callable[[int, date], Period]], ...] = (
    ({Hedge.NOT}, _not_yet),
    ({Hedge.DENIED, Hedge.EXACT}, _not_yet),
    ({Hedge.DENIED, Hedge.TO}, _not_yet),
    ({Hedge.BEFORE}, _not_yet),
    ({Hedge.UNDER}, _under),
    ({Hedge.AT_MOST}, _at_most),
    ({Hedge.SOON}, _soon),
    ({Hedge.NEARLY}, _nearly),
    ({Hedge.MORE}, _more),
    ({Hedge.OVER, Hedge.JUST}, _more),
    ({Hedge.OVER}, _over),
    ({Hedge.ABOUT}, _about),
    ({Hedge.LUNAR}, _lunar),
    ({Hedge.EXACT}, _exact),
)
"""What must have been said for a rule; the first that fits."""
