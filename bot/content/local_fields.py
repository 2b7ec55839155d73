"""How days, hours, weekdays and coordinates are written in local data, and read from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from bot.content.fields import Text
from bot.language.clock_times import Hours, read_clock, read_hours
from bot.language.weekdays import read_weekdays
from bot.language.written_days import read_day

_COORDINATES = re.compile(r"(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)")
_DASH = re.compile(r"\s*[-–—−~]\s*")


def _day(value: object) -> object:
    if isinstance(value, date) or value is None:
        return value
    try:
        found = read_day(value) if isinstance(value, str) else None
    except ValueError as contradiction:
        raise ValueError(f"{contradiction}; sửa lại thứ hoặc ngày") from None
    if found is None:
        raise ValueError(f"ngày «{value}» không hợp lệ; viết ngày/tháng/năm, ví dụ 05/12/2026")
    return found


def _hours(value: object) -> object:
    if isinstance(value, Hours):
        return value
    found = read_hours(value) if isinstance(value, str) else None
    if found and not any(char.isdigit() for char in str(value)):
        # «sáng» would promise midnight.
        raise ValueError(f"«{value}» chưa cho biết giờ; viết ví dụ 7h30-11h30")
    if found is None and isinstance(value, str) and _reversed(value):
        raise ValueError(f"giờ «{value}» kết thúc trước khi bắt đầu; viết giờ sớm trước")
    if found is None:
        raise ValueError(f"giờ «{value}» không hợp lệ; viết ví dụ 7h30-11h30")
    return found


def _reversed(text: str) -> bool:
    clocks = [read_clock(part) for part in _DASH.split(text)]
    return len(clocks) == 2 and None not in clocks


def _clock(value: object) -> object:
    if isinstance(value, time) or value is None:
        return value
    found = read_clock(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"giờ «{value}» không hợp lệ; viết ví dụ 13h hoặc 7h30")
    return found


def _weekdays(value: object) -> object:
    if isinstance(value, tuple):
        return value
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    found = read_weekdays(text)
    if not found:
        raise ValueError(f"thứ «{text}» không hợp lệ; viết ví dụ T2-T6, hoặc [7, 8] (8 là CN)")
    return found


def _names_weekdays(text: str) -> str:
    _weekdays(text)
    return text


def _point(value: object) -> object:
    if isinstance(value, tuple) or value is None:
        return value
    found = _COORDINATES.search(str(value))
    if found is None or not _on_earth(float(found[1]), float(found[2])):
        raise ValueError(
            f"tọa độ «{value}» không hợp lệ; dán liên kết Google Maps hoặc viết «22.40, 103.46»"
        )
    return float(found[1]), float(found[2])


def _on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _written(read: Callable[[object], object]) -> BeforeValidator:
    return BeforeValidator(read, json_schema_input_type=str)


LocalDay = Annotated[date, _written(_day)]
"""A day as staff write it, day before month: `05/12/2026`, `Thứ Bảy, 05/12/2026`."""
Opening = Annotated[Hours, _written(_hours)]
"""Hours of one day, in Vietnam's time: `7h30-11h30`."""
Clock = Annotated[time, _written(_clock)]
Weekdays = Annotated[
    tuple[int, ...], BeforeValidator(_weekdays, json_schema_input_type=str | int | list[int | str])
]
"""ISO numbers, Monday is 1; written as in Vietnam: `T2-T6`, `[7, 8]`, `hằng ngày`."""
WeekdayText = Annotated[Text, AfterValidator(_names_weekdays)]
"""Weekdays as the key of a mapping: `8`, `CN`, `T2-T6`."""
Point = Annotated[tuple[float, float], _written(_point)]
"""Latitude and longitude, written `22.40, 103.46` or as a Google Maps link."""
