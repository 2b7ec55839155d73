"""The days that a report is about, by the calendar of Vietnam."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.assistant.question import VIETNAM
from bot.content.parameters import write_day
from bot.errors import UsageError
from bot.language.written_days import read_day

_DAY = timedelta(days=1)
_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}
_HALVES = {1: "đầu", 7: "cuối"}


class Preset(StrEnum):
    """How often a report is asked for."""

    DAY = "ngay"
    WEEK = "tuan"
    MONTH = "thang"
    QUARTER = "quy"
    HALF = "nua-nam"
    YEAR = "nam"
    WAVE = "dot"
    """Once, at the end of a campaign."""


MONTHS = {Preset.MONTH: 1, Preset.QUARTER: 3, Preset.HALF: 6, Preset.YEAR: 12}
"""How many months a preset is made of."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        """Return what `read_period` reads as this period."""
        return f"{self.first}..{self.last}"

    @property
    def days(self) -> list[date]:
        """Return its days in order."""
        return [self.first + ahead * _DAY for ahead in range((self.last - self.first).days + 1)]

    @property
    def begins(self) -> datetime:
        """Return its first moment, aware."""
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def ends(self) -> datetime:
        """Return its last moment, aware."""
        return datetime.combine(self.last, time.max, VIETNAM)

    def until(self, day: date) -> Period:
        """Return the part of it that does not lie after a day; one day at the least."""
        return Period(self.first, max(self.first, min(self.last, day)))


def period_of(preset: Preset, day: date) -> Period:
    """Return the day, week (from Monday), month, quarter, half or whole year that a day lies in.

    A campaign has days of its own: `Preset.WAVE` is a `ValueError`.
    """
    if preset is Preset.DAY:
        return Period(day, day)
    if preset is Preset.WEEK:
        monday = day - (day.isoweekday() - 1) * _DAY
        return Period(monday, monday + 6 * _DAY)
    if preset is Preset.WAVE:
        raise ValueError("a campaign has days of its own")
    length = MONTHS[preset]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    end = date(day.year, last, monthrange(day.year, last)[1])
    return Period(date(day.year, first, 1), end)


def read_period(text: str, today: date) -> Period:
    """Return the period that a preset names as of today, or that `FROM..TO` names.

    `UsageError` where it is none, or has not begun.
    """
    if text in set(Preset) - {Preset.WAVE}:
        return period_of(Preset(text), today)
    ends = [_day(part, text) for part in text.split("..")]
    if len(ends) != 2:
        raise _unclear(text)
    if ends[1] < ends[0]:
        raise UsageError(f"kỳ báo cáo «{text}» kết thúc trước khi bắt đầu; đổi lại hai ngày")
    if ends[0] > today:
        raise UsageError(f"kỳ báo cáo «{text}» chưa bắt đầu (hôm nay {write_day(today, 'vi')})")
    return Period(*ends)


def name_of(period: Period) -> str:
    """Return what a period is called: `Quý IV năm 2026`, or its days where it has no name."""
    first = period.first
    day = write_day(first, "vi")
    if period == period_of(Preset.DAY, first):
        return f"Ngày {day}"
    if period == period_of(Preset.MONTH, first):
        return f"Tháng {first.month} năm {first.year}"
    if period == period_of(Preset.QUARTER, first):
        return f"Quý {_QUARTERS[first.month]} năm {first.year}"
    if period == period_of(Preset.HALF, first):
        return f"6 tháng {_HALVES[first.month]} năm {first.year}"
    if period == period_of(Preset.YEAR, first):
        return f"Năm {first.year}"
    what = "Tuần từ" if period == period_of(Preset.WEEK, first) else "Từ"
    return f"{what} ngày {day} đến ngày {write_day(period.last, 'vi')}"


def as_of(last: date, made_at: datetime) -> str:
    """Return until when figures are told that were gathered at a moment in Vietnam's zone."""
    day = write_day(last, "vi")
    whole = "hết" if last < made_at.date() else f"{made_at:%H:%M}"
    return f"số liệu tính đến {whole} ngày {day}"


def _day(text: str, whole: str) -> date:
    try:
        found = read_day(text)
    except ValueError as contradiction:
        raise UsageError(f"kỳ báo cáo «{whole}»: {contradiction}") from None
    if found is None:
        raise _unclear(whole)
    return found


def _unclear(text: str) -> UsageError:
    named = "|".join(preset for preset in Preset if preset is not Preset.WAVE)
    return UsageError(f"«{text}» không rõ là kỳ nào; viết {named} hoặc 2026-11-01..2026-11-30")
