"""Sessions as a table for people: an Excel workbook or CSV that can be taken over again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.local import SessionsFile
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.delimited import guarded
from bot.content.spreadsheet.line_reading import Cells
from bot.content.spreadsheet.line_writing import shown
from bot.content.spreadsheet.records import row_of, says_more
from bot.content.spreadsheet.table import Value

WIDTHS: Mapping[Column, int] = {
    Column.DAYS: 14,
    Column.FIRST: 12,
    Column.LAST: 12,
    Column.WEEKDAYS: 10,
    Column.HOURS: 22,
    Column.PLACE: 30,
    Column.ADDRESS: 28,
    Column.AREA: 24,
    Column.PEOPLE: 26,
    Column.GROUPS: 16,
    Column.QUOTA: 10,
    Column.BRING: 28,
    Column.PHONE: 16,
    Column.STATE: 16,
    Column.NOTE: 30,
    Column.KIND: 12,
    Column.HOLIDAYS: 10,
    Column.ID: 30,
}
"""The columns that are written, in order, and how wide they are, in characters."""
DAY_FORMAT = "dd/mm/yyyy"
TEXT_FORMAT = "@"
DAY_COLUMNS = {Column.DAYS, Column.FIRST, Column.LAST}
SHEET = "Lịch"

_HEADING = PatternFill("solid", fgColor="DDEBF7")
_TOP = Alignment(vertical="top", wrap_text=True)


def exported(files: Iterable[SessionsFile]) -> tuple[list[Cells], list[str]]:
    """Return the rows of all sessions, and the ids of those with more than the table tells."""
    rows, more = [], []
    for file in files:
        for session in file.sessions:
            cells, _ = row_of(session, file)
            rows.append(cells)
            if says_more(session):
                more.append(session.id)
    return rows, more


def as_csv(rows: Sequence[Cells]) -> bytes:
    """Return UTF-8 with a mark, as Excel wants it; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(WIDTHS)
    for cells in rows:
        written = (cells.get(column) for column in WIDTHS)
        writer.writerow(["" if cell is None else guarded(shown(cell)) for cell in written])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: Sequence[Cells]) -> bytes:
    """Return an Excel workbook of one sheet."""
    book = Workbook()
    sheet = headed_sheet(book)
    for number, cells in enumerate(rows, 2):
        for at, column in enumerate(WIDTHS, 1):
            set_cell(sheet, number, at, cells.get(column))
    return saved(book)


def headed_sheet(book: Workbook) -> Worksheet:
    """Return the first sheet of a new workbook with headings, widths and a frozen first row."""
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for at, (column, width) in enumerate(WIDTHS.items(), 1):
        cell = sheet.cell(1, at, str(column))
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEADING, _TOP
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    return sheet


def set_cell(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """Write a value; text stays text, whatever sign it begins with."""
    cell = sheet.cell(row, column)
    cell.alignment = _TOP
    if isinstance(value, date):
        cell.value, cell.number_format = value, DAY_FORMAT
    elif isinstance(value, str):
        cell.value, cell.number_format = value, TEXT_FORMAT
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, int):
        cell.value = value


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
