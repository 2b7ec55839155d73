"""How far campaigns have come: their targets against what the staff counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.content.knowledge import Knowledge
from bot.content.local import Notice, NoticeKind
from bot.content.neighbourhood import LocatedNotice
from bot.content.wards import name as ward_name
from bot.language.places import Area
from bot.reporting.content import Progress
from bot.reporting.counts import GOALS, Goal, ages
from bot.reporting.due import Wave
from bot.reporting.local import View
from bot.reporting.periods import Period
from bot.store.kept import Figure

_PER_DAY = "per_day"
Targets = Mapping[str, int]
"""By the name of the field of a target."""


def waves(knowledge: Knowledge) -> list[Wave]:
    """Return the campaigns that are known; nobody waits for a report on a sample."""
    return [
        Wave(item.notice.title, _days(item.notice))
        for item in knowledge.local.notices
        if item.notice.kind is NoticeKind.CAMPAIGN and not item.sample
    ]


def campaigns(view: View) -> list[LocatedNotice]:
    """Return the campaigns with targets for what is looked at, in its days."""
    period = view.period
    return [
        item
        for item in view.knowledge.local.notices
        if item.notice.kind is NoticeKind.CAMPAIGN
        and item.notice.from_ <= period.last
        and period.first <= item.notice.until
        and _targets(view, item.notice)
    ]


def progress(view: View, figures: Sequence[Figure]) -> Iterator[Progress]:
    """Yield how far each campaign has come in each ward, target by target.

    `figures`: all since the first of the campaigns began.
    """
    known = ages(view.knowledge.parameters, view.period.last)
    for item in campaigns(view):
        days = _days(item.notice)
        for area, targets in _targets(view, item.notice).items():
            for goal in (goal for goal in GOALS if goal.field in targets):
                by_day = _counted(figures, area.code, goal, days.until(view.period.last))
                yield Progress(
                    item.notice.title,
                    days,
                    area.code,
                    ward_name(area.code, view.knowledge),
                    goal.label.format(**known),
                    targets[goal.field],
                    goal.counts,
                    by_day,
                    sum(count for day, count in by_day.items() if day >= view.period.first),
                    targets.get(_PER_DAY) if goal is GOALS[2] else None,
                )


def _days(notice: Notice) -> Period:
    return Period(notice.from_, notice.until)


def _targets(view: View, notice: Notice) -> dict[Area, Targets]:
    """Return the targets by today's ward: those of former communes of one ward are summed up."""
    found: dict[Area, Counter[str]] = {}
    for target in notice.targets:
        areas = view.knowledge.area_names.areas([target.area], notice.areas[0])
        if not areas or not view.covers(areas[0].code):
            continue
        told = target.model_dump(exclude={"area"}, exclude_none=True)
        found.setdefault(areas[0], Counter()).update(told)
    return dict(found)


def _counted(figures: Sequence[Figure], area: str, goal: Goal, days: Period) -> Mapping[date, int]:
    counts: Counter[date] = Counter()
    for figure in figures:
        if (
            figure.area == area
            and figure.name in goal.counts
            and days.first <= figure.day <= days.last
        ):
            counts[figure.day] += figure.count
    return dict(sorted(counts.items()))
