"""Deep links: what stands after `start=` and `startgroup=`, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from telegram.helpers import create_deep_linked_url

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WARD = "phuong_"


@dataclass(frozen=True, slots=True)
class Topic:
    """An answer."""

    id: str


@dataclass(frozen=True, slots=True)
class Ward:
    """What is held in a ward."""

    code: str


class Page(StrEnum):
    """What is neither; each value is its own payload."""

    MENU = "hoi"
    AGES = "tuoi"
    GROUPS = "nhom"


Target = Topic | Ward | Page
"""Where a link leads."""


def parse(payload: str) -> Target | None:
    """Return where a link leads by its form, or None; a topic or ward may be gone meanwhile."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    if payload.startswith(_WARD):
        code = payload.removeprefix(_WARD)
        return Ward(code) if code else None
    return Page(payload) if payload in set(Page) else Topic(payload)


def payload(target: Target) -> str:
    """Return what `parse` reads as this target."""
    match target:
        case Topic(topic):
            return topic
        case Ward(code):
            return _WARD + code
    return target.value


def url(username: str, target: Target) -> str:
    """Return the link that opens a private chat with the bot of this name at a target."""
    return create_deep_linked_url(username, payload(target))


def group_url(username: str, target: Target, rights: Iterable[str] = ()) -> str:
    """Return the link that adds the bot to a group and then tells it of a target.

    `rights`: what it asks for as an administrator, such as `pin_messages`; none are asked for
    where it shall be a plain member.
    """
    made = create_deep_linked_url(username, payload(target), group=True)
    asked = "+".join(rights)
    return f"{made}&admin={asked}" if asked else made
