"""The columns of a table of sessions, and which cell of a sheet is the heading of which."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.spreadsheet.table import CellFault, Sheet, Unreadable, Value, is_empty
from bot.language.text import fold


class Column(StrEnum):
    """A column by its heading."""

    DAYS = "Ngày"
    FIRST = "Từ ngày"
    LAST = "Đến ngày"
    WEEKDAYS = "Thứ"
    HOURS = "Giờ"
    MORNING = "Sáng"
    AFTERNOON = "Chiều"
    EVENING = "Tối"
    START = "Từ giờ"
    END = "Đến giờ"
    PLACE = "Địa điểm"
    ADDRESS = "Địa chỉ"
    AREA = "Phường/xã"
    PEOPLE = "Đối tượng"
    GROUPS = "Tổ/khối"
    QUOTA = "Số lượng"
    BRING = "Mang theo"
    PHONE = "Điện thoại"
    STATE = "Trạng thái"
    NOTE = "Ghi chú"
    KIND = "Hình thức"
    HOLIDAYS = "Ngày lễ"
    ID = "Mã"
    NUMBER = "STT"
    """Counts the rows; not read."""


_OTHER_HEADINGS = {
    Column.DAYS: "ngay thang, ngay thang nam, cac ngay, ngay lam, ngay to chuc, ngay thuc hien",
    Column.FIRST: "tu, ngay bat dau, bat dau tu ngay, bat dau",
    Column.LAST: "den, den het ngay, ngay ket thuc, ket thuc",
    Column.WEEKDAYS: "thu trong tuan, cac thu, ngay trong tuan",
    Column.HOURS: "thoi gian, khung gio, gio lam, gio lam viec, gio giac, cac gio",
    Column.MORNING: "buoi sang, gio sang",
    Column.AFTERNOON: "buoi chieu, gio chieu",
    Column.EVENING: "buoi toi, gio toi",
    Column.START: "gio bat dau",
    Column.END: "gio ket thuc, den het gio",
    Column.PLACE: "noi lam, diem lam, diem cap, dia diem to chuc, dia diem lam, ten dia diem, "
    "noi to chuc, diem luu dong, diem",
    Column.ADDRESS: "dia chi cu the, so nha duong",
    Column.AREA: "phuong, xa, xa phuong, phuong xa dac khu, xa phuong dac khu, dia ban, "
    "phuong xa thi tran",
    Column.PEOPLE: "doi tuong phuc vu, doi tuong lam, thanh phan",
    Column.GROUPS: "to, khoi, to dan pho, to thon, thon to, thon, ban, ap, khu pho, tdp, "
    "to dan pho thon, thon to dan pho, khoi to",
    Column.QUOTA: "so luong moi ngay, so luong ngay, so nguoi, so ho so, chi tieu, "
    "so luong du kien",
    Column.BRING: "can mang theo, can mang, giay to mang theo, giay to, giay to can mang",
    Column.PHONE: "so dien thoai, sdt, dt, so dt, lien he, dien thoai lien he",
    Column.STATE: "tinh trang",
    Column.NOTE: "luu y, ghi chu them, chu thich",
    Column.KIND: "loai, loai hinh",
    Column.HOLIDAYS: "ngay nghi le, le",
    Column.ID: "ma phien, id",
    Column.NUMBER: "tt, so tt, so thu tu",
}
"""What else staff call a column, folded."""

_ROWS_LOOKED_AT = 40
_BRACKETS = re.compile(r"\(.*?\)")
_SIGNS = re.compile(r"[^a-z0-9]+")


def _key(heading: str) -> str:
    return _SIGNS.sub(" ", fold(heading).lower()).strip()


_BY_HEADING: Mapping[str, Column] = {
    **{_key(column): column for column in Column},
    **{name: column for column, names in _OTHER_HEADINGS.items() for name in names.split(", ")},
}


@dataclass(frozen=True)
class Header:
    """Where the table's headings stand."""

    row: int
    """The last row of headings, counted from 1."""
    columns: Mapping[Column, int]
    """Column to its number, counted from 1."""
    faults: tuple[CellFault, ...] = ()


def column_of(heading: Value) -> Column | None:
    """Return the column that a heading means: marks, signs and brackets aside."""
    if not isinstance(heading, str) or len(heading) > 60:
        return None
    whole = _BY_HEADING.get(_key(heading))
    return whole or _BY_HEADING.get(_key(_BRACKETS.sub(" ", heading)))


def find_header(sheet: Sheet) -> Header | None:
    """Return the headings, which need not stand in the first row; `None` where there are none.

    Under a heading such as «Thời gian» a second row may divide it into `Sáng`, `Chiều`.
    """
    for number, row in enumerate(sheet.rows[:_ROWS_LOOKED_AT], 1):
        found = {column_of(cell) for cell in row} - {None}
        if len(found) > 1 and found & {Column.DAYS, Column.FIRST}:
            below = sheet.rows[number] if number < len(sheet.rows) else ()
            return _header(sheet, number, row, below if is_heading(below) else ())
    return None


def is_heading(row: Sequence[Value]) -> bool:
    """Tell whether a row holds headings and nothing else."""
    told = [cell for cell in row if not is_empty(cell)]
    return bool(told) and all(column_of(cell) for cell in told)


def _header(sheet: Sheet, number: int, row: Sequence[Value], below: Sequence[Value]) -> Header:
    columns: dict[Column, int] = {}
    faults = []
    width = max(map(len, sheet.rows))
    last = number + bool(below)
    for at in range(1, width + 1):
        line, heading = (number + 1, _at(below, at)) if _at(below, at) else (number, _at(row, at))
        column = column_of(heading)
        if column in columns:
            faults.append(sheet.fault(line, at, f"hai cột «{column}»; giữ một cột, xóa cột kia"))
        elif column:
            columns[column] = at
        elif not is_empty(heading):
            name = heading.reason if isinstance(heading, Unreadable) else str(heading)
            faults.append(sheet.fault(line, at, _unknown(name)))
        else:
            filled = (
                below
                for below in range(last + 1, len(sheet.rows) + 1)
                if not is_empty(_at(sheet.rows[below - 1], at))
            )
            first = next(filled, None)
            if first:
                faults.append(
                    sheet.fault(first, at, "cột này không có tiêu đề; thêm tiêu đề, hoặc xóa cột")
                )
    return Header(last, columns, tuple(faults))


def _at(row: Sequence[Value], column: int) -> Value:
    return row[column - 1] if column <= len(row) else None


def _unknown(heading: str) -> str:
    near = difflib.get_close_matches(_key(heading), sorted(_BY_HEADING), n=1, cutoff=0.75)
    hint = (
        f"; có phải «{_BY_HEADING[near[0]]}»?"
        if near
        else f"; xóa cột, hoặc đổi thành một trong: {', '.join(Column)}"
    )
    return f"không có cột nào tên «{heading[:60]}»{hint}"
