"""Spreadsheets made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[Sequence[object]]


def workbook(*sheets: Cells, after: Callable[[Worksheet], object] | None = None) -> bytes:
    """Return an Excel file with these sheets; `after` may change the first one."""
    book = Workbook()
    for number, cells in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet(f"Trang {number + 1}")
        for row in cells:
            sheet.append(list(row))
    if after:
        after(book.worksheets[0])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an Excel file in which one part of the archive is another."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return made.getvalue()


def text(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)
