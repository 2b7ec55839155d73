"""Cells of days: one or several in a cell, day before month, with or without weekday and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.content.spreadsheet.table import Value, text_of
from bot.language.text import fold
from bot.language.weekdays import SPOKEN_NAMES, WEEKDAY, read_weekdays
from bot.language.written_days import existing_day, read_day

LONGEST_RUN = 31
"""Days that one cell may span; more is a range with columns of its own."""

_EXAMPLE = "viết ngày/tháng/năm, ví dụ 05/12/2026"
_TO = r"(?:-|~|->|=>|\bden(?: het)?(?: ngay)?\b)"
_WEEKDAY_LIST = re.compile(rf"{WEEKDAY}(?:\s*(?:[,;&+]|{_TO}|\bva\b)\s*{WEEKDAY})+[ ,:()]*")
_WEEKDAY_SIGN = re.compile(rf"({WEEKDAY})\s*[,:]")
_AND = re.compile(r"\s*(?:[,;\n&+]|\bva\b)\s*")
_SPREAD = re.compile(rf"\s*{_TO}\s*")
_OPENING = re.compile(r"^(?:(?:tu|trong|vao|cac|ngay)\s+)+")
_DAY_ONLY = re.compile(r"\d{1,2}")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})")
_WITH_YEAR = re.compile(
    r"(?<!\d)\d{1,2}\s*([/.-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{1,2}-\d{1,2}"
)
_MIXED = re.compile(r"\d{1,2}\s*([/.-])\s*\d{1,2}\s*(?!\1)[/.-]\s*\d{1,2}")
"""`05-06/12` is two days of December and no day of 2012."""
_NO_END = re.compile(r"\bthong bao\b|\bthoi han\b|\bhet nguoi\b|\bhet dan\b")


def read_days(value: Value, today: date) -> tuple[date, ...]:
    """Return the days of a cell in order, none where it is empty; `ValueError` says what to write.

    A year that is missing is that of the other days in the cell, else the first such day not more
    than 60 days before `today`. A weekday beside a day must agree with it.
    """
    if not isinstance(value, str):
        return _single_value(value)
    plain = re.sub("[–—−‒]", "-", fold(text_of(value)).lower())
    told: set[int] = set()

    def take(match: re.Match[str]) -> str:
        told.update(read_weekdays(match[0].strip(" ,:()")) or ())
        return " "

    rest = _WEEKDAY_SIGN.sub(r"\1 ", _WEEKDAY_LIST.sub(take, plain)).strip(" .,;()")
    if not rest:
        if told or plain.strip():
            raise ValueError(f"không đọc được ngày «{value}»; {_EXAMPLE}")
        return ()
    days = sorted(set(_days(rest, str(value), today)))
    if told and told != {day.isoweekday() for day in days}:
        raise ValueError(_contradiction(days, told))
    return tuple(days)


def read_one_day(value: Value, today: date, end: date | None = None) -> date | None:
    """Return the one day of a cell, `None` where it is empty; `end` is a day that it precedes."""
    if end and isinstance(value, str) and not _WITH_YEAR.search(fold(value)):
        plain = _DAY_MONTH.fullmatch(text_of(value))
        if plain:
            return _not_after(int(plain[1]), int(plain[2]), end)
    days = read_days(value, today)
    if len(days) > 1:
        raise ValueError("ô này chỉ nhận một ngày; nhiều ngày thì ghi ở cột «Ngày»")
    return days[0] if days else None


def read_last_day(value: Value, today: date) -> date | None:
    """Return the last day of a range; `None` where it is empty or says that there is none yet."""
    if isinstance(value, str) and _NO_END.search(fold(value).lower()):
        return None
    return read_one_day(value, today)


def agree(days: tuple[date, ...], weekdays: tuple[int, ...]) -> None:
    """Raise `ValueError` where weekdays of another cell contradict these days."""
    if weekdays and set(weekdays) != {day.isoweekday() for day in days}:
        raise ValueError(_contradiction(days, set(weekdays)))


def _contradiction(days: list[date] | tuple[date, ...], told: set[int]) -> str:
    for day in days:
        if day.isoweekday() not in told:
            named = ", ".join(SPOKEN_NAMES[number] for number in sorted(told))
            return (
                f"ngày {day:%d/%m/%Y} là {SPOKEN_NAMES[day.isoweekday()]}, không phải {named}; "
                "sửa lại ngày hoặc thứ"
            )
    absent = sorted(told - {day.isoweekday() for day in days})
    return f"không có ngày nào là {SPOKEN_NAMES[absent[0]]}; sửa lại ngày hoặc thứ"


def _single_value(value: Value) -> tuple[date, ...]:
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    if value is None:
        return ()
    found = None if isinstance(value, time) else read_day(text_of(value))
    if found is None:
        shown = f"{value:%H:%M}" if isinstance(value, time) else value
        raise ValueError(f"«{shown}» không phải ngày; {_EXAMPLE}")
    return (found,)


def _days(plain: str, typed: str, today: date) -> Iterator[date]:
    """Yield the days of a list, last first: earlier ones take month and year from later ones."""
    full = _WITH_YEAR.search(plain)
    near = read_day(full[0]) if full else None
    later: date | None = None
    for part in reversed(_AND.split(plain)):
        found = _part(_OPENING.sub("", part).strip(" .()"), later, near or today)
        if not found:
            raise ValueError(f"không đọc được ngày «{typed}»; {_EXAMPLE}")
        yield from found
        later = found[0]


def _part(part: str, later: date | None, near: date) -> list[date]:
    single = _single(part, later, near)
    if single:
        return [single]
    for match in _SPREAD.finditer(part):
        last = _single(part[match.end() :], later, near)
        first = last and _single(part[: match.start()], last, near)
        if first and last:
            return _run(first, last)
    return []


def _run(first: date, last: date) -> list[date]:
    length = (last - first).days + 1
    if length < 1:
        raise ValueError(f"ngày {last:%d/%m/%Y} trước ngày {first:%d/%m/%Y}; viết ngày sớm trước")
    if length > LONGEST_RUN:
        raise ValueError(
            f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} là {length} ngày; sửa lại, "
            "hoặc ghi ở hai cột «Từ ngày», «Đến ngày»"
        )
    return [first + timedelta(days=step) for step in range(length)]


def _single(part: str, later: date | None, near: date) -> date | None:
    """Read one day; what it leaves out is as in `later`, the next day in the same cell."""
    part = _OPENING.sub("", part)
    if _MIXED.fullmatch(part):
        return None
    if later and _DAY_ONLY.fullmatch(part):
        found = existing_day(later.year, later.month, int(part))
        return found if found and found <= later else None
    if later and (match := _DAY_MONTH.fullmatch(part)):
        return _not_after(int(match[1]), int(match[2]), later)
    return read_day(part, near)


def _not_after(day: int, month: int, end: date) -> date | None:
    for year in range(end.year, end.year - 9, -1):  # a leap day may be eight years away
        found = existing_day(year, month, day)
        if found and found <= end:
            return found
    return None
