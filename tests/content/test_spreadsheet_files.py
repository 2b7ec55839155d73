"""Files of every kind that staff send: what is read from them, and what is told where."""

from __future__ import annotations

import codecs
import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.spreadsheet.delimited import guarded, read_delimited
from bot.content.spreadsheet.importing import sheets_in
from bot.content.spreadsheet.rows import Reading, read_rows
from bot.content.spreadsheet.table import MOST_ROWS, Sheet, TableError
from bot.content.spreadsheet.workbook import LARGEST_UNPACKED
from tests.content.tables import text, with_part, workbook

TODAY = date(2026, 11, 22)
HEADINGS = ("Ngày", "Giờ", "Địa điểm")
ROW = ("05/12/2026", "7h30-11h", "Đình Gió")
TABLE = text("Ngày;Giờ;Địa điểm", "05/12/2026;7h30-11h;Đình Gió")
SHEET_PART = "xl/worksheets/sheet1.xml"


def read(data: bytes) -> Reading:
    return read_rows(sheets_in(data), TODAY)


def faults(data: bytes) -> list[str]:
    return sorted(map(str, read(data).faults))


def refusal(data: bytes) -> str:
    with pytest.raises(TableError) as refused:
        read(data)
    return str(refused.value)


def is_the_usual_row(data: bytes) -> bool:
    [row] = read(data).rows
    return (
        row.line.days == (date(2026, 12, 5),)
        and [place.name for place in row.line.places] == ["Đình Gió"]
        and len(row.line.hours) == 1
    )


def is_told_or_read(data: bytes) -> bool:
    try:
        return all(isinstance(sheet, Sheet) for sheet in sheets_in(data))
    except TableError as refused:
        return bool(refused.faults)


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
        f"sep=;\n{TABLE}".encode(),
        TABLE.replace("Đình Gió", '"Đình Gió"').encode(),
        TABLE.replace("Đình Gió", "Đình\n Gió").replace("Đình\n Gió", '"Đình\n Gió"').encode(),
        codecs.BOM_UTF16_LE + TABLE.replace(";", "\t").encode("utf-16-le"),
        workbook([HEADINGS, ROW]),
    ],
    ids=[
        "utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "utf-16 le bare", "utf-16 be bare",
        "windows lines", "commas", "pasted tabs", "named separator", "quotes", "line in a cell",
        "unicode text of excel", "excel",
    ],
)  # fmt: skip
def test_the_same_table_is_read_from(data: bytes) -> None:
    assert is_the_usual_row(data)


def test_a_comma_in_a_cell_parts_no_columns() -> None:
    data = text("Ngày,Giờ,Địa điểm", '05/12/2026,"7h30-11h, 13h-17h",Đình Gió').encode()
    [row] = read(data).rows
    assert len(row.line.hours) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TABLE.encode("utf-16-le")[:-1], "tệp không phải UTF-8; trong Excel chọn lưu dạng"),
        ("Ngày;Địa điểm\n05/12/2026;".encode() + b"\xd0\xcc", "tệp không phải UTF-8"),
        (b"", "không thấy dòng tiêu đề"),
        (b"\0", "không phải UTF-8"),
        ("Ngày tháng ở đây".encode(), "cần cột «Ngày» (hoặc «Từ ngày», «Đến ngày»)"),
        (text("Ngày;Giờ", '05/12/2026;"7h-11h').encode(), "dòng 2: dấu nháy kép"),
        (b"PK\x03\x04 no archive", "không đọc được tệp Excel này"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "tệp kiểu cũ (.xls) hoặc có mật khẩu"),
        (
            text("Ngày;Địa điểm", *["05/12/2026;A"] * (MOST_ROWS + 1)).encode(),
            f"bảng dài quá {MOST_ROWS} dòng",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_is_told_why(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_cells_of_excel_keep_their_kind() -> None:
    data = workbook([
        ("Ngày", "Từ giờ", "Đến giờ", "Địa điểm", "Số lượng", "Tổ/khối", "Điện thoại"),
        (datetime.fromisoformat("2026-12-05"), time(7, 30), 0.5, "A", 60.0, 5, 912345678),
        (46361, time(7, 30), timedelta(hours=11), "B", 60, "1-7", "0912345678"),
    ])  # fmt: skip
    one, other = (row.line for row in read(data).rows)
    assert one.days == other.days == (date(2026, 12, 5),)
    assert [hours.end for hours in (*one.hours, *other.hours)] == [time(12), time(11)]
    assert (one.quota, one.residents, one.phone) == (60, "Tổ 5", "0912345678")


def test_what_excel_made_a_day_of_is_told() -> None:
    data = workbook([HEADINGS, ("05/12/2026", date(2026, 11, 8), "A")])
    [said] = faults(data)
    assert said.startswith("B2: Excel đã đổi ô này thành ngày 08/11/2026")


def test_a_cell_merged_downwards_counts_in_every_row_that_holds_anything() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A5")

    data = workbook(
        [HEADINGS, ROW, (None, "13h-17h", "B"), (None, None, None), (None, "18h-20h", "C")],
        after=merge,
    )
    found = read(data)
    assert [row.number for row in found.rows] == [2, 3, 5]
    assert {row.line.days for row in found.rows} == {(date(2026, 12, 5),)}


def test_hidden_sheets_are_not_read() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    data = workbook([HEADINGS, ("x", "y", "z")], [HEADINGS, ROW], after=hide)
    assert is_the_usual_row(data)


def test_several_sheets_are_read_and_named_in_faults() -> None:
    data = workbook([HEADINGS, ROW], [HEADINGS, ("mai", "7h-11h", "B")], [("Hướng dẫn",)])
    found = read(data)
    assert [str(fault) for fault in found.faults] == [
        "Trang 2!A2: không đọc được ngày «mai»; viết ngày/tháng/năm, ví dụ 05/12/2026"
    ]
    assert found.skipped == ("trang «Trang 3»: không có bảng lịch",)


def test_a_formula_counts_as_its_result() -> None:
    def calculated(part: bytes) -> bytes:
        return part.replace(b"<f>B9</f><v></v>", b"<f>B9</f><v>60</v>").replace(
            b"<f>B9</f><v />", b"<f>B9</f><v>60</v>"
        )

    made = workbook([("Ngày", "Số lượng", "Địa điểm"), ("05/12/2026", "=B9", "A")])
    [row] = read(with_part(made, SHEET_PART, calculated)).rows
    assert row.line.quota == 60


def test_a_formula_without_a_result_is_told_and_one_with_an_empty_result_is_empty() -> None:
    def empty_text(part: bytes) -> bytes:
        return part.replace(b'<c r="C2"', b'<c r="C2" t="str"')

    made = workbook([("Ngày", "Giờ", "Ghi chú"), ("05/12/2026", "=B9", '=""')])
    [said] = faults(with_part(made, SHEET_PART, empty_text))
    assert said.startswith("B2: công thức chưa có kết quả")


def test_errors_of_excel_are_told() -> None:
    def broken(part: bytes) -> bytes:
        return part.replace(b'<c r="B2" t="n"><v>60</v>', b'<c r="B2" t="e"><v>#REF!</v>')

    made = workbook([("Ngày", "Giờ"), ("05/12/2026", 60)])
    assert faults(with_part(made, SHEET_PART, broken)) == [
        "B2: ô báo lỗi #REF!; sửa công thức hoặc gõ giá trị"
    ]


def test_every_cell_at_fault_is_told_at_once_with_its_address() -> None:
    data = workbook([
        ("Ngày", "Thứ", "Giờ", "Địa điểm", "Số lượng"),
        ("05/12/2026", "CN", "sáng", "A", "nhiều"),
        ("06/12/2026", "CN", "7h-11h", "A", 60),
        ("31/11/2026", None, "11h-7h", "A", None),
    ])  # fmt: skip
    assert [said.split(":")[0] for said in faults(data)] == ["A4", "B2", "C2", "C4", "E2"]


def test_an_archive_that_unpacks_beyond_measure_is_refused_unread() -> None:
    bomb = with_part(
        workbook([HEADINGS, ROW]), SHEET_PART, lambda part: part + b" " * LARGEST_UNPACKED
    )
    assert len(bomb) < 100_000
    assert refusal(bomb) == "tệp bung ra quá lớn; chép riêng bảng lịch sang một tệp mới"


def test_an_archive_of_many_parts_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}.bin", b"")
    assert "bung ra quá lớn" in refusal(made.getvalue())


def test_entities_are_refused() -> None:
    def laughs(part: bytes) -> bytes:
        return b'<!DOCTYPE a [<!ENTITY a "ha">]>' + part.split(b"?>", 1)[-1]

    data = with_part(workbook([HEADINGS, ROW]), SHEET_PART, laughs)
    assert "tệp có phần lạ bên trong" in refusal(data)


def test_a_row_far_below_does_not_make_all_rows_above_it() -> None:
    def far(part: bytes) -> bytes:
        return part.replace(b'<row r="2"', b'<row r="4000000000"')

    data = with_part(workbook([HEADINGS, ROW]), SHEET_PART, far)
    assert "có ô nằm dưới dòng 100000" in refusal(data)


def test_a_workbook_of_too_many_rows_is_refused() -> None:
    assert f"bảng dài quá {MOST_ROWS} dòng" in refusal(workbook([HEADINGS] * (MOST_ROWS + 1)))


def test_an_empty_workbook_is_no_table() -> None:
    assert "không thấy dòng tiêu đề" in refusal(workbook([]))


@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_sheets_or_a_refusal(data: bytes) -> None:
    assert is_told_or_read(data)


@settings(max_examples=60)
@given(place=st.integers(0, 6000), data=st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_sheets_or_a_refusal(place: int, data: bytes) -> None:
    whole = workbook([HEADINGS, ROW])
    at = place % len(whole)
    assert is_told_or_read(b"PK" + (whole[:at] + data + whole[at + len(data) :])[2:])


@given(cell=st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_what_is_guarded_is_read_as_it_was_and_begins_with_no_formula(cell: str) -> None:
    assert guarded(cell)[0] not in "=+-@\t\r"
    quoted = '"' + guarded(cell).replace('"', '""') + '"'
    sheet = read_delimited(f"Ngày,Giờ\n{quoted},x\n".encode("utf-8", "surrogatepass"))
    assert sheet.rows[1] == [cell, "x"]
