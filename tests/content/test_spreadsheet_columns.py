"""Headings: which cell of a sheet begins which column, and which rows are none of the table's."""

from __future__ import annotations

from datetime import date, time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.spreadsheet.columns import Column, column_of, find_header
from bot.content.spreadsheet.importing import sheets_in
from bot.content.spreadsheet.rows import EXAMPLE, Reading, read_rows
from bot.content.spreadsheet.table import Sheet, Unreadable
from tests.content.tables import text, workbook

HEADINGS = ("Ngày", "Giờ", "Địa điểm")
ROW = ("05/12/2026", "7h30-11h", "Đình Gió")


def read(data: bytes) -> Reading:
    return read_rows(sheets_in(data), date(2026, 11, 22))


def faults(data: bytes) -> list[str]:
    return sorted(map(str, read(data).faults))


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Ngày", Column.DAYS),
        ("NGAY", Column.DAYS),
        ("Ngày, tháng, năm", Column.DAYS),
        ("Từ ngày", Column.FIRST),
        ("Đến hết ngày", Column.LAST),
        ("Thứ", Column.WEEKDAYS),
        ("Thời gian (giờ)", Column.HOURS),
        ("Buổi sáng", Column.MORNING),
        ("Chiều", Column.AFTERNOON),
        ("tối", Column.EVENING),
        ("Địa điểm", Column.PLACE),
        ("dia diem to chuc", Column.PLACE),
        ("Địa chỉ", Column.ADDRESS),
        ("Phường/xã", Column.AREA),
        ("Xã, phường", Column.AREA),
        ("Đối tượng", Column.PEOPLE),
        ("Tổ/khối", Column.GROUPS),
        ("Tổ dân phố", Column.GROUPS),
        ("Số lượng", Column.QUOTA),
        ("Giấy tờ mang theo", Column.BRING),
        ("SĐT", Column.PHONE),
        ("Tình trạng", Column.STATE),
        ("Ghi chú:", Column.NOTE),
        ("TT", Column.NUMBER),
        ("Ký nhận", None),
        ("", None),
        (5, None),
    ],
)
def test_a_heading_means_a_column(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


def test_every_column_is_known_by_its_own_name() -> None:
    assert [column_of(str(column)) for column in Column] == list(Column)


def test_columns_that_nobody_knows_are_named_at_their_heading() -> None:
    data = text("Ngày;Địa điễn;Địa điểm;Ký nhận", "05/12/2026;;A;").encode()
    first, second = faults(data)
    assert first == "B1: không có cột nào tên «Địa điễn»; có phải «Địa điểm»?"
    assert second.startswith("D1: không có cột nào tên «Ký nhận»; xóa cột, hoặc đổi thành")


def test_a_column_that_stands_twice_is_told() -> None:
    data = text("Ngày;Nơi làm;Địa điểm", "05/12/2026;A;B").encode()
    assert faults(data) == ["C1: hai cột «Địa điểm»; giữ một cột, xóa cột kia"]


def test_cells_without_a_heading_are_told_where_they_begin() -> None:
    data = text("Ngày;Địa điểm;", "05/12/2026;A;", "06/12/2026;A;x").encode()
    assert faults(data) == ["C3: cột này không có tiêu đề; thêm tiêu đề, hoặc xóa cột"]


def test_the_headings_may_stand_below_a_title_and_empty_rows() -> None:
    def widen(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")

    title = ["LỊCH LÀM THẺ THÁNG 12", None, None]
    data = workbook([title, [], HEADINGS, [], ROW, [None, " ", None], ROW[:1]], after=widen)
    found = read(data)
    assert [row.number for row in found.rows] == [5, 7]
    assert found.faults == ()


def test_a_second_row_may_divide_the_hours_into_parts_of_the_day() -> None:
    def merge(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    data = workbook(
        [
            ["Ngày", "Thời gian", None, "Địa điểm"],
            [None, "Sáng", "Chiều", None],
            ["05/12/2026", "7h30-11h", "1h30-5h", "Đình Gió"],
        ],
        after=merge,
    )
    [row] = read(data).rows
    assert [hours.start for hours in row.line.hours] == [time(7, 30), time(13, 30)]


def test_headings_repeated_on_a_new_page_are_no_session() -> None:
    data = workbook([HEADINGS, ROW, HEADINGS, ROW])
    assert [row.number for row in read(data).rows] == [2, 4]


def test_totals_and_the_example_are_left_aside_and_told() -> None:
    headings = ("TT", "Ngày", "Địa điểm", "Số lượng", "Ghi chú")
    data = workbook([
        headings,
        (1, "05/12/2026", "A", 100, f"{EXAMPLE}; xóa đi"),
        (2, "05/12/2026", "A", 100, "Ví dụ mang theo ghế"),
        ("Tổng cộng:", None, None, 200, None),
        (3, None, None, None, None),
    ])  # fmt: skip
    found = read(data)
    assert [row.number for row in found.rows] == [3]
    assert found.skipped == ("dòng 2: dòng ví dụ", "dòng 4: dòng tổng cộng")


def test_a_sheet_without_headings_has_no_header() -> None:
    assert find_header(Sheet("", [["a", "b"], [Unreadable("x"), None]])) is None
