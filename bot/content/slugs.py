"""Ids made from names: lower case without marks, within the length that ids may have."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date

from bot.language.text import fold

LONGEST = 48
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug(name: str, longest: int = LONGEST) -> str:
    """Return `truong-thcs-hoa-mai`; cut between words where it is longer than allowed."""
    whole = _OTHER_SIGNS.sub("-", fold(name).lower()).strip("-")
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rpartition("-")[0] or whole[:longest]


def dated_slug(name: str, day: date, taken: Container[str]) -> str:
    """Return a free id made from a place and the first day: `truong-thcs-hoa-mai-2026-12-05`."""
    return free_slug(f"{slug(name, LONGEST - 14)}-{day.isoformat()}", taken)


def free_slug(wanted: str, taken: Container[str]) -> str:
    """Return the wanted id, or the first free one of `…-2`, `…-3`."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def is_slug(text: str) -> bool:
    """Tell whether a text may be an id."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= LONGEST
