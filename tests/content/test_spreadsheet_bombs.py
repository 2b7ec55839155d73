"""Spreadsheets made to be too much: small files that unpack to more than anybody reads."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.content.spreadsheet.importing import sheets_in
from bot.content.spreadsheet.rows import read_rows
from bot.content.spreadsheet.table import LAST_ROW, MOST_COLUMNS, TableError
from bot.content.spreadsheet.workbook import LARGEST_UNPACKED
from tests.content.tables import workbook
from tests.content.test_spreadsheet_files import HEADINGS, ROW, SHEET_PART, TODAY

HIDDEN = "xl/media/image1.png"


def refusal(data: bytes) -> str:
    with pytest.raises(TableError) as refused:
        read_rows(sheets_in(data), TODAY)
    return str(refused.value)


def disguised(sheet: bytes) -> bytes:
    """Return a workbook whose sheet stands in a part that is called a picture."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([HEADINGS, ROW]))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part).replace(b"worksheets/sheet1.xml", b"media/image1.png")
            name, data = (HIDDEN, sheet or data) if part == SHEET_PART else (part, data)
            new.writestr(name, data)
    return made.getvalue()


def sheet_of_usual_row() -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook([HEADINGS, ROW]))) as archive:
        return archive.read(SHEET_PART)


def test_a_sheet_may_have_any_name() -> None:
    assert len(read_rows(sheets_in(disguised(b"")), TODAY).rows) == 1


def test_a_bomb_that_is_called_a_picture_is_refused_unread() -> None:
    bomb = disguised(sheet_of_usual_row() + b" " * LARGEST_UNPACKED)
    assert len(bomb) < 100_000
    assert "bung ra quá lớn" in refusal(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_part_and_encoding(encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    sheet = sheet_of_usual_row().decode().rpartition("?>")[2]
    written = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}{sheet}'
    assert "tệp có phần lạ bên trong" in refusal(disguised(written.encode(encoding)))


def test_an_archive_that_lies_about_its_sizes_unpacks_no_further_than_it_says() -> None:
    bomb = disguised(sheet_of_usual_row() + b" " * LARGEST_UNPACKED)
    real = (len(sheet_of_usual_row()) + LARGEST_UNPACKED).to_bytes(4, "little")
    assert real in bomb
    assert "không đọc được tệp Excel" in refusal(bomb.replace(real, (5000).to_bytes(4, "little")))


def test_cells_far_to_the_right_of_a_text_are_not_looked_at() -> None:
    data = b"Ng\xc3\xa0y,\xc4\x90\xe1\xbb\x8ba \xc4\x91i\xe1\xbb\x83m" + b"," * 900_000 + b"x\n"
    [sheet] = sheets_in(data)
    assert max(map(len, sheet.rows)) == MOST_COLUMNS


def test_a_text_of_empty_lines_is_refused() -> None:
    assert "kể cả dòng trống" in refusal(b"\n" * (LAST_ROW + 1))
