"""Days by their number in the calendar: `5/12`, `ngày 28 tháng 11`, `mùng 5`, `20-25/11`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.language.dates.calendar import FIRST_YEAR, LAST_YEAR, month_after
from bot.language.dates.lunar import LAST_MONTH, next_lunar_day
from bot.language.dates.pieces import Day, Days, Piece, Scene
from bot.language.dates.rules import (
    DAY,
    ELSE,
    MONTH,
    NEXT,
    SHORT_YEAR,
    SPOKEN_FIRST_WORDS,
    THIS,
    TOWARDS,
    YEAR,
    G,
    Read,
    Rule,
    S,
    rule,
    week_offset,
    word_after,
    words_before,
)
from bot.language.dates.surroundings import (
    is_address,
    is_name_of_a_place,
    is_number_of_a_place,
    is_told_as_past,
)
from bot.language.number_words import SPOKEN, small_number
from bot.language.written_days import full_year

_MONTH_WORD = r"(?:thang|thg)"
_WHICH_YEAR = (
    rf"(?:,?{S}(?:cua{S})?nam{S}(?P<year_word>nay|sau|toi|tới|ngoai|truoc|{YEAR})\b"
    rf"|{S}(?P<next_year>sang|qua){S}nam\b)?"
)
_LUNAR = rf"(?P<lunar>{G}\(?(?:am{S}lich|lich{S}am|am|al|ta)\b\)?)?"
_SPOKEN_MONTH = (
    rf"{_MONTH_WORD}{G}(?!sau\b|nam{S}nay\b)(?P<month_word>{MONTH}|gieng|chap|{SPOKEN})\b"
)
_NAMED_MONTH = rf"thang{S}(?P<near_month>{THIS}|{NEXT}|truoc|roi)\b"
_END = r"(?![0-9b-z])(?![/.][0-9])(?!/[a-z])"

_DIGITS = (
    rf"(?P<day>{DAY})(?:"
    rf"/(?P<month>{MONTH})(?:/(?P<year>{SHORT_YEAR}))?"
    rf"|(?P<sign>[.-])(?P<dotted_month>{MONTH})(?P=sign)(?P<dotted_year>{SHORT_YEAR})"
    rf"|{G}{_SPOKEN_MONTH}(?:{G}[/-]{G}(?P<spoken_year>{SHORT_YEAR}))?"
    rf"|{G}{_NAMED_MONTH}"
    rf"){_END}{_WHICH_YEAR}{_LUNAR}"
)
_LED = (
    rf"(?:(?:ngay|hom|bua){G})?(?:(?:mung|mong){S})?(?P<day>{DAY}|(?!sau\b|bay{S}gio\b){SPOKEN}\b)(?:"
    rf"{G}(?P<sign>[/.-]){G}(?P<month>{MONTH})(?:{G}(?P=sign){G}(?P<year>{SHORT_YEAR}))?"
    rf"|{G}{_SPOKEN_MONTH}(?:{G}[/-]{G}(?P<spoken_year>{SHORT_YEAR}))?"
    rf"|{G}{_NAMED_MONTH}"
    rf"|{S}(?P<tet>tet)\b)?{_END}{_WHICH_YEAR}{_LUNAR}"
)
_OTHERS = rf"(?>{G}(?:[,&+-]|\bva\b|\b{TOWARDS}\b|\bhoac\b|\bhay\b| ){G}(?:ngay{S})?{DAY})"
_BEFORE_OTHERS = (
    rf"(?:ngay{G}|hom{G}|bua{G})?(?P<day>{DAY})(?={_OTHERS}{{1,6}}"
    rf"{G}(?:/{G}(?P<month>{MONTH})(?:/(?P<year>{SHORT_YEAR}))?|{_SPOKEN_MONTH}"
    rf"|thang{S}(?:{THIS}|{NEXT}|truoc)\b){_END}{_WHICH_YEAR})"
)
_BESIDE_A_DAY = re.compile(" {1,2}([0-9]{1,2})")
_THIS = rf"(?P<day>{DAY}){S}(?:này|nay)\b"
_ISO = rf"(?P<year>20[0-9]{{2}})-(?P<month>{MONTH})-(?P<day>{DAY})"
_WORDS_ONLY = (
    rf"(?P<day>muoi|(?:hai|ba|ham|muoi){S}{SPOKEN}){S}{_SPOKEN_MONTH}{_WHICH_YEAR}{_LUNAR}"
)

_COUNTED = frozenset(
    "lan luot nguoi ca cai bo ho so tieng gio buoi suat tam anh trieu tr k nghin ngan dong the"
    " to ngay bua tuan thang chi phut".split()
)
"""After `ngày 3` these make it an amount: three times a day."""
_AFTER_A_SPOKEN_DAY = frozenset(["", *"nay này toi tới co con hay va den".split()])
_BEFORE_A_DATE = frozenset(
    "sang trua chieu toi tu den truoc sau vao hom lich dot nhat dip le".split()
)
"""After them a day and a month are no house number, even where a name follows."""
_MUNG = re.compile(r"(?:\w+ )?m[uo]ng\b")
_A_DAY = frozenset("mot moi nua 1 hang bao".split())
_LUNAR_MONTHS = {"gieng": 1, "chap": LAST_MONTH}


def _read(match: re.Match[str], scene: Scene) -> Read:
    found = match.groupdict()
    day = small_number(found["day"])
    if day is None:
        return None
    if _means_something_else(match, scene):
        return ELSE
    days = _days(found, day, scene)
    if isinstance(days, Day) and is_told_as_past(match.start(), match.end(), scene):
        days = replace(days, past=True)
    return Piece(match.start(), match.end(), days=days, calendar=True) if days else None


def _days(found: dict[str, str | None], day: int, scene: Scene) -> Days | None:
    word = found.get("month_word") or ""
    digits = found.get("month") or found.get("dotted_month")
    month = _LUNAR_MONTHS.get(word) or small_number(digits or word or "0")
    if found.get("tet"):
        return next_lunar_day(day, LAST_MONTH if day >= 20 else 1, scene.today)
    if month and (word in _LUNAR_MONTHS or found.get("lunar")):
        return next_lunar_day(day, month, scene.today) if month <= 12 and day <= 30 else None
    if near := found.get("near_month"):
        there = month_after(scene.today, week_offset(near))
        return Day(day, there.month, there.year)
    year = _year(found, scene)
    if day > 31 or (month or 1) > 12 or (year and not FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return Day(day, month, year)


def _year(found: dict[str, str | None], scene: Scene) -> int | None:
    digits = found.get("year") or found.get("dotted_year") or found.get("spoken_year")
    word = found.get("year_word") or ""
    if found.get("next_year") or word in {"sau", "toi", "tới"}:
        return scene.today.year + 1
    if word in {"ngoai", "truoc"}:
        return scene.today.year - 1
    if word == "nay":
        return scene.today.year
    digits = digits or word
    return full_year(digits) if digits else None


def _means_something_else(match: re.Match[str], scene: Scene) -> bool:
    found = match.groupdict()
    before = words_before(scene.flat, match.start())
    after = word_after(scene.flat, match.end())
    if any(map(found.get, ("month", "dotted_month", "month_word"))):
        baby_age = bool(found.get("month_word")) and after in {"ngay", "tuoi", "tuan"}
        led = not match[0][0].isdigit() or bool(_BEFORE_A_DATE.intersection(before[:1]))
        street = is_name_of_a_place(before) or (not led and is_address(match.end(), scene))
        return baby_age or street
    if found.get("tet"):
        return False
    if near := found.get("near_month"):
        return match[0][0].isdigit() and _is_count_of_months(found["day"] or "", near, before)
    # `ngay` without its mark is "at once" where marks are typed.
    at_once = scene.marked and scene.lower.startswith("ngay", match.start())
    return at_once or after in _COUNTED or bool(_A_DAY.intersection(before[:1]))


def _is_count_of_months(day: str, near: str, before: Sequence[str]) -> bool:
    """`5 tháng sau` is five months later, but `20 tháng sau` and `từ 5 tháng sau` are days."""
    led = bool({"tu", "den", "toi", "tới", "mung", "hom"}.intersection(before[:1]))
    return week_offset(near) != 0 and int(day) <= 12 and not led


def _read_led(match: re.Match[str], scene: Scene) -> Read:
    bare = not (match["month"] or match["month_word"] or match["near_month"] or match["tet"])
    if bare and match[0].startswith("mong") and not scene.lower.startswith("mồng", match.start()):
        return None  # "hope", as in "hope five people …"
    one_word = " " not in match["day"] and not match["day"].isdigit()
    if bare and one_word and not _MUNG.match(match[0]):
        if match["day"] == "mot" and not scene.lower.endswith("một", 0, match.end()):
            return None  # without its mark the day after tomorrow, `ngày mốt`
        # `ngày ba` may begin "the day my father …".
        followed = word_after(scene.flat, match.end()) in _AFTER_A_SPOKEN_DAY
        return _read(match, scene) if followed else None
    return _read(match, scene)


def _read_before_others(match: re.Match[str], scene: Scene) -> Read:
    if is_number_of_a_place(words_before(scene.flat, match.start())):
        return None
    beside = _BESIDE_A_DAY.match(scene.flat, match.end())
    if beside and int(beside[1]) != int(match["day"]) + 1:
        return None  # `28 29/12` are two days, `8 5/12` are not
    return _read(match, scene)


def _read_this(match: re.Match[str], scene: Scene) -> Read:
    """`22 này` without a word for day, if it is no number of a ward or a school grade."""
    before = words_before(scene.flat, match.start())
    if int(match["day"]) < 10 or is_number_of_a_place(before) or before[:1] == ["so"]:
        return None
    return Piece(match.start(), match.end(), days=Day(int(match["day"])), calendar=True)


RULES: tuple[Rule, ...] = (
    rule("ngay hom bua 0", _BEFORE_OTHERS, _read_before_others),
    rule("0", _ISO, _read),
    rule("0", _DIGITS, _read),
    rule("ngay hom bua mung mong", _LED, _read_led),
    rule(SPOKEN_FIRST_WORDS, _WORDS_ONLY, _read),
    rule("0", _THIS, _read_this),
)
