"""The sheet of an Excel workbook, of which an archive is made: as a table of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache

from openpyxl import Workbook

from bot.content.spreadsheet.exporting import as_workbook, exported
from bot.content.spreadsheet.importing import Wish, session_files
from tests.fuzzing.given import SMALL
from tests.fuzzing.targets import csv_table
from tests.fuzzing.targets.csv_table import TODAY, check_table

_SHEET = "xl/worksheets/sheet1.xml"
WORDS = (
    *csv_table.WORDS, "<c r=\"B2\" t=\"str\"><v>", "</v></c>", "<f>A1</f>", "t=\"n\"", "t=\"d\"",
    "t=\"e\"", "t=\"b\"", "t=\"inlineStr\"", "<is><t>", "</t></is>", "<row r=\"9\">", "</row>",
    "r=\"XFD1\"", "s=\"1\"", "<mergeCell ref=\"A2:A9\"/>", "<mergeCells>", "</mergeCells>",
    "46000.5", "2958466", "-1", "nan", "1E308",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield sheets."""
    for text in csv_table._HAND:
        book = Workbook()
        for line in text.split("\n"):
            cells = line.replace(";", ",").replace("\t", ",").split(",")
            book.active.append([TODAY if cell.startswith("22/12") else cell for cell in cells])
        out = io.BytesIO()
        book.save(out)
        yield _parts(out.getvalue())[_SHEET]
    rows, _ = exported(session_files(SMALL).values())
    yield _parts(as_workbook(rows))[_SHEET]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _others() -> dict[str, bytes]:
    book = Workbook()
    for text in ("Ngày", "Nơi", "Giờ", "Sân", "22/12/2026", "Chợ"):
        book.active.append([text])
    out = io.BytesIO()
    book.save(out)
    return _parts(out.getvalue())


def check(data: bytes) -> None:
    """Check one sheet, or an archive where the bytes are one."""
    if not data.startswith(b"PK"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in {**_others(), _SHEET: data}.items():
                archive.writestr(name, part)
        data = out.getvalue()
    check_table(data, Wish("lich.xlsx", TODAY, area="phường Gió Lùa"))
