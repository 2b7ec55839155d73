"""What a message says about when: the days and hours it names, none for what only looks so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.language.clock_times import END_OF_DAY, Hours
from bot.language.dates.calendar import OPEN_DAYS
from bot.language.dates.groups import Group, Link, grouped
from bot.language.dates.pieces import Day, Scene, Stretch
from bot.language.dates.ranges import joined, share_weeks_and_months
from bot.language.dates.scanning import scan
from bot.language.dates.spelling import may_name_a_time
from bot.language.dates.surroundings import is_issue
from bot.language.dates.when import Missing, When

_SIDE = re.compile(
    r"\b(?P<side>truoc|sau|qua|tu|ke tu|bat dau tu|(?:cho )?(?:den|toi|tới)(?: het)?|het)"
    r"(?: (?:ngay|hom|luc|khi|het))?[ \n]?$"
)
_ONWARD = re.compile(r" (?:tro di|tro ve sau|ve sau|tro len)\b")
_UNTIL_CUE = re.compile(
    r"(?:làm|lam|mo|truc|nghi|cua|viec|dai|han|dot|con|nay|gio|ra|dien ra|nhan|luc|muon|cham) "
    r"(?:cho )?(?:den|toi|tới)(?: ngay)? ?$"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MAY_BE_MISSING = re.compile("29|30|31|(?i:mươi|muoi)")
"""In digits or in words, the days that some month has not."""
_SENTENCE_END = re.compile(r"[?!\n;]|\.(?: |$)")


def find_whens(text: str, moment: datetime) -> list[When]:
    """Return the times that a cleaned message names, in order; none if it names none.

    `moment` is aware and in Vietnam's time. Weeks start on Monday; a bare weekday is the next
    one, today included; a day that is over means the next such day, unless its year or the words
    around it put it in the past; stretches that go on begin today. Hours without a day belong to
    the nearest day of the same sentence, else to today, or tomorrow if they are over. Births
    (`sinh ngày …`) and issues of cards (`cấp ngày …`) are none.
    """
    if not may_name_a_time(text):
        return []
    scene = Scene.of(text, moment)
    pieces = scan(scene)
    if not pieces:
        return []
    groups = grouped(pieces, scene)
    share_weeks_and_months(groups, scene.today)
    groups = [group for group in joined(groups, scene.today) if not group.weak]
    return _merged(_told(_hours_given_to_days(groups, scene), scene))


def find_missing(text: str, moment: datetime) -> list[Missing]:
    """Return the days that a cleaned message names and no calendar has; births and issues none."""
    if not _MAY_BE_MISSING.search(text) or not may_name_a_time(text):
        return []
    scene = Scene.of(text, moment)
    return [
        Missing(days.number, days.month, days.year, (group.start, group.end))
        for group in grouped(scan(scene), scene)
        if isinstance(days := group.days, Day)
        and days.month
        and days.on(scene.today) is None
        and not group.void
        and not is_issue(group.start, scene, past_year=_is_past(days, scene))
    ]


def _is_past(day: Day, scene: Scene) -> bool:
    return day.year is not None and day.year < scene.today.year


def _hours_given_to_days(groups: Sequence[Group], scene: Scene) -> list[Group]:
    """Give hours without a day to a day of their sentence, the nearest before or else after."""
    kept: list[Group] = []
    for index, group in enumerate(groups):
        if group.days:
            kept.append(group)
            continue
        before = kept[-1] if kept else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        if before and _in_one_sentence(before, group, scene) and before.days:
            if not _take_hours(before, group):
                group.days = before.days
                kept.append(group)
        elif not (
            after
            and group.clock
            and after.days
            and _in_one_sentence(group, after, scene)
            and _take_hours(after, group)
        ):
            kept.append(group)
    return kept


def _in_one_sentence(before: Group, after: Group, scene: Scene) -> bool:
    return _SENTENCE_END.search(scene.flat, before.end, after.start) is None


def _take_hours(group: Group, other: Group) -> bool:
    if group.hours or group.clock or (group.part and other.part):
        return False
    group.part = group.part or other.part
    group.clock, group.hours = other.clock, other.hours
    return True


def _told(groups: Sequence[Group], scene: Scene) -> list[tuple[Link, When]]:
    found: list[tuple[Link, When]] = []
    read_to = 0
    skipped = False
    for group in groups:
        link = Link.NONE if not found else group.link
        hours = group.settled_hours()
        days = group.days.on(scene.today) if group.days else _day_of(hours, scene)
        if days is None:
            continue
        skipped = _is_something_else(group, days, scene) or (
            skipped and group.link is Link.AND and group.calendar and days.last < scene.today
        )
        if not skipped:
            start, days = _with_side(group, days, scene, read_to)
            found.append((link, When(days.first, days.last, hours, (start, group.end))))
        read_to = group.end
    return found


def _is_something_else(group: Group, days: Stretch, scene: Scene) -> bool:
    if group.void:
        return True
    said = scene.text[group.start : group.end]
    year_said = _YEAR.search(said) is not None or (isinstance(group.days, Day) and group.days.year)
    past_year = bool(year_said) and days.last < scene.today
    return group.calendar and is_issue(group.start, scene, past_year=past_year)


def _day_of(hours: Hours | None, scene: Scene) -> Stretch | None:
    """Return today, or tomorrow if the hours are over; `None` without hours."""
    if hours is None:
        return None
    now = scene.moment.time()
    over = hours.end < now if hours.start == hours.end else hours.end <= now
    day = scene.today + timedelta(over and hours.end != END_OF_DAY)
    return Stretch(day, day)


def _with_side(group: Group, days: Stretch, scene: Scene, read_to: int) -> tuple[int, Stretch]:
    """Return where the words begin and the days that `trước`, `sau`, `từ`, `đến` make of them."""
    today = scene.today
    window = max(read_to, group.start - 24)
    match = _SIDE.search(scene.flat, window, group.start)
    side = match["side"].split()[-1] if match else ""
    start = match.start() if match else group.start
    if group.ranged:
        return (start if side == "tu" else group.start), days
    if side == "truoc" and days.first > today:
        return start, Stretch(today, days.first - timedelta(1))
    if side == "sau" and days.last >= today:
        first = days.last + timedelta(1)
        return start, Stretch(first, first + timedelta(OPEN_DAYS))
    timeless = group.days is not None and group.settled_hours() is None
    onward = _ONWARD.match(scene.flat, group.end) is not None
    if timeless and days.first >= today and (side == "tu" or onward):
        reach = max(days.last, days.first + timedelta(OPEN_DAYS))
        return start, Stretch(days.first, reach)
    until = side == "het" or (
        match is not None
        and side in {"den", "toi", "tới"}
        and _UNTIL_CUE.search(scene.flat, max(read_to, group.start - 32), group.start) is not None
    )
    if until and days.last >= today:
        return start, Stretch(today, days.last)
    return group.start, days


def _merged(found: Sequence[tuple[Link, When]]) -> list[When]:
    """Return the times; a list of days that follow each other is one (`thứ 7, chủ nhật`)."""
    whens: list[When] = []
    for link, when in found:
        last = whens[-1] if whens else None
        follows = last is not None and when.first - last.last == timedelta(1)
        if last and link is Link.AND and follows and when.hours == last.hours:
            whens[-1] = replace(last, last=when.last, span=(last.span[0], when.span[1]))
        else:
            whens.append(when)
    return whens
