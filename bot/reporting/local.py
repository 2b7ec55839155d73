"""What a report tells of wards: sessions held and called off, and what the staff counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.timetable import Calendar
from bot.content.knowledge import Knowledge
from bot.content.local import Kind
from bot.content.wards import name as ward_name
from bot.language.places import Area
from bot.language.text import fold
from bot.reporting.content import PlaceCount, WardCounts
from bot.reporting.periods import Period
from bot.store.kept import Figure

KINDS = {Kind.MOBILE: "lưu động", Kind.FIXED: "cố định", Kind.HOME: "tại nhà"}
_AT_HOME = "Tại nhà người dân"


@dataclass(frozen=True, slots=True)
class View:
    """Where and when a report looks."""

    knowledge: Knowledge
    area: Area | None
    """None: everywhere."""
    period: Period
    moment: datetime
    """In Vietnam's zone; nothing later has been held yet."""

    def covers(self, code: str) -> bool:
        """Return whether a ward is looked at."""
        return self.area is None or self.area.code == code


@dataclass(slots=True)
class _Tally:
    held: int = 0
    called_off: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def past_sessions(view: View) -> list[Occurrence]:
    """Return what was to take place in the period and is over, called off or not.

    Days on which a place rests by plan are left out.
    """
    calendar = Calendar(view.knowledge.local)
    return [
        item
        for item in calendar.between(view.period.first, view.period.last)
        if item.standing is not Standing.HOLIDAY
        and item.is_over(view.moment.date(), view.moment.time())
        and (view.covers(item.area.code) or view.covers(item.session.area.code))
    ]


def places(sessions: Iterable[Occurrence]) -> Iterator[PlaceCount]:
    """Yield what was held and called off at each place, most sessions first."""
    tallies: dict[tuple[str, str], _Tally] = {}
    for item in sessions:
        kind = KINDS[item.session.session.kind]
        tally = tallies.setdefault((_where(item), kind), _Tally())
        if item.takes_place:
            tally.held += 1
        else:
            tally.called_off += 1
            tally.reasons.update(filter(None, [item.reason]))
    for (where, kind), tally in sorted(
        tallies.items(), key=lambda item: (-item[1].held, -item[1].called_off, item[0])
    ):
        reasons = tuple(reason for reason, _ in tally.reasons.most_common())
        yield PlaceCount(where, kind, tally.held, tally.called_off, reasons)


def wards(view: View, figures: Iterable[Figure]) -> Iterator[WardCounts]:
    """Yield what the staff of each ward counted in the period."""
    counted: dict[str, dict[date, dict[str, int]]] = {}
    for figure in figures:
        if view.covers(figure.area) and view.period.first <= figure.day <= view.period.last:
            row = counted.setdefault(figure.area, {}).setdefault(figure.day, {})
            row[figure.name] = figure.count
    for area, by_day in sorted(counted.items()):
        yield WardCounts(ward_name(area, view.knowledge), by_day)


def _where(item: Occurrence) -> str:
    """Return the place and its ward, the ward once."""
    name, ward = item.site.site.name if item.site else _AT_HOME, item.area.name
    return name if fold(ward).lower() in fold(name).lower() else f"{name}, {ward}"
