"""When somebody of the staff reads along: `T2-T6 7h30-11h30, 13h30-17h; T7 7h30-11h`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.assistant.question import VIETNAM
from bot.content.local import Holiday
from bot.errors import ConfigError
from bot.language.clock_times import Hours, read_hours
from bot.language.weekdays import read_weekdays

_LOOKED_AHEAD = 31
"""Days; no holidays last so long."""
Holidays = Mapping[date, Holiday]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours by weekday, in Vietnam's time."""

    text: str
    """As it was written."""
    by_weekday: Mapping[int, tuple[Hours, ...]]
    """By ISO weekday, in order; days that are not there are closed."""

    def are_on(self, moment: datetime, holidays: Holidays) -> bool:
        """Return whether somebody reads along at an aware moment."""
        local = moment.astimezone(VIETNAM)
        hours = self._of(local.date(), holidays)
        return any(part.start <= local.time() < part.end for part in hours)

    def next_begin(self, moment: datetime, holidays: Holidays) -> datetime | None:
        """Return when somebody reads along next, after a moment; None where that is not known."""
        local = moment.astimezone(VIETNAM)
        for ahead in range(_LOOKED_AHEAD):
            day = local.date() + timedelta(ahead)
            for part in self._of(day, holidays):
                begin = datetime.combine(day, part.start, VIETNAM)
                if begin > local:
                    return begin
        return None

    def _of(self, day: date, holidays: Holidays) -> tuple[Hours, ...]:
        holiday = holidays.get(day)
        if holiday is not None and not holiday.working:
            return ()
        return self.by_weekday.get(day.isoweekday(), ())


def parse(text: str) -> OfficeHours:
    """Return the hours that a setting writes; `ConfigError` where it cannot be understood."""
    found: dict[int, list[Hours]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        weekdays, hours = _read(part)
        for weekday in weekdays:
            found.setdefault(weekday, []).extend(hours)
    if not found:
        raise ConfigError("telegram.office_hours: chưa có giờ nào; viết ví dụ: T2-T6 7h30-17h")
    return OfficeHours(text.strip(), {day: tuple(sorted(hours)) for day, hours in found.items()})


def _read(part: str) -> tuple[tuple[int, ...], list[Hours]]:
    """Return the weekdays and the hours of one part, divided wherever both can be understood."""
    said = part.split()
    for at in range(1, len(said)):
        weekdays = read_weekdays(" ".join(said[:at]))
        hours = [read_hours(each) for each in " ".join(said[at:]).split(",")]
        known = [each for each in hours if each is not None]
        if weekdays and len(known) == len(hours):
            return weekdays, known
    raise ConfigError(
        f"telegram.office_hours: không hiểu «{part}»; "
        "viết ví dụ: T2-T6 7h30-11h30, 13h30-17h; T7 7h30-11h"
    )
