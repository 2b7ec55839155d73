"""CSV and text pasted from a spreadsheet: any of the usual encodings and separators."""

from __future__ import annotations

import codecs
import csv
import io
import re

from bot.content.spreadsheet.columns import find_header
from bot.content.spreadsheet.table import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    CellFault,
    Sheet,
    TableError,
    Value,
)

_SEPARATORS = ("\t", ";", ",")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n")
_GUARDED = re.compile(r"\A'(?=[=+\-@'\t\r])")
"""The apostrophe that keeps a spreadsheet from taking a text for a formula."""

_TOO_LONG = f"bảng dài quá {LAST_ROW} dòng, kể cả dòng trống; xóa các dòng trống"


def read_delimited(data: bytes) -> Sheet:
    """Return the one sheet of these bytes; `TableError` where they are none."""
    text = _decoded(data)
    named = _NAMED_SEPARATOR.match(text)
    if named:
        # Excel's own first line; kept as an empty one, so that addresses stay.
        text = "\n" + text[named.end() :]
    candidates = [named[1]] if named else _SEPARATORS
    sheets, faults = [], []
    for separator in candidates:
        try:
            sheets.append(_parted(text, separator))
        except TableError as error:
            faults += error.faults
    best = max(sheets, key=_recognised, default=None)
    if best is None or (faults and not find_header(best)):
        raise TableError(faults[:1])
    return best


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; reading takes the guard off."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "'", "\t", "\r")) else text


def _decoded(data: bytes) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data, name)
    if b"\0" in data[:200]:
        # No text has zeros in UTF-8; which half of each pair is zero tells the order.
        return _decode(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    return _decode(data, "utf-8")


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise TableError([
            CellFault("", 0, 0, "tệp không phải UTF-8; trong Excel chọn lưu dạng «CSV UTF-8»")
        ]) from None  # fmt: skip


def _parted(text: str, separator: str) -> Sheet:
    rows: list[list[Value]] = []
    filled = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append([_GUARDED.sub("", cell) or None for cell in row[:MOST_COLUMNS]])
            filled += any(cell.strip() for cell in row)
            if len(rows) > LAST_ROW:
                raise TableError([CellFault("", 0, 0, _TOO_LONG)])
            if filled > MOST_ROWS:
                raise TableError([CellFault("", len(rows), 0, f"bảng dài quá {MOST_ROWS} dòng")])
    except csv.Error:
        raise TableError([
            CellFault("", len(rows) + 1, 0, 'dấu nháy kép (") đặt sai, hoặc ô quá dài; sửa lại')
        ]) from None  # fmt: skip
    return Sheet("", rows)


def _recognised(sheet: Sheet) -> tuple[int, int]:
    header = find_header(sheet)
    widest = max(map(len, sheet.rows), default=0)
    return len(header.columns) if header else 0, widest
