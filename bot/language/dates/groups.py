"""Pieces that stand together and tell one time become one group: `8h sáng` `thứ 7` `5/12`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.language.clock_times import PARTS_OF_DAY, Hours
from bot.language.dates.calendar import monday_of
from bot.language.dates.hours import settle
from bot.language.dates.pieces import Day, Days, Piece, Scene, Stretch, Weekday
from bot.language.dates.rules import TOWARDS, G, S
from bot.language.dates.surroundings import is_birth

_BESIDE = re.compile(
    r"[ \n,(:.-]{0,3}(?:(?:vao|luc|ngay|hom|buoi|la|tuc|nham|dung|khoang|tam|tầm|co|cua|trong|thi"
    r"|cac|cai|bua|ca|ban|cu|nha|nhe|tu|dip|gan|o|gio|cho)[ \n,(:]{1,2}){0,3}"
)
_TO = re.compile(
    rf"[ \n,)]{{0,2}}"
    rf"(?:->|=>|[-~]|(?:\bcho{S}|\bkeo{S}dai{S}|\bva{S})?\b{TOWARDS}\b|\bqua\b|\bsang\b)"
    rf"{G}(?:\b(?:{TOWARDS}|het|ngay|hom|luc|khoang|truoc|tan){S}){{0,3}}"
)
_AND = re.compile(
    r"[ \n]{0,2}(?:[,;&+/]|\b(?:va|hoac|hay|voi|lan|roi)\b)?[ \n]{0,2}"
    r"(?:\b(?:va|hoac|hay|la|ca|ngay|hom|luc|cung|them|sang|buoi|roi|den)[ \n]{1,2}){0,3}"
)
_EITHER = re.compile(r" (?:(?:va|hoac|hay|lan|voi|hay la) )?|[ ]?[/-][ ]?")
_LONGEST_GAP = 30
"""Signs between two pieces that may still hang together."""


class Link(Enum):
    """How a group hangs on the one before it."""

    NONE = auto()
    AND = auto()
    TO = auto()


@dataclass(slots=True)
class Group:
    """Days, hours or both that are said together."""

    start: int
    end: int
    link: Link = Link.NONE
    days: Days | None = None
    part: str = ""
    """Part of the day (`chieu`)."""
    clock: Piece | None = None
    """The clock time, whose half of the day may still be open."""
    hours: Hours | None = None
    """Hours that were put together from two groups, instead of `part` and `clock`."""
    weak: bool = True
    calendar: bool = False
    ranged: bool = False
    """Put together from `A đến B`."""
    void: bool = False
    """When somebody was born: read, so that it counts for nothing else."""

    def absorb(self, piece: Piece, today: date) -> bool:
        """Take the piece in if both tell one time; return whether they do."""
        days = self.days or piece.days
        if self.days and piece.days:
            days = _one_time(self.days, piece.days, today)
            if days is None:
                return False
        if piece.hours and (self.hours or (self.part if piece.part else self.clock)):
            return False
        self.days = days
        if piece.part:
            self.part = piece.part
        elif piece.hours:
            self.clock = piece
        self.end = piece.end
        self.weak = self.weak and piece.weak
        self.calendar = self.calendar or piece.calendar
        return True

    def widen(self, piece: Piece) -> bool:
        """Take another part of the day beside the first (`sáng hoặc chiều`), if that is all."""
        if not (self.part and piece.part) or self.days or piece.days or self.clock:
            return False
        parts = (self.hours or PARTS_OF_DAY[self.part], PARTS_OF_DAY[piece.part])
        self.hours = Hours(min(parts).start, max(part.end for part in parts))
        self.end = piece.end
        self.weak = self.weak and piece.weak
        return True

    def settled_hours(self) -> Hours | None:
        """Return the hours that the part of the day and the clock tell together."""
        if self.hours:
            return self.hours
        part = PARTS_OF_DAY.get(self.part)
        clock = settle(self.clock, self.part) if self.clock else None
        if part is None or clock is None:
            return clock or part
        start, end = max(part.start, clock.start), min(part.end, clock.end)
        return Hours(start, end) if start <= end else clock


def grouped(pieces: Sequence[Piece], scene: Scene) -> list[Group]:
    """Return the groups in order, each with its link to the one before."""
    groups: list[Group] = []
    for index, piece in enumerate(pieces):
        link = Link.NONE
        void = is_birth(piece.start, scene)
        if groups and not void:
            gap = scene.flat[groups[-1].end : piece.start]
            link = _link(gap)
            beside = link is not Link.TO and _BESIDE.fullmatch(gap) is not None
            if "," in gap and _is_apart(pieces, index, scene, groups[-1]):
                beside = False
            if beside and groups[-1].absorb(piece, scene.today):
                continue
            if _EITHER.fullmatch(gap) and groups[-1].widen(piece):
                continue
        group = Group(piece.start, piece.end, link, void=void)
        group.absorb(piece, scene.today)
        groups.append(group)
    return groups


def _is_apart(pieces: Sequence[Piece], index: int, scene: Scene, before: Group) -> bool:
    """Tell whether what follows a comma is another time.

    Always after a birth; hours are if they lead to other days (`10/12, chiều thứ hai`) or have
    none on either side (`tới 10h, chiều mới đi`).
    """
    if before.void or pieces[index].days:
        return before.void
    if not before.days and pieces[index].part:
        return True
    if index + 1 == len(pieces) or not pieces[index + 1].days:
        return False
    gap = scene.flat[pieces[index].end : pieces[index + 1].start]
    return "," not in gap and _BESIDE.fullmatch(gap) is not None


def _link(gap: str) -> Link:
    if len(gap) > _LONGEST_GAP:
        return Link.NONE
    if gap and _TO.fullmatch(gap):
        return Link.TO
    return Link.AND if _AND.fullmatch(gap) or _BESIDE.fullmatch(gap) else Link.NONE


def _one_time(one: Days, other: Days, today: date) -> Days | None:
    """Return the time that both tell, the more closely named, or `None` if they tell two."""
    return _narrowed(one, other, today) or _narrowed(other, one, today)


def _narrowed(wide: Days, narrow: Days, today: date) -> Days | None:
    if isinstance(wide, Weekday):
        # A date beside a weekday counts, even where they contradict each other.
        return narrow if isinstance(narrow, Day) else None
    if isinstance(wide, Day):
        return wide if wide == narrow else None
    if wide.first == wide.last:
        return wide if narrow.on(today) == wide else None
    if isinstance(narrow, Stretch):
        inside = wide.first <= narrow.first and narrow.last <= wide.last
        return narrow if inside else None
    if isinstance(narrow, Weekday):
        return _weekday_in(wide, narrow, today) if narrow == Weekday(narrow.number) else None
    return _day_in(wide, narrow) if narrow.month is None else None


def _weekday_in(wide: Stretch, weekday: Weekday, today: date) -> Days | None:
    week, rest = divmod((wide.first - monday_of(today)).days, 7)
    if rest == 0 and (wide.last - wide.first).days == 6:
        return Weekday(weekday.number, week=week)
    found = weekday.on(max(wide.first, today) if wide.last >= today else wide.first)
    return found if found.last <= wide.last else weekday


def _day_in(wide: Stretch, day: Day) -> Stretch | None:
    found = Day(day.number).on(wide.first)
    return found if found and found.last <= wide.last else None
