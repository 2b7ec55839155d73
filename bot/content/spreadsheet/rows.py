"""The sheets of a file to the rows of its tables, with every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.spreadsheet.columns import Column, Header, find_header, is_heading
from bot.content.spreadsheet.line_reading import Cells, read_line
from bot.content.spreadsheet.lines import COLUMNS_OF, Line
from bot.content.spreadsheet.table import CellFault, Sheet, TableError, Value, is_empty
from bot.language.text import fold

EXAMPLE = "VÍ DỤ: dòng này không được nhập"
"""What the note of the template's own row begins with."""

_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\W*")


@dataclass(frozen=True)
class Row:
    """A row of the table that could be read."""

    sheet: Sheet
    number: int
    """Counted from 1."""
    columns: Mapping[Column, int]
    line: Line

    def fault(self, message: str, column: Column | None = None) -> CellFault:
        """Return a fault of one cell, or of the whole row."""
        return self.sheet.fault(self.number, self.columns.get(column, 0) if column else 0, message)

    def fills(self, column: Column) -> bool:
        """Tell whether the row has anything in a column."""
        at = self.columns.get(column, 0)
        cells = self.sheet.rows[self.number - 1]
        return 0 < at <= len(cells) and not is_empty(cells[at - 1])

    def tells(self, field: str) -> bool:
        """Whether the table has a column for a field, and this row means it.

        A state, form or holiday that is left empty says nothing.
        """
        if field in {"standing", "form", "holidays"}:
            return getattr(self.line, field) is not None
        return any(column in self.columns for column in COLUMNS_OF[field])


@dataclass(frozen=True)
class Reading:
    """What is in a file."""

    rows: tuple[Row, ...]
    faults: tuple[CellFault, ...]
    skipped: tuple[str, ...]
    """What was left aside, in words."""


def read_rows(sheets: Sequence[Sheet], today: date) -> Reading:
    """Return the rows of all tables; `TableError` where no sheet has headings."""
    rows: list[Row] = []
    faults: list[CellFault] = []
    skipped: list[str] = []
    tables = 0
    for sheet in sheets:
        header = find_header(sheet)
        if header is None:
            skipped.append(f"trang «{sheet.name}»: không có bảng lịch")
            continue
        tables += 1
        faults += header.faults
        for number, cells in _filled(sheet, header):
            aside = _aside(cells, sheet.rows[number - 1])
            if aside:
                place = str(sheet.fault(number, 0, aside))
                skipped.append(place)
                continue
            line, wrong = read_line(cells, today)
            row = Row(sheet, number, header.columns, line)
            rows.append(row)
            faults += [row.fault(message, column) for column, message in wrong]
    if not tables:
        raise TableError([
            CellFault("", 0, 0, f"không thấy dòng tiêu đề; cần cột «{Column.DAYS}» (hoặc "
                      f"«{Column.FIRST}», «{Column.LAST}») và cột «{Column.PLACE}»")
        ])  # fmt: skip
    return Reading(tuple(rows), tuple(faults), tuple(skipped))


def _filled(sheet: Sheet, header: Header) -> Iterator[tuple[int, Cells]]:
    """Yield the number and the cells of every row below the headings that holds anything."""
    for number, row in enumerate(sheet.rows[header.row :], header.row + 1):
        cells: dict[Column, Value] = {
            column: row[at - 1]
            for column, at in header.columns.items()
            if at <= len(row) and not is_empty(row[at - 1])
        }
        if cells.keys() - {Column.NUMBER} and not is_heading(row):
            yield number, cells


def _aside(cells: Cells, row: Sequence[Value]) -> str:
    """Return why a row is no session: the template's example, or a line of totals."""
    if str(cells.get(Column.NOTE, "")).strip().startswith(EXAMPLE):
        return "dòng ví dụ"
    first = next((cell for cell in row if not is_empty(cell)), "")
    if isinstance(first, str) and _TOTAL.fullmatch(fold(first).lower().strip()):
        return "dòng tổng cộng"
    return ""
