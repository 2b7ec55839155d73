"""Who works here, by name and role, and what each role may do."""

from __future__ import annotations

from typing import Literal

from bot.store.kept import StaffMember

Role = Literal["viewer", "editor", "approver", "admin"]
ROLES: dict[Role, str] = {
    "viewer": "xem",
    "editor": "biên tập",
    "approver": "duyệt",
    "admin": "quản trị",
}
"""Every role and its name, from the one that may least: each may do what those before it may."""
LONGEST_NAME = 80
_RANKS: dict[str, int] = {role: rank for rank, role in enumerate(ROLES)}


def has_role(member: StaffMember, role: Role) -> bool:
    """Return whether somebody may do what is allowed from a role on."""
    return _RANKS.get(member.role, -1) >= _RANKS[role]


def may_edit(member: StaffMember, area: str = "") -> bool:
    """Return whether somebody may change what belongs to a ward.

    `area`: code of the ward; empty for what concerns everybody (answers, parameters, releases),
    which only those may change whose role is for all wards.
    """
    if not has_role(member, "editor"):
        return False
    return member.role == "admin" or not member.areas or area in member.areas


def name_of(text: str) -> str:
    """Return a name with single blanks; empty where it is none."""
    name = " ".join(text.split())
    return name if len(name) <= LONGEST_NAME and name.isprintable() else ""
