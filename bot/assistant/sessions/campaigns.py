"""Campaigns of a place: those of the asked time, and past ones where they are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.assistant.sessions.query import Wanted, Window
from bot.content.local import NoticeKind
from bot.content.neighbourhood import Atoms, LocatedNotice


@dataclass(frozen=True, slots=True)
class Campaigns:
    """The campaigns that an answer speaks of."""

    now: tuple[LocatedNotice, ...]
    """In the asked time, not over."""
    past: tuple[LocatedNotice, ...]
    """Over."""


def campaigns_of(
    notices: Iterable[LocatedNotice],
    wanted: Wanted,
    ahead: Sequence[Window],
    past: Sequence[Window],
) -> Campaigns:
    """Return the campaigns of the place asked about; none where only a point is known.

    Past ones are told to who asks for their days, and the last one to who asks for a campaign
    while there is none.
    """
    found = [
        item
        for item in notices
        if item.notice.kind is NoticeKind.CAMPAIGN and concerns(item, wanted.atoms, wanted.areas)
    ]
    now = [item for item in found if item.notice.until >= wanted.today and _during(item, ahead)]
    ended = [item for item in found if item.notice.until < wanted.today]
    if past:
        ended = [item for item in ended if _during(item, past)]
    elif now or not wanted.campaign:
        ended = []
    else:
        ended = sorted(ended, key=lambda item: item.notice.until)[-1:]
    return Campaigns(tuple(now), tuple(ended))


def concerns(item: LocatedNotice, atoms: Atoms | None, areas: frozenset[str]) -> bool:
    """Return whether a notice holds at a place: its old communes, and the codes of its wards.

    Wards decide where they are known, since a split commune belongs to several.
    """
    if atoms is None or not item.atoms & atoms:
        return False
    return not areas or bool(areas & {area.code for area in item.areas})


def _during(item: LocatedNotice, windows: Iterable[Window]) -> bool:
    notice = item.notice
    return any(notice.from_ <= window.last and window.first <= notice.until for window in windows)
