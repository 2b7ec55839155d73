"""Weeks and their parts: `tuần sau`, `cuối tuần`, `đầu tuần tới`, `hết tuần này`."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.language.dates.calendar import monday_of
from bot.language.dates.pieces import Piece, Scene, Stretch
from bot.language.dates.rules import (
    ELSE,
    WEEK,
    Read,
    Rule,
    S,
    is_counted,
    rule,
    week_offset,
    word_after,
    words_before,
)

_WEEK = rf"(?:(?P<part>dau|giua|cuoi|het|trong|ca){S})?(?:{WEEK}|tuan\b(?!{S}(?:may|nao)\b))"
_NEXT_WEEK = (
    rf"(?:sang|qua){S}(?:(?P<part>dau|giua|cuoi){S})?tuan\b(?:{S}(?:sau|toi|tới|moi|mới)\b)?"
)
_DAYS = {"dau": (0, 1), "giua": (2, 3), "cuoi": (5, 6)}
"""First and last day of the part, counted from Monday."""
_WHOLE = (0, 6)


def _read_week(match: re.Match[str], scene: Scene) -> Read:
    part, said = match["part"], match["week"]
    if not said and part in {None, "ca"}:
        return None
    before = "".join(words_before(scene.flat, match.start(), 1))
    if (part == "ca" and said in {"nay", "ni"}) or (
        not said and part == "trong" and before == "nao"
    ):
        return ELSE  # lately, or any week
    if part is None and (is_counted(scene.flat, match.start())):
        return ELSE
    if said == "truoc" and word_after(scene.flat, match.end()) in {"tet", "khi", "ngay"}:
        return ELSE
    return _piece(match, scene, week_offset(said) if said else None)


def _read_next_week(match: re.Match[str], scene: Scene) -> Piece:
    return _piece(match, scene, 1)


def _piece(match: re.Match[str], scene: Scene, week: int | None) -> Piece:
    """Without a week: this one, or the next if its part is over."""
    part = match["part"]
    first, last = _DAYS.get(part, _WHOLE)
    monday = monday_of(scene.today) + timedelta(7 * (week or 0))
    if week is None and monday + timedelta(last) < scene.today:
        monday += timedelta(7)
    start, end = monday + timedelta(first), monday + timedelta(last)
    if part == "het" and end >= scene.today:
        start = scene.today
    return Piece(match.start(), match.end(), days=Stretch(start, end))


RULES: tuple[Rule, ...] = (
    rule("tuan dau giua cuoi het trong ca", _WEEK, _read_week),
    rule("sang qua", _NEXT_WEEK, _read_next_week),
)
