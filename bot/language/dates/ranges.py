"""Groups that hang together: `từ thứ 2 đến thứ 6 tuần sau`, `5, 6 và 7/12`, `8h đến 11h mai`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bot.language.clock_times import Hours
from bot.language.dates.calendar import monday_of, same_day_after
from bot.language.dates.groups import Group, Link
from bot.language.dates.pieces import Day, Days, Stretch, Weekday

_YEAR_OF_MONTHS = 12


def share_weeks_and_months(groups: Sequence[Group], today: date) -> None:
    """Give weekdays and days of one list the week and the month that only one of them names.

    `thứ 3 và thứ 5 tuần sau`, `tuần sau thứ 3, thứ 5`, `ngày 5 và 6/12`.
    """
    month = None
    week: Weekday | None = None
    for group in reversed(groups):
        days = group.days
        if isinstance(days, Day):
            if days.month:
                month = days
            elif month and days.number <= month.number:
                group.days = replace(days, month=month.month, year=month.year, past=month.past)
        if isinstance(days, Weekday):
            if days.week is not None:
                week = days
            elif week and days == Weekday(days.number):
                group.days = Weekday(days.number, week=week.week)
        if group.link is Link.NONE:
            month = week = None
    _share_weeks_forward(groups, today)


def _share_weeks_forward(groups: Sequence[Group], today: date) -> None:
    for before, group in pairwise(groups):
        days, earlier = group.days, before.days
        named = earlier.on(today) if earlier else None
        if isinstance(days, Weekday) and days.that_week and named:
            week = (monday_of(named.first) - monday_of(today)).days // 7
            group.days = Weekday(days.number, week=week)
        if (
            group.link is Link.AND
            and isinstance(days, Weekday)
            and isinstance(earlier, Weekday)
            and earlier.week is not None
            and days == Weekday(days.number)
            and days.number > earlier.number
        ):
            group.days = Weekday(days.number, week=earlier.week)


def joined(groups: Sequence[Group], today: date) -> list[Group]:
    """Return the groups with every `A đến B` made into one."""
    result: list[Group] = []
    for group in groups:
        whole = None
        if group.link is Link.TO and result:
            whole = _range(result[-1], group, today)
        if whole:
            result[-1] = whole
        else:
            result.append(group)
    return result


def _range(one: Group, other: Group, today: date) -> Group | None:
    days = one.days or other.days
    if one.days and other.days:
        days = _days_between(one.days, other.days, today)
        if days is None:
            return None
    start, end = one.settled_hours(), other.settled_hours()
    if not end and not (one.days and other.days):
        return None
    hours = end if start is None and not other.days else _hours_between(start, end, days)
    return Group(
        one.start,
        other.end,
        one.link,
        days=days,
        hours=hours,
        weak=one.weak and other.weak,
        calendar=one.calendar or other.calendar,
        ranged=True,
    )


def _hours_between(start: Hours | None, end: Hours | None, days: Days | None) -> Hours | None:
    """Return from the one to the other within a day; over several days only if they are equal."""
    if isinstance(days, Stretch) and days.first != days.last:
        return start if start == end else None
    if start is None or end is None:
        return start or end
    return Hours(start.start, end.end) if start.start < end.end else None


def _days_between(one: Days, other: Days, today: date) -> Stretch | None:
    last = other.on(today)
    first = one.on(today)
    if first is None or last is None:
        return None
    named_twice = isinstance(one, Weekday) and isinstance(other, Day)
    if named_twice and last.first.isoweekday() == first.first.isoweekday():
        return last  # thứ 7 - 5/12 is one day
    if _is_open(one) and _is_open(other) and type(one) is type(other):
        # The one that ends next, even if it has begun.
        first = _latest(one, last.first) or first
    elif last.last < first.first and _is_open(other):
        last = other.on(first.first) or last
    elif last.last < first.first:
        first = _latest(one, last.first) or first
    return Stretch(first.first, last.last) if first.first <= last.last else None


def _is_open(days: Days) -> bool:
    """Tell whether the day comes again every week or every month."""
    if isinstance(days, Weekday):
        return days == Weekday(days.number)
    return isinstance(days, Day) and days.month is None


def _latest(days: Days, end: date) -> Stretch | None:
    """Return the last such time that begins not after `end`."""
    if isinstance(days, Weekday):
        day = end - timedelta((end.isoweekday() - days.number) % 7)
        return Stretch(day, day)
    if isinstance(days, Day):
        return replace(days, past=True).on(end)
    return Stretch(
        same_day_after(days.first, -_YEAR_OF_MONTHS), same_day_after(days.last, -_YEAR_OF_MONTHS)
    )
