"""Excel workbooks: values only, visible sheets only, and nothing that unpacks beyond measure."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import column_index_from_string

from bot.content.spreadsheet.table import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    CellFault,
    Sheet,
    TableError,
    Unreadable,
    Value,
)

LARGEST_UNPACKED = 10_000_000
"""Bytes of all parts, whatever they are called: the library reads any part as a sheet. No more is
unpacked than the archive declares."""
_MOST_PARTS = 1000
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell [^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"'
)
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_NOT_CALCULATED = Unreadable(
    "công thức chưa có kết quả; mở bằng Excel rồi lưu lại, hoặc dán giá trị (Paste Values)"
)

Place = tuple[int, int]
"""Row and column, counted from 1."""


def is_workbook(data: bytes) -> bool:
    """Tell whether these bytes are for `read_workbook`, be it only to be refused there."""
    return data.startswith((b"PK", _OLD_WORKBOOK))


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the visible sheets that hold anything; `TableError` where they cannot be read.

    A cell merged downwards counts in each of its rows; one merged sideways in its first column.
    """
    if data.startswith(_OLD_WORKBOOK):
        raise _refusal("tệp kiểu cũ (.xls) hoặc có mật khẩu; lưu lại thành .xlsx không mật khẩu")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that do not matter here
            _refuse_bombs(archive)
            return list(_sheets(data, archive))
    except TableError:
        raise
    except Exception:  # noqa: BLE001  (a broken file breaks the library in any way there is)
        raise _refusal(
            "không đọc được tệp Excel này; mở bằng Excel rồi lưu lại dạng .xlsx"
        ) from None


def _refusal(message: str) -> TableError:
    return TableError([CellFault("", 0, 0, message)])


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refusal("tệp bung ra quá lớn; chép riêng bảng lịch sang một tệp mới")
    if any(_declares_entities(archive.read(part)) for part in parts):
        raise _refusal("tệp có phần lạ bên trong; mở bằng Excel rồi lưu lại dạng .xlsx")


def _declares_entities(part: bytes) -> bool:
    return any(sign in part for sign in _DOCTYPES)


def _sheets(data: bytes, archive: zipfile.ZipFile) -> Iterator[Sheet]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in visible:
        # The library tells of merged cells only where it keeps the whole sheet in memory.
        part = archive.read(vars(sheet)["_worksheet_path"].lstrip("/"))
        formulas = _formulas(data, sheet.title) if _FORMULA.search(part) else frozenset()
        sheet.reset_dimensions()  # what the file declares may be wrong
        cells = _cells(sheet.iter_rows(max_col=MOST_COLUMNS), formulas)
        _spread(cells, part)
        if cells:
            yield Sheet(sheet.title if len(visible) > 1 else "", _rows(cells))


def _formulas(data: bytes, title: str) -> frozenset[Place]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    sheet = book[title]
    sheet.reset_dimensions()
    return frozenset(
        (cell.row, cell.column)
        for cell in _told(sheet.iter_rows(max_col=MOST_COLUMNS))
        if cell.data_type == "f"
    )


def _told(rows: Iterable[tuple[object, ...]]) -> Iterator[ReadOnlyCell]:
    """Yield the cells that stand in the file."""
    for number, row in enumerate(rows):
        if number > LAST_ROW:
            raise _refusal(f"có ô nằm dưới dòng {LAST_ROW}; xóa ô đó và các dòng trống")
        yield from (cell for cell in row if isinstance(cell, ReadOnlyCell))


def _cells(rows: Iterable[tuple[object, ...]], formulas: frozenset[Place]) -> dict[Place, Value]:
    """Return what is not empty, by place."""
    found: dict[Place, Value] = {}
    filled = set()
    for cell in _told(rows):
        place = cell.row, cell.column
        if cell.value is not None:
            found[place] = _value(cell)
        elif place in formulas and cell.data_type != "str":  # its result is not an empty text
            found[place] = _NOT_CALCULATED
        else:
            continue
        filled.add(cell.row)
        if len(filled) > MOST_ROWS:
            raise _refusal(f"bảng dài quá {MOST_ROWS} dòng")
    return found


def _value(cell: ReadOnlyCell) -> Value:
    value: object = cell.value
    if cell.data_type == "e":
        return Unreadable(f"ô báo lỗi {value}; sửa công thức hoặc gõ giá trị")
    if isinstance(value, timedelta):
        if not timedelta(0) <= value < timedelta(days=1):
            return Unreadable(f"khoảng giờ {value} không nằm trong một ngày; gõ lại dạng chữ")
        value = (datetime.min + value).time()  # noqa: DTZ901  (only its clock is used)
    elif isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    elif isinstance(value, bool):
        value = str(value).upper()
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str | int | float | date | time) else str(value)


def _spread(cells: dict[Place, Value], part: bytes) -> None:
    """Give the value of each cell merged downwards to the other rows that hold anything."""
    filled = sorted({row for row, _ in cells})
    for match in _MERGED.finditer(part):
        column = column_index_from_string(match[1].decode())
        first, final = int(match[2]), int(match[3])
        if (first, column) not in cells:
            continue
        for row in islice(filled, bisect_right(filled, first), None):
            if row > final or (row, column) in cells:
                break
            cells[row, column] = cells[first, column]


def _rows(cells: dict[Place, Value]) -> list[list[Value]]:
    columns = range(1, max(column for _, column in cells) + 1)
    last = max(row for row, _ in cells)
    return [[cells.get((row, column)) for column in columns] for row in range(1, last + 1)]
