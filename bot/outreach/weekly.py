"""The schedule of a ward that a group gets every week."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.scope import whole_area
from bot.assistant.sessions.shifting import shifted
from bot.language.dates import When
from bot.outreach.kinds import Kind, at
from bot.store.kept import Group, Letter
from bot.store.outreach_base import Letters

HOUR = time(7, 30)
_WEEK = timedelta(weeks=1)


def plan(letters: Letters, group: Group, moment: datetime) -> None:
    """Let a group's next schedule wait for its day, as its settings are now; blocks.

    A group without a ward or a day gets none.
    """
    letters.drop(group.chat, Kind.WEEKLY)
    if group.area and group.weekly_day is not None:
        letters.add([_next(group, group.weekly_day, moment)])


def following(group: Group | None, moment: datetime) -> Letter | None:
    """Return the schedule after one that was sent now; None where none is wanted any more."""
    if group is None or not group.area or group.weekly_day is None:
        return None
    return _next(group, group.weekly_day, moment)


def _next(group: Group, weekday: int, moment: datetime) -> Letter:
    """Return the first schedule after a moment."""
    local = moment.astimezone(VIETNAM)
    due = at(local.date() + timedelta((weekday - local.isoweekday()) % 7), HOUR)
    if due <= local:
        due += _WEEK
    return Letter(group.chat, due, Kind.WEEKLY, group.area, group.thread)


def schedule(area: str, guide: LocalGuide, moment: datetime) -> list[str]:
    """Return what is held in a ward in the seven days from today on, or where to ask.

    Nothing for a ward that there is not any more. `moment` is in Vietnam's zone.
    """
    gazetteer = guide.knowledge.gazetteer
    ward = gazetteer.area(area)
    if ward is None:
        return []
    today = moment.date()
    week = When(today, shifted(today, timedelta(days=6)), None, (0, 0))
    answer = guide.sessions(Asked(moment, (week,), whole_area(ward, gazetteer)))
    return [answer.note, *answer.lines]
