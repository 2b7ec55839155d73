"""The cells of one row to what they say together; every cell that cannot be is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from bot.content.local import Kind, Serves
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.day_cells import agree, read_days, read_last_day, read_one_day
from bot.content.spreadsheet.hour_cells import in_order, read_hour_ranges, read_moment
from bot.content.spreadsheet.lines import Line, Named
from bot.content.spreadsheet.people_cells import (
    read_groups,
    read_list,
    read_people,
    read_phone,
    read_quota,
)
from bot.content.spreadsheet.state_cells import read_form, read_holidays, read_standing
from bot.content.spreadsheet.table import Value, text_of
from bot.language.clock_times import Hours
from bot.language.weekdays import read_weekdays

T = TypeVar("T")
Cells = Mapping[Column, Value]
Wrong = list[tuple[Column, str]]
"""Cells that cannot be read, each with what to write instead."""

_NONE_HERE = {"", "-", "–", "—"}
_HOUR_COLUMNS = (Column.HOURS, Column.MORNING, Column.AFTERNOON, Column.EVENING)


def read_line(cells: Cells, today: date) -> tuple[Line, Wrong]:
    """Return the meaning of a row and what is wrong with it; `today` settles missing years."""
    reader = _Reader(cells, today)
    line = reader.line()
    reader.compare(line)
    if line.days and not line.first:
        line = _without_weekdays(line)
    return line, reader.wrong


def _without_weekdays(line: Line) -> Line:
    """Beside single days weekdays say nothing more, once they agree."""
    return Line(**{**vars(line), "weekdays": ()})


class _Reader:
    def __init__(self, cells: Cells, today: date) -> None:
        self.cells = cells
        self.today = today
        self.wrong: Wrong = []

    def line(self) -> Line:
        today = self.today
        last = self._read(Column.LAST, lambda cell: read_last_day(cell, today), None)
        return Line(
            days=self._read(Column.DAYS, lambda cell: read_days(cell, today), ()),
            first=self._read(Column.FIRST, lambda cell: read_one_day(cell, today, last), None),
            last=last,
            weekdays=self._read(Column.WEEKDAYS, _weekdays, ()),
            hours=self._hours(),
            places=self._places(),
            serves=self._read(Column.PEOPLE, read_people, Serves()),
            residents=self._read(Column.GROUPS, read_groups, ""),
            quota=self._read(Column.QUOTA, read_quota, None),
            bring=self._read(Column.BRING, read_list, ()),
            phone=self._read(Column.PHONE, read_phone, ""),
            standing=self._read(Column.STATE, lambda cell: read_standing(cell, today), None),
            form=self._read(Column.KIND, read_form, None),
            holidays=self._read(Column.HOLIDAYS, read_holidays, None),
            note=self._text(Column.NOTE),
            id=self._text(Column.ID),
            area=self._text(Column.AREA),
        )

    def _read(self, column: Column, reader: Callable[[Value], T], otherwise: T) -> T:
        try:
            return reader(self.cells.get(column))
        except ValueError as error:
            self.wrong.append((column, str(error)))
            return otherwise

    def _text(self, column: Column) -> str:
        return self._read(column, _one_line, "")

    def _hours(self) -> tuple[Hours, ...]:
        found = self._between()
        for column in _HOUR_COLUMNS:
            nothing: tuple[Hours, ...] = ()
            found |= set(self._read(column, partial(read_hour_ranges, column=column), nothing))
        ranges = sorted(found)
        told = next(filter(self.cells.get, _HOUR_COLUMNS), Column.START)
        self._read(told, lambda _: in_order(ranges), None)
        return tuple(ranges)

    def _between(self) -> set[Hours]:
        """Return the hours from the two columns of single times."""
        start = self._read(Column.START, read_moment, None)
        end = self._read(Column.END, read_moment, None)
        if start and end and start < end:
            return {Hours(start, end)}
        if start and end:
            self.wrong.append((Column.END, f"không sau «{Column.START}»; sửa một trong hai"))
        for here, there in ((Column.START, Column.END), (Column.END, Column.START)):
            if self.cells.get(here) and not self.cells.get(there):
                self.wrong.append((there, f"thiếu giờ; ghi cả hai cột, hoặc cột «{Column.HOURS}»"))
        return set()

    def _places(self) -> tuple[Named, ...]:
        names = [name for name in _parts(self._text(Column.PLACE)) if name]
        addresses = self._beside(Column.ADDRESS, len(names))
        areas = self._beside(Column.AREA, len(names))
        return tuple(map(Named, names, addresses, areas))

    def _beside(self, column: Column, places: int) -> list[str]:
        """Return one text for each place, from a cell that has one for all or one for each."""
        typed = self._text(column)
        if places < 2:
            return [] if not places else ["" if typed in _NONE_HERE else typed]
        parts = _parts(typed)
        if len(parts) == 1 and column is Column.AREA:
            parts *= places
        elif not typed:
            parts = [""] * places
        elif len(parts) != places:
            self.wrong.append((
                column,
                f"có {places} địa điểm mà {len(parts)} «{column}»; ghi đủ, cách nhau bằng dấu "
                "chấm phẩy, chỗ nào không có thì ghi «-»",
            ))  # fmt: skip
            parts = [""] * places
        return ["" if part in _NONE_HERE else part for part in parts]

    def compare(self, line: Line) -> None:
        """Note where cells that can be read contradict each other."""
        if line.first and line.last and line.last < line.first:
            self.wrong.append((
                Column.LAST,
                f"ngày {line.last:%d/%m/%Y} trước «{Column.FIRST}» {line.first:%d/%m/%Y}; đổi lại",
            ))  # fmt: skip
        if line.days and not line.first:
            self._read(Column.WEEKDAYS, lambda _: agree(line.days, line.weekdays), None)
        if line.kind is Kind.SUSPENSION and line.places and line.form and line.form.scope:
            self.wrong.append((
                Column.PLACE,
                "tạm dừng mọi điểm lưu động thì để trống; chỉ vài điểm thì hình thức «Tạm dừng»",
            ))  # fmt: skip
        moved_to = line.standing.moved_to if line.standing else None
        if moved_to and line.start and moved_to <= line.start:
            self.wrong.append((
                Column.STATE,
                f"ngày dời đến {moved_to:%d/%m/%Y} phải sau ngày {line.start:%d/%m/%Y}; sửa lại",
            ))  # fmt: skip


def _one_line(value: Value) -> str:
    return " ".join(text_of(value).split())


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.strip(" ;").split(";")]


def _weekdays(value: Value) -> tuple[int, ...]:
    typed = _one_line(value)
    found = read_weekdays(typed) if typed else ()
    if found is None:
        raise ValueError(f"không hiểu thứ «{typed}»; viết ví dụ T7, CN hoặc T2-T6")
    return found
