"""A blank table for staff: drop-downs, an example that is ignored, and how to fill it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.exporting import (
    DAY_COLUMNS,
    DAY_FORMAT,
    TEXT_FORMAT,
    WIDTHS,
    headed_sheet,
    saved,
    set_cell,
)
from bot.content.spreadsheet.line_writing import written_weekdays
from bot.content.spreadsheet.rows import EXAMPLE
from bot.content.spreadsheet.state_cells import HOLIDAYS, KINDS, STATES
from bot.content.spreadsheet.table import Value

_PREPARED_ROWS = 300
_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN", "T2-T6", "T2-T7", "Hằng ngày")
_INSTRUCTIONS: Mapping[Column, str] = {
    Column.DAYS: "Ngày/tháng/năm: 05/12/2026. Nhiều ngày: 05/12, 06/12/2026 hoặc 05-06/12/2026.",
    Column.FIRST: "Lịch lặp lại bắt đầu từ ngày nào. Phiên một, hai ngày thì chỉ ghi cột Ngày.",
    Column.LAST: "Ngày cuối của lịch lặp lại; để trống là chưa có ngày kết thúc.",
    Column.WEEKDAYS: "Lịch lặp lại vào thứ mấy: T7, CN hoặc T2-T6. Ghi kèm cột Ngày thì phải "
    "đúng thứ.",
    Column.HOURS: "7h30-11h30, 13h30-17h. Chưa rõ giờ thì để trống: trợ lý không hứa giờ. "
    "Có thể thay bằng ba cột Sáng, Chiều, Tối.",
    Column.PLACE: "Tên nơi làm. Làm cùng lúc nhiều nơi thì cách nhau bằng dấu chấm phẩy.",
    Column.ADDRESS: "Số nhà, đường. Nơi đã nhập trước đây thì để trống cũng được.",
    Column.AREA: "Phường, xã của nơi làm, tên nay hay tên cũ; trùng tên với nơi khác thì ghi "
    "thêm tỉnh.",
    Column.PEOPLE: "Ai được làm. Để trống là mọi công dân.",
    Column.GROUPS: "Tổ dân phố, thôn hoặc khối lớp: Tổ 1-7.",
    Column.QUOTA: "Mỗi ngày nhận bao nhiêu người.",
    Column.BRING: "Giấy tờ cần mang, cách nhau bằng dấu chấm phẩy.",
    Column.PHONE: "Số để người dân hỏi.",
    Column.STATE: "Hoãn, hủy thì ghi thêm lý do và ngày mới: Hoãn sang 12/12/2026: mất điện.",
    Column.NOTE: "Điều khác người dân cần biết.",
    Column.KIND: "Để trống là lưu động. Tạm dừng: những ngày này không nhận ở nơi đã ghi "
    "(không ghi nơi nào là dừng tất cả).",
    Column.HOLIDAYS: "Vẫn làm vào ngày nghỉ lễ thì chọn Làm.",
    Column.ID: "Máy tự đặt, để trống. Bảng xuất ra có sẵn mã: giữ nguyên để sửa đúng phiên cũ.",
}


def template(age_starts: Sequence[int], today: date) -> bytes:
    """Return the workbook.

    `age_starts` are the ages at which answers begin to differ, the first one 0: drop-downs offer
    the ages between the second and the third.
    """
    book = Workbook()
    sheet = headed_sheet(book)
    example = _example(today)
    columns = list(WIDTHS)
    for at, column in enumerate(columns, 1):
        for row in range(3, _PREPARED_ROWS + 1):
            sheet.cell(row, at).number_format = _format(column)
        set_cell(sheet, 2, at, example.get(column))
        sheet.cell(2, at).font = Font(italic=True, color="808080")
    for column, choices, strict in (
        (Column.WEEKDAYS, _WEEKDAYS, False),
        (Column.PEOPLE, _people(age_starts), False),
        (Column.STATE, tuple(STATES.values()), False),
        (Column.KIND, tuple(KINDS.values()), True),
        (Column.HOLIDAYS, tuple(HOLIDAYS.values()), True),
    ):
        rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        rule.showErrorMessage = strict  # the others may be completed by hand
        letter = get_column_letter(columns.index(column) + 1)
        rule.add(f"{letter}3:{letter}{_PREPARED_ROWS}")
        sheet.add_data_validation(rule)
    _instruct(book)
    return saved(book)


def _example(today: date) -> Mapping[Column, Value]:
    day = today + timedelta(days=14)
    return {
        Column.DAYS: day,
        Column.WEEKDAYS: written_weekdays([day.isoweekday()]),
        Column.HOURS: "7h30-11h30, 13h30-17h",
        Column.PLACE: "Trường THCS Ví Dụ",
        Column.ADDRESS: "12 đường Thử",
        Column.AREA: "phường Mẫu, tỉnh Mẫu",
        Column.PEOPLE: "Mọi công dân",
        Column.GROUPS: "Tổ 1-7",
        Column.QUOTA: 150,
        Column.BRING: "Thẻ cũ; Giấy khai sinh của trẻ",
        Column.STATE: "Lên lịch",
        Column.NOTE: f"{EXAMPLE}; xóa đi khi đã xem.",
    }


def _format(column: Column) -> str:
    """Return what keeps Excel from changing what is typed: 8-11 into a day, 0912 into 912."""
    if column is Column.QUOTA:
        return "General"
    return DAY_FORMAT if column in DAY_COLUMNS else TEXT_FORMAT


def _people(age_starts: Sequence[int]) -> tuple[str, ...]:
    ages = [
        choice
        for low, high in pairwise(age_starts[1:3])
        for choice in (
            f"Dưới {low} tuổi", f"Từ {low} đến dưới {high} tuổi", f"Từ {high} tuổi trở lên"
        )
    ]  # fmt: skip
    return ("Mọi công dân", *ages, "Thường trú", "Tạm trú")


def _instruct(book: Workbook) -> None:
    sheet = book.create_sheet("Hướng dẫn")
    lines = [
        ("Điền ở trang «Lịch», mỗi phiên một dòng; cột không dùng thì để trống hoặc xóa.", ""),
        (
            "Nhập vào trợ lý:",
            "Trang «Phiên lưu động», mục «Nhập từ bảng»; "
            "hoặc python -m bot import-sessions TỆP.xlsx",
        ),
        ("Máy cho xem trước, hỏi rồi mới ghi; có lỗi thì báo từng ô và không ghi gì.", ""),
        ("", ""),
        *((str(column), text) for column, text in _INSTRUCTIONS.items()),
    ]
    for number, (name, text) in enumerate(lines, 1):
        sheet.cell(number, 1, name).font = Font(bold=bool(text))
        sheet.cell(number, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 90
