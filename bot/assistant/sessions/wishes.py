"""What a message says about the kind of session that is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.assistant.sessions.residents import Group, read_groups
from bot.content.local import Residency, Service
from bot.language.text import fold

_HOUSES = "van hoa|vh|sinh hoat|cong dong|thieu nhi|thi dau|truong|may|hang|ga|rong|tho|tre"
"""After `tại nhà`: halls and firms, not somebody's home."""
_AT_HOME = re.compile(rf"\b(?:tai|tan|den|toi) (?:nha|gia)\b(?! (?:{_HOUSES})\b)")
_ACCOUNT = re.compile(r"\b(?:vneid|vn eid|dinh danh|muc (?:do )?[12])\b")
_CARD = re.compile(r"\b(?:can cuoc|cccd|cc gan chip|lam the|cap the|doi the)\b")
_CAMPAIGN = re.compile(r"\b(?:dot (?:cap|lam|luu dong|nay|ra quan)|con dot|cao diem|chien dich)\b")
_TEMPORARY = re.compile(r"\btam tru\b")
_PERMANENT = re.compile(r"\b(?:thuong tru|ho khau)\b")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted; what was not said is left empty."""

    groups: frozenset[Group] = frozenset()
    services: frozenset[Service] = frozenset()
    residency: Residency = Residency.ANY
    at_home: bool = False
    campaign: bool = False
    message: str = ""
    """The folded message."""


def read_wishes(text: str, named: str = "") -> Wishes:
    """Return what a clean message wants.

    `named`: folded words that name a place; `nhà văn hóa tổ 1` says nothing about residence.
    """
    plain = " ".join(re.sub(r"[^\w/.:,;&–-]", " ", fold(text).lower()).split())
    said, plain = plain, plain.replace(named, " ; ") if named else plain
    asked = {Service.CARD: _CARD.search(plain), Service.ACCOUNT: _ACCOUNT.search(plain)}
    residency = Residency.ANY
    if _TEMPORARY.search(plain):
        residency = Residency.TEMPORARY
    elif _PERMANENT.search(plain):
        residency = Residency.PERMANENT
    return Wishes(
        groups=read_groups(plain),
        services=frozenset(service for service, said in asked.items() if said),
        residency=residency,
        at_home=bool(_AT_HOME.search(plain)),
        campaign=bool(_CAMPAIGN.search(plain)),
        message=said,
    )
