"""Cells of hours: one or several ranges in a cell, or one column for each part of the day."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from itertools import pairwise

from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.table import Value, text_of
from bot.language.clock_times import (
    END_OF_DAY,
    PARTS_OF_DAY,
    WHOLE_DAY,
    Hours,
    read_clock,
    read_hours,
)
from bot.language.text import fold

_EXAMPLE = "viết giờ bắt đầu và kết thúc, ví dụ 7h30-11h30"
_AND = re.compile(r"\s*(?:[,;\n&+]|\bva\b)\s*")
_BETWEEN_RANGES = re.compile(r"(?<=[0-9hg'])\s*/\s*(?=[0-9])")
_NO_UNIT = re.compile(r"\d{1,2}(?:[:.h]\d{2}|h)?\s*(?:-|~|\bden\b|\btoi\b)\s*\d{1,2}")
_EARLIEST = {"chieu": time(7), "toi": time(12)}
"""Hours before these are of the twelve-hour clock in the column of that part of the day."""
_PART_OF_COLUMN = {Column.AFTERNOON: "chieu", Column.EVENING: "toi"}
_VAGUE = {"hanh chinh", "gio hanh chinh", "trong gio hanh chinh", "ca ngay", *PARTS_OF_DAY}
_TICKS = {"x", "v", "co", "✓", "✔"}


def read_hour_ranges(value: Value, column: Column = Column.HOURS) -> tuple[Hours, ...]:
    """Return the ranges of a cell in order, none where it is empty.

    In the columns `Chiều` and `Tối` `1h30-5h` is of the afternoon or evening.

    Raises:
        ValueError: With what to write instead, in Vietnamese.
    """
    typed = f"{value:%H:%M}" if isinstance(value, time) else text_of(value)
    if not typed:
        return ()
    plain = re.sub("[–—−‒→]|->|=>", "-", fold(typed).lower()).replace("’", "'")
    plain = re.sub(r"\bbuoi\s+", "", plain).strip(" .;,")
    if plain in _VAGUE or plain in _TICKS:
        raise ValueError(
            f"«{typed}» chưa cho biết giờ; {_EXAMPLE}. Nếu chưa rõ thì để trống và nói ở «Ghi chú»"
        )
    found = _one(plain, column)
    ranges = [found] if found else [_one(part, column) for part in _parts(plain)]
    known = sorted(part for part in ranges if part)
    if len(known) < len(ranges):
        raise ValueError(_why_not(plain, typed))
    in_order(known)
    return tuple(known)


def _why_not(plain: str, typed: str) -> str:
    clocks = [read_clock(end.strip()) for end in plain.split("-")]
    if len(clocks) == 1 and clocks[0]:
        return f"«{typed}» chỉ có giờ bắt đầu; {_EXAMPLE}"
    if len(clocks) == 2 and None not in clocks:
        return f"giờ «{typed}» kết thúc trước khi bắt đầu; viết giờ sớm trước"
    return f"không đọc được giờ «{typed}»; {_EXAMPLE}"


def in_order(ranges: list[Hours]) -> None:
    """Raise `ValueError` where sorted ranges of one day overlap."""
    for one, other in pairwise(ranges):
        if one.overlaps(other):
            raise ValueError(
                f"giờ {written_hours(one)} và {written_hours(other)} chồng nhau; sửa một trong hai"
            )


def read_moment(value: Value) -> time | None:
    """Return the one time of a cell, `None` where it is empty; `0.5` is noon, as in Excel."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 < value < 1:
        return (datetime.min + timedelta(minutes=round(value * 24 * 60))).time()  # noqa: DTZ901
    typed = text_of(value)
    if not typed:
        return None
    found = read_clock(f"{typed}h" if typed.isdigit() else typed)
    if found is None:
        raise ValueError(f"không đọc được giờ «{typed}»; viết ví dụ 7h30")
    return found


def written_hours(hours: Hours) -> str:
    """Return `7h30-11h30`."""
    if hours == WHOLE_DAY:
        return "0h-24h"
    return f"{_clock(hours.start)}-{'24h' if hours.end == END_OF_DAY else _clock(hours.end)}"


def _clock(moment: time) -> str:
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"


def _parts(plain: str) -> list[str]:
    return [part for part in _AND.split(_BETWEEN_RANGES.sub(";", plain)) if part]


def _one(plain: str, column: Column) -> Hours | None:
    if _NO_UNIT.fullmatch(plain):
        plain = f"{plain}h"
    part = _PART_OF_COLUMN.get(column, "")
    found = None if plain in PARTS_OF_DAY else read_hours(plain)
    if part and (found is None or found.start < _EARLIEST[part]):
        return read_hours(f"{part} {plain}") or found
    return found
