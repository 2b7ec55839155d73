"""What a row says, back to cells, and in words for the person who looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.content.local import Kind, State
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.day_cells import LONGEST_RUN
from bot.content.spreadsheet.hour_cells import written_hours
from bot.content.spreadsheet.line_reading import Cells
from bot.content.spreadsheet.lines import Line
from bot.content.spreadsheet.people_cells import written_list, written_people
from bot.content.spreadsheet.state_cells import (
    HOLIDAYS,
    KINDS,
    written_form,
    written_standing,
)
from bot.content.spreadsheet.table import Value
from bot.language.weekdays import SPOKEN_NAMES

_FEW = 3
"""Days or weekdays in a row from which on only the first and the last are written."""


def cells_of(line: Line) -> Cells:
    """Return the cells that are read as this line again, the empty ones left out."""
    weekdays = line.weekdays if line.first else tuple(day.isoweekday() for day in line.days)
    found = {
        Column.DAYS: line.days[0] if len(line.days) == 1 else written_days(line.days),
        Column.FIRST: line.first,
        Column.LAST: line.last,
        Column.WEEKDAYS: written_weekdays(weekdays or line.weekdays),
        Column.HOURS: ", ".join(map(written_hours, line.hours)),
        Column.PLACE: "; ".join(place.name for place in line.places),
        Column.ADDRESS: _beside([place.address for place in line.places]),
        Column.AREA: line.area or _beside([place.area for place in line.places]),
        Column.PEOPLE: written_people(line.serves),
        Column.GROUPS: line.residents,
        Column.QUOTA: line.quota,
        Column.BRING: written_list(line.bring),
        Column.PHONE: line.phone,
        Column.STATE: written_standing(line.standing) if line.standing else None,
        Column.NOTE: line.note,
        Column.KIND: written_form(line.form) if line.form else None,
        Column.HOLIDAYS: HOLIDAYS[line.holidays] if line.holidays else None,
        Column.ID: line.id,
    }
    return {column: value for column, value in found.items() if value not in {None, ""}}


def shown(value: Value) -> str:
    """Return a cell as a person reads it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "(trống)" if value in {None, ""} else str(value)


def _beside(parts: Sequence[str]) -> str:
    """Return one text for all, or one for each place with `-` where there is none."""
    if len(set(parts)) < 2:
        return parts[0] if parts and (len(parts) == 1 or not parts[0]) else "; ".join(parts)
    return "; ".join(part or "-" for part in parts)


def written_days(days: Sequence[date]) -> str:
    """Return `05/12/2026, 12/12/2026 - 16/12/2026`."""
    return ", ".join(
        f"{run[0]:%d/%m/%Y} - {run[-1]:%d/%m/%Y}" if len(run) >= _FEW else
        ", ".join(f"{day:%d/%m/%Y}" for day in run)
        for run in _runs(days)
    )  # fmt: skip


def _runs(days: Iterable[date]) -> list[list[date]]:
    """Return the days in runs without a gap, none longer than one cell may span."""
    runs: list[list[date]] = []
    for day in sorted(days):
        follows = runs and day - runs[-1][-1] == timedelta(days=1)
        if follows and len(runs[-1]) < LONGEST_RUN:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def written_weekdays(weekdays: Iterable[int]) -> str:
    """Return `T2-T6` or `T7, CN`, from ISO numbers."""
    numbers = sorted(set(weekdays))
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0])
    ]
    return ", ".join(
        f"{_weekday(run[0])}-{_weekday(run[-1])}" if len(run) >= _FEW else
        ", ".join(map(_weekday, run))
        for run in runs
    )  # fmt: skip


def _weekday(number: int) -> str:
    return "CN" if number == 7 else f"T{number + 1}"


def in_words(line: Line) -> str:
    """Return `Thứ Bảy 05/12/2026, 7h30–11h30, Trường THCS Hoa Mai`."""
    told = [
        KINDS[line.kind] if line.kind is not Kind.MOBILE else "",
        _days_in_words(line),
        " và ".join(written_hours(hours).replace("-", "–") for hours in line.hours),
        " và ".join(place.name for place in line.places),
        line.residents,
        written_people(line.serves),
    ]
    words = ", ".join(part for part in told if part)
    if line.standing and line.standing.state is not State.PLANNED:
        words += f" ({written_standing(line.standing)})"
    return words


def _days_in_words(line: Line) -> str:
    found = [
        f"{SPOKEN_NAMES[day.isoweekday()][0].upper()}{SPOKEN_NAMES[day.isoweekday()][1:]} "
        f"{day:%d/%m/%Y}"
        for day in line.days
    ]
    if line.first or line.last or line.weekdays:
        parts = [
            f"từ {line.first:%d/%m/%Y}" if line.first else "",
            f"đến {line.last:%d/%m/%Y}" if line.last else "",
            f"({written_weekdays(line.weekdays) or 'mọi ngày'})",
        ]
        span = " ".join(part for part in parts if part)
        found.append(span[0].upper() + span[1:])
    return ", ".join(found)
