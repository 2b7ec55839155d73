"""Months, quarters and years: `đầu tháng 12`, `hết tháng`, `quý 1/2027`, `sang năm`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.dates.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    end_of_month,
    month_after,
    third_of_month,
)
from bot.language.dates.lunar import next_lunar_month
from bot.language.dates.pieces import Piece, Scene, Stretch
from bot.language.dates.rules import (
    AWAY,
    ELSE,
    MONTH,
    NEXT,
    THIS,
    YEAR,
    G,
    Read,
    Rule,
    S,
    is_counted,
    rule,
    typed_word_after,
    week_offset,
    word_after,
    words_before,
)
from bot.language.dates.surroundings import is_name_of_a_place, is_told_as_past
from bot.language.number_words import SPOKEN, small_number

_PART = rf"(?:(?P<part>dau|giua|cuoi|het|trong|n[uử]a{S}dau|n[uử]a{S}cuoi){S}(?:cua{S})?)?"
_WHICH_YEAR = (
    rf"(?:{G}[/.-]?{G}(?P<year>{YEAR})"
    rf"|{G},?{G}(?:cua{S})?nam{S}(?P<year_word>nay|này|sau|toi|tới|ngoai|truoc|{YEAR})\b"
    rf"|{S}(?P<next_year>sang|qua){S}nam\b)?"
)
_NUMBER = rf"(?P<month>{MONTH}|{SPOKEN}\b)"
_MONTH = (
    rf"{_PART}(?:thang|thg){G}(?!sau\b|nam{S}nay){_NUMBER}{_WHICH_YEAR}(?:{S}{THIS}\b)?(?!{G}tuoi)"
    rf"(?P<lunar>{S}(?:am(?:{S}lich)?|lich{S}am|al|ta)\b)?"
)
_NEAR_MONTH = rf"{_PART}thang{S}(?P<away>{AWAY})\b"
_SOME_MONTH = (
    rf"(?P<part>dau|giua|cuoi|het|trong|n[uử]a{S}cuoi){S}(?:cua{S})?thang\b(?!{S}(?:may|nao)\b)"
)
_COMING_MONTH = (
    rf"(?:sang|qua){S}(?:(?P<part>dau|giua|cuoi){S})?thang\b(?!{S}(?:[0-9]|(?!sau\b){SPOKEN}\b))"
    rf"(?:{S}(?:sau|toi|tới)\b)?"
)
_SHORT_MONTH = rf"t\.?(?P<month>1[0-2]|[89])(?![0-9a-z/.])(?:{S}nam{S}(?P<year>{YEAR}))?"
_SHORT_MONTH_AND_YEAR = rf"t\.?(?P<month>{MONTH}){G}/{G}(?P<year>{YEAR})"
_MONTH_AND_YEAR = rf"(?P<month>{MONTH}){G}/{G}(?P<year>{YEAR})(?!{G}[/-])"
_WEEK_OF_MONTH = (
    rf"tuan{S}(?P<week>dau|cuoi)(?:{S}(?:tien|cung)\b)?{S}(?:cua{S})?thang{S}"
    rf"(?:(?P<away>{THIS}|{NEXT})\b|{_NUMBER}{_WHICH_YEAR})"
)
_YEAR = (
    rf"(?:(?P<part>dau|giua|cuoi|het|trong|ca){S})?"
    rf"nam{S}(?P<year_word>nay|sau|toi|tới|ngoai|truoc|{YEAR})\b"
)
_COMING_YEAR = (
    rf"(?:(?P<part>dau|giua|cuoi){S})?(?:sang|qua){S}nam\b(?!{S}[0-9])(?:{S}(?:sau|moi|mới)\b)?"
)
_SOME_YEAR = rf"(?P<part>giua|cuoi|het){S}nam\b(?!{S}(?:sinh|cap|hoc|lop|may|nao)\b)"
_QUARTER = (
    rf"quy{S}(?P<quarter>[1-4]|iv|i{{1,3}})\b(?:{G}[/-]{G}(?P<year>{YEAR})"
    rf"|{S}nam{S}(?P<year_word>{YEAR}|nay|sau))?"
)

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS_OF_YEAR = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}
_TIMES = frozenset("lan luot buoi dot suat".split())
_WITHIN = frozenset(["", *"trong vao sang qua lich dot".split()])
_PEOPLE = frozenset(
    "toi tui minh em anh chi chu bac ong con chau vo chong"
    " tôi tớ mình chị cô chú bác ông bà bố mẹ cháu bé cụ vợ chồng dì cậu thằng đứa".split()
)
_AGE_FOLLOWS = re.compile(
    r"(?:[^\W\d_]|[ ,]){0,24}?"
    rf"(?:(?:[0-9]{{1,3}}|\b{SPOKEN}) ?(?:tuoi|t\b)|\blop\b|\bduoc [0-9])"
    rf"| (?:[0-9]{{1,3}}|{SPOKEN})\b"
)


def _lunar(match: re.Match[str], days: Stretch | None) -> Read:
    return _piece(match, days.first, days.last) if days else None


def _piece(match: re.Match[str], first: date, last: date) -> Piece:
    return Piece(match.start(), match.end(), days=Stretch(first, last), calendar=True)


def _read_month(match: re.Match[str], scene: Scene) -> Read:
    month = small_number(match["month"])
    if not month or month > 12:
        return None
    if _means_something_else(match, scene):
        return ELSE
    found = match.groupdict()
    year = _said_year(found, scene.today)
    if found.get("lunar"):
        return _lunar(match, next_lunar_month(month, scene.today))
    if year is None:
        past = is_told_as_past(match.start(), match.end(), scene)
        year = _year_of(month, scene.today, past=past)
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    return _part_of_month(match, date(year, month, 1), found.get("part") or "", scene.today)


def _read_near_month(match: re.Match[str], scene: Scene) -> Read:
    before = "".join(words_before(scene.flat, match.start(), 1))
    if match["away"] in {"nay", "ni"} and before == "ca":
        return ELSE
    if match["part"] is None and is_counted(scene.flat, match.start()):
        return ELSE
    month = month_after(scene.today, week_offset(match["away"]))
    return _part_of_month(match, month, match["part"] or "", scene.today)


def _read_some_month(match: re.Match[str], scene: Scene) -> Piece:
    """A part of this month, or of the next if it is over."""
    month, part = scene.today.replace(day=1), match["part"]
    if part in {"dau", "giua"} and third_of_month(month, part)[1] < scene.today:
        month = month_after(month, 1)
    return _part_of_month(match, month, part, scene.today)


def _read_coming_month(match: re.Match[str], scene: Scene) -> Piece:
    return _part_of_month(match, month_after(scene.today, 1), match["part"] or "", scene.today)


def _read_month_and_year(match: re.Match[str], scene: Scene) -> Read:
    """`12/2026` alone is a month only if it is not over: laws and births are written so too."""
    before = words_before(scene.flat, match.start())
    month = date(int(match["year"]), int(match["month"]), 1)
    if is_name_of_a_place(before) or end_of_month(month) < scene.today:
        return ELSE
    return _piece(match, month, end_of_month(month))


def _read_week_of_month(match: re.Match[str], scene: Scene) -> Read:
    if match["away"]:
        month = month_after(scene.today, week_offset(match["away"]))
    else:
        number = small_number(match["month"])
        if not number or number > 12:
            return None
        year = _said_year(match.groupdict(), scene.today)
        month = date(year or _year_of(number, scene.today), number, 1)
    if match["week"] == "dau":
        return _piece(match, month, month.replace(day=7))
    end = end_of_month(month)
    return _piece(match, end - timedelta(6), end)


def _read_year(match: re.Match[str], scene: Scene) -> Read:
    before = "".join(words_before(scene.flat, match.start(), 1))
    year = _said_year(match.groupdict(), scene.today) or 0
    number = match["year_word"].isdigit()
    lately = match["part"] == "ca" and match["year_word"] == "nay"
    counted = match["part"] is None and is_counted(scene.flat, match.start())
    if lately or counted or (number and year < scene.today.year):
        return ELSE
    if number and match["part"] is None and before not in _WITHIN:
        return ELSE  # laws, births and cards are told by their year
    if not number and _is_said_of_a_person(match, scene):
        return ELSE
    return _part_of_year(match, year, scene.today)


def _read_coming_year(match: re.Match[str], scene: Scene) -> Read:
    if _is_said_of_a_person(match, scene):
        return ELSE
    return _part_of_year(match, scene.today.year + 1, scene.today)


def _read_some_year(match: re.Match[str], scene: Scene) -> Piece:
    return _part_of_year(match, scene.today.year, scene.today)


def _read_quarter(match: re.Match[str], scene: Scene) -> Piece:
    quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
    last_month = 3 * quarter
    year = _said_year(match.groupdict(), scene.today) or _year_of(last_month, scene.today)
    end = end_of_month(date(year, last_month, 1))
    return _piece(match, date(year, last_month - 2, 1), end)


def _part_of_month(match: re.Match[str], month: date, part: str, today: date) -> Piece:
    end = end_of_month(month)
    if part in {"dau", "giua", "cuoi"}:
        return _piece(match, *third_of_month(month, part))
    if part.startswith(("nửa", "nua")):
        middle = month.replace(day=15)
        halves = (month, middle) if part.endswith("dau") else (middle + timedelta(1), end)
        return _piece(match, *halves)
    return _piece(match, min(today, end) if part == "het" else month, end)


def _part_of_year(match: re.Match[str], year: int, today: date) -> Piece:
    part = match["part"] or ""
    first_month, last_month = _MONTHS_OF_YEAR.get(part, (1, 12))
    if year == today.year and last_month < today.month and not match.groupdict().get("year_word"):
        year += 1
    first, last = date(year, first_month, 1), end_of_month(date(year, last_month, 1))
    return _piece(match, min(today, last) if part == "het" else first, last)


def _is_said_of_a_person(match: re.Match[str], scene: Scene) -> bool:
    """Tell whether the year is somebody's: `tôi năm nay 60`, `sang năm cháu đủ 14`."""
    if scene.marked and "năm" not in scene.lower[match.start() : match.end()]:
        return True  # male, or the south
    if match["part"]:
        return False
    beside = {*words_before(scene.lower, match.start(), 1)}
    beside.add(typed_word_after(scene, match.end()))
    return bool(beside & _PEOPLE) or _AGE_FOLLOWS.match(scene.flat, match.end()) is not None


def _said_year(found: dict[str, str | None], today: date) -> int | None:
    word = found.get("year") or found.get("year_word") or ""
    if found.get("next_year"):
        return today.year + 1
    if word.isdigit():
        return int(word)
    return today.year + week_offset(word) if word else None


def _year_of(month: int, today: date, *, past: bool = False) -> int:
    if past:
        return today.year - (month > today.month)
    return today.year + (month < today.month)


def _means_something_else(match: re.Match[str], scene: Scene) -> bool:
    before = words_before(scene.flat, match.start())
    nearest = "".join(before[:1])
    spoken = not match["month"].isdigit()
    form_field = nearest == "ngay" and match["month"] == "nam"
    return (
        (spoken and is_counted(scene.flat, match.start()))
        or form_field
        or is_name_of_a_place(before)
        or word_after(scene.flat, match.end()) in _TIMES
    )


RULES: tuple[Rule, ...] = (
    rule("thang thg dau giua cuoi het trong nửa nua", _MONTH, _read_month),
    rule("thang dau giua cuoi het trong nửa nua", _NEAR_MONTH, _read_near_month),
    rule("dau giua cuoi het trong nửa nua", _SOME_MONTH, _read_some_month),
    rule("sang qua", _COMING_MONTH, _read_coming_month),
    rule("tuan", _WEEK_OF_MONTH, _read_week_of_month),
    rule("t", _SHORT_MONTH_AND_YEAR, _read_month),
    rule("t", _SHORT_MONTH, _read_month),
    rule("0", _MONTH_AND_YEAR, _read_month_and_year),
    rule("nam dau giua cuoi het trong ca", _YEAR, _read_year),
    rule("sang qua dau giua cuoi", _COMING_YEAR, _read_coming_year),
    rule("giua cuoi het", _SOME_YEAR, _read_some_year),
    rule("quy", _QUARTER, _read_quarter),
)
