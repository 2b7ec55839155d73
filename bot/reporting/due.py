"""Before when each report must be handed in, when its draft is made, and what it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.assistant.question import VIETNAM
from bot.config import Reports
from bot.reporting.periods import MONTHS, Period, Preset, name_of

_NAMES = {
    Preset.DAY: "ngày", Preset.WEEK: "tuần", Preset.MONTH: "tháng", Preset.QUARTER: "quý",
    Preset.HALF: "6 tháng", Preset.YEAR: "năm", Preset.WAVE: "đợt",
}  # fmt: skip
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A report that must be handed in."""

    preset: Preset
    period: Period
    """What its draft covers: all whole days since the draft before it."""
    send_at: datetime
    """Aware; when its draft is made for the staff."""
    before: datetime
    """Aware; it must have been handed in by then."""
    remind_at: datetime | None = None
    """Aware; when the staff are reminded to have their counts ready."""
    campaign: str = ""
    """Name of the campaign at whose end it is due."""

    @property
    def name(self) -> str:
        """Return what the report is called, in the middle of a sentence."""
        about = self.campaign or name_of(self.period)
        return f"báo cáo {_NAMES[self.preset]} ({about[0].lower()}{about[1:]})"


@dataclass(frozen=True, slots=True)
class Wave:
    """A campaign and its days."""

    name: str
    period: Period


def next_due(settings: Reports, preset: Preset, moment: datetime) -> Due:
    """Return the first report of a kind that must be in after a moment; not for campaigns.

    The drafts of one kind leave out no day and count none twice.
    """
    before, last = None, None
    for deadline in _deadlines(settings, preset, moment):
        if deadline > moment and last is not None:
            before = deadline
            break
        last = deadline
    if before is None or last is None:
        raise ValueError(f"no report of the kind {preset} is due after {moment}")
    send_at, since = _send_at(settings, before), _send_at(settings, last)
    period = Period(since.date(), send_at.date() - _DAY)
    reminded = preset is not Preset.DAY and settings.remind_days
    remind_at = send_at - settings.remind_days * _DAY if reminded else None
    return Due(preset, period, send_at, before, remind_at)


def due_reports(settings: Reports, moment: datetime, waves: Iterable[Wave] = ()) -> list[Due]:
    """Return the next report of each kind that is drafted by itself, the earliest draft first.

    A campaign counts until its report must be in. Drafts that should have been made already are
    among them as long as their report can still be handed in.
    """
    chosen = [Preset(kind) for kind in settings.send]
    found = [next_due(settings, kind, moment) for kind in chosen if kind is not Preset.WAVE]
    if Preset.WAVE in chosen:
        ended = (_after(settings, wave) for wave in waves)
        found += [due for due in ended if due.before > moment]
    return sorted(found, key=lambda due: (due.send_at, due.preset, due.campaign))


def _after(settings: Reports, wave: Wave) -> Due:
    """Return the report on a campaign: drafted on the morning after it, whatever the deadline."""
    morning = _at(wave.period.last + _DAY, settings.send_hour)
    before = _at(wave.period.last + (settings.wave_days + 1) * _DAY, 0)
    remind_at = morning - settings.remind_days * _DAY if settings.remind_days else None
    return Due(Preset.WAVE, wave.period, morning, before, remind_at, wave.name)


def _deadlines(settings: Reports, preset: Preset, moment: datetime) -> Iterator[datetime]:
    """Yield deadlines of a kind in order, at least two of them before a moment."""
    today = moment.astimezone(VIETNAM).date()
    if preset in {Preset.DAY, Preset.WEEK}:
        hour = settings.day_before if preset is Preset.DAY else 0
        for ahead in range(-15, 16):
            day = today + ahead * _DAY
            if preset is Preset.DAY or day.isoweekday() == settings.week_before:
                yield _at(day, hour)
        return
    day_of = {
        Preset.MONTH: settings.month_before,
        Preset.QUARTER: settings.quarter_before,
        Preset.HALF: settings.half_before,
        Preset.YEAR: settings.year_before,
    }[preset]
    length = MONTHS[preset]
    for year in range(today.year - 2, today.year + 2):
        for month in range(length, 13, length):
            yield _at(date(year, month, day_of), 0)


def _send_at(settings: Reports, before: datetime) -> datetime:
    """Return the last moment before a deadline at which drafts are made."""
    day = before.date()
    same = _at(day, settings.send_hour)
    return same if same < before else _at(day - _DAY, settings.send_hour)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM)
