"""Residential groups as staff and citizens write them: `Tổ dân phố 1-3 và 5`, `thôn 2`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.text import fold

_KINDS = {
    "to dan pho": "to",
    "tdp": "to",
    "to": "to",
    "khu pho": "khu-pho",
    "kp": "khu-pho",
    "khoi pho": "khoi",
    "khoi": "khoi",
    "khu": "khu",
    "ap": "ap",
    "thon": "thon",
    "ban": "ban",
    "xom": "xom",
    "khom": "khom",
    "buon": "buon",
}
"""Folded word to the kind of group; the longer ones first."""
_KIND = "|".join(_KINDS)
_NUMBER = r"\d{1,3}(?!\w|[/.:]\d)"
_RANGE = r"-|–|den\b"
_NEXT = rf" ?(?:{_RANGE}|,|;|&|va\b) ?(?:(?:{_KIND}) ?)?(?:so )?{_NUMBER}"
_GROUPS = re.compile(rf"\b(?:{_KIND}) ?(?:so )?{_NUMBER}(?:{_NEXT})*")
_PIECE = re.compile(
    rf"(?P<range>{_RANGE})? ?(?:\b(?P<kind>{_KIND}))? ?(?:so )?(?P<number>{_NUMBER})"
)
_WIDEST = 200
_WHOLE = re.compile(r"(?:toan|tat ca|moi)\b")
_PART = re.compile(r"[,;]| va ")


@dataclass(frozen=True, slots=True)
class Group:
    """A numbered residential group: `tổ 3` is ("to", 3)."""

    kind: str
    number: int


def read_groups(text: str) -> frozenset[Group]:
    """Return every numbered group that a text names, ranges written out."""
    found: list[Group] = []
    for match in _GROUPS.finditer(fold(text).lower()):
        for piece in _PIECE.finditer(match[0]):
            kind = _KINDS[piece["kind"]] if piece["kind"] else found[-1].kind
            last = int(piece["number"])
            ranged = piece["range"] and found[-1].kind == kind
            first = found[-1].number + 1 if ranged else last
            numbers = range(first, last + 1)[:_WIDEST] or [last]
            found.extend(Group(kind, number) for number in numbers)
    return frozenset(found)


def group_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text names numbered groups."""
    return [match.span() for match in _GROUPS.finditer(fold(text).lower())]


def lives_in(said: str, groups: frozenset[Group], message: str) -> bool | None:
    """Return whether a person lives in what staff wrote, or None where that is not known.

    `groups` are those that the person names; `message` is the person's folded text, in which
    groups with names (`thôn Đông`) are looked for.
    """
    plain = " ".join(fold(said).lower().split())
    wanted = read_groups(plain)
    if _WHOLE.match(plain) or wanted & groups:
        return True
    names = [part.strip() for part in _PART.split(plain) if not re.search(r"\d", part)]
    if any(re.search(rf"\b{re.escape(name)}\b", message) for name in names if name):
        return True
    same_kind = {group.kind for group in wanted} & {group.kind for group in groups}
    return False if same_kind else None
