"""Days counted from today: `mai`, `hôm kia`, `3 ngày nữa`, `mấy ngày tới`, `bây giờ`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.clock_times import Hours
from bot.language.dates.calendar import same_day_after
from bot.language.dates.pieces import Piece, Scene, Stretch
from bot.language.dates.rules import (
    ELSE,
    NUMBER,
    SPOKEN_FIRST_WORDS,
    TOWARDS,
    G,
    Read,
    Rule,
    S,
    begins_a_clause,
    rule,
    words_before,
)
from bot.language.dates.surroundings import is_person
from bot.language.number_words import small_number

_OFFSETS = {
    "hom nay": 0,
    "hom ni": 0,
    "hum nay": 0,
    "hum ni": 0,
    "ngay hom nay": 0,
    "bua nay": 0,
    "bua ni": 0,
    "hnay": 0,
    "h.nay": 0,
    "h nay": 0,
    "mai": 1,
    "ngay mai": 1,
    "ngay hom mai": 1,
    "hom mai": 1,
    "bua mai": 1,
    "ngmai": 1,
    "nmai": 1,
    "ng.mai": 1,
    "ng mai": 1,
    "mốt": 2,
    "ngay mốt": 2,
    "ngay mot": 2,
    "bua mốt": 2,
    "bua mot": 2,
    "ngay kia": 2,
    "hom mốt": 2,
    "ngay kìa": 3,
    "bua kìa": 3,
    "hom qua": -1,
    "ngay hom qua": -1,
    "hum qua": -1,
    "bua qua": -1,
    "hqua": -1,
    "hwa": -1,
    "hom kia": -2,
    "ngay hom kia": -2,
    "hom kìa": -3,
}
_NEAR = "|".join(
    re.escape(name).replace(r"\ ", S) for name in sorted(_OFFSETS, key=len, reverse=True)
)
_MONTH_FOLLOWS = re.compile(r"[ \n]{1,2}(?:thang|thg)\b")
_AHEAD = (
    rf"(?:(?:(?P<from>{NUMBER})(?:{G}[-,]{G}|{S}(?:hay|hoac|den){S}))?(?P<number>{NUMBER}){G}(?P<unit>ngay|hom|bua|tuan|thang)"
    rf"|(?P<one>tuan|thang)|(?P<half>n[uử]a{S}thang)){S}nua\b"
)
_WITHIN = (
    rf"(?:(?P<number>{NUMBER})|may|vai|nhung){G}(?P<unit>ngay|hom|bua|tuan|thang){S}(?:toi|tới)\b"
)
_AGO = rf"(?P<number>{NUMBER}){G}(?P<unit>ngay|hom|bua|tuan|thang){S}truoc\b(?!{S}(?:khi|do|ngay))"
_AGO_LED = rf"cach{S}day{S}(?P<number>{NUMBER}){G}(?P<unit>ngay|hom|bua|tuan|thang)\b"
_A_FEW_DAYS = 7
_TENS = (["muoi"], ["hai"], ["ba"], ["bon"], ["ham"])
"""Before `mốt` they make it twenty-one, thirty-one."""
_AT_A_LOSS = (["sao"], ["nao"], ["gi"], ["dau"], ["ai"])
"""Before `bây giờ` it only sighs: `làm sao bây giờ`."""
_SOME = (["may"], ["vai"], ["nhung"], ["bao"], ["cac"], ["mot"])
"""`mấy hôm nay` is lately, not today."""


def _read_near(match: re.Match[str], scene: Scene) -> Read:
    name = " ".join(match["name"].split())
    if name == "mốt" and words_before(scene.flat, match.start(), 1) in _TENS:
        return ELSE
    if name == "mai" and (
        is_person(match.start(), match.end(), scene)
        or scene.flat.endswith("nay day ", 0, match.start())
    ):
        return ELSE
    if name.endswith(("nay", "ni")) and words_before(scene.flat, match.start(), 1) in _SOME:
        return ELSE
    if name in {"ngay mot", "bua mot"} and (
        scene.lower.endswith("một", 0, match.end())
        or _MONTH_FOLLOWS.match(scene.flat, match.end())
    ):
        return None
    offset = _OFFSETS[name]
    later = match["later"] and not scene.lower.endswith("một", 0, match.end())
    return _piece(match, scene, offset, 2 if later else offset)


def _piece(match: re.Match[str], scene: Scene, first: int, last: int) -> Piece:
    """Return a stretch that is counted in days from today."""
    ends = (scene.today + timedelta(first), scene.today + timedelta(last))
    return Piece(match.start(), match.end(), days=Stretch(*ends))


def _read_today(match: re.Match[str], scene: Scene) -> Piece:
    return _piece(match, scene, 0, 0)


def _read_now(match: re.Match[str], scene: Scene) -> Read:
    if words_before(scene.flat, match.start(), 1) in _AT_A_LOSS:
        return ELSE
    now = scene.moment.time().replace(second=0, microsecond=0)
    days = Stretch(scene.today, scene.today)
    return Piece(match.start(), match.end(), days=days, hours=Hours(now, now))


def _read_nay(match: re.Match[str], scene: Scene) -> Piece | None:
    """`nay` alone is today only where a clause begins: `nay có làm không`."""
    return _read_today(match, scene) if begins_a_clause(scene.flat, match.start()) else None


def _read_ahead(match: re.Match[str], scene: Scene) -> Piece | None:
    if match["half"]:
        return _piece(match, scene, 15, 15)
    number = small_number(match["number"] or "mot")
    first = small_number(match["from"]) if match["from"] else number
    if number is None or first is None or first > number:
        return None
    unit = match["unit"] or match["one"]
    ends = (_shifted(scene.today, first, unit), _shifted(scene.today, number, unit))
    return Piece(match.start(), match.end(), days=Stretch(*ends))


def _read_within(match: re.Match[str], scene: Scene) -> Piece | None:
    number = small_number(match["number"]) if match["number"] else _A_FEW_DAYS
    if number is None or (match["number"] is None and match["unit"] in {"tuan", "thang"}):
        return None
    last = _shifted(scene.today, number, match["unit"])
    return Piece(match.start(), match.end(), days=Stretch(scene.today, last))


def _read_ago(match: re.Match[str], scene: Scene) -> Piece | None:
    number = small_number(match["number"])
    if number is None:
        return None
    day = _shifted(scene.today, -number, match["unit"])
    return Piece(match.start(), match.end(), days=Stretch(day, day))


def _shifted(today: date, number: int, unit: str) -> date:
    if unit == "thang":
        return same_day_after(today, number)
    return today + timedelta(number * (7 if unit == "tuan" else 1))


RULES: tuple[Rule, ...] = (
    rule(
        "hom hum ngay bua hnay h mai ngmai nmai ng mốt hqua hwa",
        rf"(?P<name>{_NEAR})\b(?P<later>{S}(?:hay{S}|hoac{S})?(?:mốt|mot|kia)\b)?",
        _read_near,
    ),
    rule(f"0 nửa nua tuan thang {SPOKEN_FIRST_WORDS}", _AHEAD, _read_ahead),
    rule(f"0 may vai nhung {SPOKEN_FIRST_WORDS}", _WITHIN, _read_within),
    rule(f"0 {SPOKEN_FIRST_WORDS}", _AGO, _read_ago),
    rule("cach", _AGO_LED, _read_ago),
    rule(
        "bay bây bi bgio bjo luc gio ngay",
        rf"(?:ngay{S})?(?:(?:bay|bây|bi){G}(?:gio|h|jo)\b(?!{S}(?:sang|chieu|toi|ruoi|kem)\b)"
        rf"|bgio\b|bjo\b|(?:luc|gio){S}(?:nay|này)\b)",
        _read_now,
    ),
    rule("lat ti chut xiu ty", rf"(?:lat|ti|chut|xiu|ty){S}nua\b", _read_today),
    rule(
        "tu",
        rf"tu{S}(?:nay|gio|bay{S}gio|bây{S}gio|hom{S}nay)\b(?={G}(?:cho{S})?(?:{TOWARDS}\b|-))",
        _read_today,
    ),
    rule(
        "nay",
        rf"nay\b(?={S}(?:(?:phuong|xa|cong{S}an|diem{S}nao|ben{S}minh){S})?"
        rf"(?:(?:co|con){S}(?:làm|lam|mo|truc|ai|nghi|dot|doi|tiep|nhan)|may{S}gio)\b)",
        _read_nay,
    ),
)
