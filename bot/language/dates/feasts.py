"""Tết, days of the moon and feasts by name: `rằm`, `28 Tết`, `sau Tết`, `giỗ Tổ`, `Quốc khánh`."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.dates.calendar import OPEN_DAYS, day_ahead
from bot.language.dates.lunar import (
    LAST_MONTH,
    day_of_lunar_month,
    next_day_of_any_month,
    next_lunar_day,
    next_lunar_month,
    next_tet,
)
from bot.language.dates.pieces import Piece, Scene, Stretch
from bot.language.dates.rules import (
    DAY,
    ELSE,
    MONTH,
    NEXT,
    THIS,
    G,
    Read,
    Rule,
    S,
    rule,
    week_offset,
    words_before,
)
from bot.language.dates.surroundings import is_told_as_past
from bot.language.number_words import SPOKEN, small_number

_LUNAR_MONTH = rf"(?P<month>{MONTH}|gieng|chap|{SPOKEN}\b)"
_FULL_MOON = (
    rf"(?:(?P<after>qua|sau){S})?(?:(?:ngay|hom|tu){S})?(?P<name>rằm|ram)\b"
    rf"(?:{S}(?P<this>{THIS})\b|{S}(?P<coming>{NEXT})\b"
    rf"|{S}thang{S}(?:(?P<away>{THIS}|{NEXT})\b|{_LUNAR_MONTH}))?"
)
_DAY_BEFORE_TET = rf"(?:ngay{S})?(?P<day>{DAY}){G}tet\b"
_DAY_OF_MOON_MONTH = rf"(?:ngay{S})?(?P<day>{DAY}){S}(?:thang{S})?(?P<month>chap|gieng)\b"
_MOON_MONTH = rf"(?:(?P<part>dau|giua|cuoi){S})?thang{S}(?P<month>chap|gieng)\b"
_AFTER_TET = rf"ra{S}gieng\b"
_TET = (
    rf"(?P<since>tu{S})?(?:(?P<side>truoc|sau|ra|qua|het|giap|can|gan|sat){S})?(?:dip{S}|ky{S}|nghi{S}|mua{S}|an{S}){{0,2}}"
    rf"(?:tet)\b(?:{S}(?P<other>duong{S}lich|duong|tay|trung{S}thu|doan{S}ngo|thieu{S}nhi|doc{S}lap)\b"
    rf"|{S}(?:nguyen{S}dan|am{S}lich|am|ta|co{S}truyen)\b)?"
    rf"(?:{S}nam{S}(?:nay|sau|toi|tới)\b|{S}(?:nay|này|toi|tới)\b)?"
)
_FEAST = (
    rf"(?P<name>giao{S}thua|(?:giỗ|gio){S}to(?:{S}hung{S}vuong)?|trung{S}thu|vu{S}lan"
    rf"|ong{S}cong(?:{S}ong{S}tao)?|ong{S}tao|quoc{S}khanh|giang{S}sinh|no{G}el"
    rf"|(?:ngay{S})?nha{S}giao(?:{S}viet{S}nam)?|quoc{S}te{S}(?:lao{S}dong|phu{S}nu|thieu{S}nhi))\b"
)

_LUNAR_FEASTS = {
    "giao thua": (30, LAST_MONTH),
    "giỗ to": (10, 3),
    "gio to": (10, 3),
    "trung thu": (15, 8),
    "doan ngo": (5, 5),
    "vu lan": (15, 7),
    "ong cong": (23, LAST_MONTH),
    "ong tao": (23, LAST_MONTH),
}
_SOLAR_FEASTS = {
    "quoc khanh": (2, 9),
    "giang sinh": (25, 12),
    "noel": (25, 12),
    "no el": (25, 12),
    "nha giao": (20, 11),
    "ngay nha": (20, 11),
    "quoc te lao": (1, 5),
    "quoc te phu": (8, 3),
    "quoc te thieu": (1, 6),
    "duong": (1, 1),
    "duong lich": (1, 1),
    "tay": (1, 1),
    "thieu nhi": (1, 6),
    "doc lap": (2, 9),
}
_MONTHS = {"gieng": 1, "chap": LAST_MONTH}
_PARTS = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 30)}
_FULL_MOON_DAY = 15
_BEFORE_TET_DAYS = (20, 30)
"""Days of the last lunar month that count as "just before Tết"."""
_AFTER_TET_DAYS = (6, 30)
"""Days of the first lunar month that count as "after Tết"."""


def _piece(match: re.Match[str], days: Stretch | None) -> Piece | None:
    return Piece(match.start(), match.end(), days=days, calendar=True) if days else None


def _month(word: str) -> int:
    return _MONTHS.get(word) or small_number(word) or 0


def _read_full_moon(match: re.Match[str], scene: Scene) -> Read:
    if match[0] == "ram":
        return None  # without its mark and alone mostly the memory of a telephone
    month = _month(match["month"] or "")
    away = week_offset(match["away"]) if match["away"] else 0
    if 1 <= month <= LAST_MONTH:
        days = next_lunar_day(_FULL_MOON_DAY, month, scene.today)
    elif away:
        days = day_of_lunar_month(_FULL_MOON_DAY, away, scene.today)
    else:
        days = next_day_of_any_month(_FULL_MOON_DAY, scene.today)
    if days and match["after"]:
        first = days.last + timedelta(1)
        days = Stretch(first, first + timedelta(OPEN_DAYS))
    return _piece(match, days)


def _read_day_before_tet(match: re.Match[str], scene: Scene) -> Read:
    day = int(match["day"])
    month = LAST_MONTH if day > 15 else 1
    return _piece(match, next_lunar_day(min(day, 30), month, scene.today))


def _read_day_of_moon_month(match: re.Match[str], scene: Scene) -> Read:
    days = next_lunar_day(min(int(match["day"]), 30), _MONTHS[match["month"]], scene.today)
    return _piece(match, days)


def _read_moon_month(match: re.Match[str], scene: Scene) -> Read:
    days = _PARTS.get(match["part"] or "", (1, 30))
    return _piece(match, next_lunar_month(_MONTHS[match["month"]], scene.today, days))


def _read_after_tet(match: re.Match[str], scene: Scene) -> Read:
    return _piece(match, next_lunar_month(1, scene.today, _AFTER_TET_DAYS))


def _read_tet(match: re.Match[str], scene: Scene) -> Read:
    if match["since"] or is_told_as_past(match.start(), match.end(), scene):
        return ELSE
    other = " ".join((match["other"] or "").split())
    if other:
        return _piece(match, _feast(other, scene))
    side = match["side"]
    if side in {"sau", "ra", "qua", "het"}:
        return _read_after_tet(match, scene)
    if side in {"giap", "can", "gan", "sat"}:
        return _piece(match, next_lunar_month(LAST_MONTH, scene.today, _BEFORE_TET_DAYS))
    days = next_tet(scene.today)
    if side == "truoc" and days:
        eve = days.first - timedelta(1)
        return _piece(match, Stretch(min(scene.today, eve), eve))
    return _piece(match, days)


def _read_feast(match: re.Match[str], scene: Scene) -> Read:
    if words_before(scene.flat, match.start(), 1) in (["duong"], ["truong"], ["pho"]):
        return ELSE
    name = " ".join(match["name"].split())
    return _piece(match, _feast(name, scene))


def _feast(name: str, scene: Scene) -> Stretch | None:
    for known, (day, month) in _LUNAR_FEASTS.items():
        if name.startswith(known):
            return next_lunar_day(day, month, scene.today)
    for known, (day, month) in _SOLAR_FEASTS.items():
        if name.startswith(known) and (found := day_ahead(day, month, scene.today)):
            return Stretch(found, found)
    return None


RULES: tuple[Rule, ...] = (
    rule("ngay hom tu qua sau rằm ram", _FULL_MOON, _read_full_moon),
    rule("0 ngay", _DAY_BEFORE_TET, _read_day_before_tet),
    rule("0 ngay", _DAY_OF_MOON_MONTH, _read_day_of_moon_month),
    rule("thang dau giua cuoi", _MOON_MONTH, _read_moon_month),
    rule("ra", _AFTER_TET, _read_after_tet),
    rule("tu tet truoc sau ra qua het giap can gan sat dip ky nghi mua an", _TET, _read_tet),
    rule("giao giỗ gio trung vu ong quoc giang noel no ngay nha", _FEAST, _read_feast),
)
