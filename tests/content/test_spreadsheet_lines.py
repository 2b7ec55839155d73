"""Rows: what their cells say together, and back to cells and words."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.day_cells import read_days
from bot.content.spreadsheet.hour_cells import written_hours
from bot.content.spreadsheet.line_reading import read_line
from bot.content.spreadsheet.line_writing import (
    cells_of,
    in_words,
    written_days,
    written_weekdays,
)
from bot.content.spreadsheet.lines import Line, Named
from bot.content.spreadsheet.table import Value
from bot.language.clock_times import Hours

TODAY = date(2026, 11, 22)


def december(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 12, day) for day in days)


def clocks(written: str) -> tuple[Hours, ...]:
    return tuple(
        Hours(*(time.fromisoformat(end) for end in stretch.split("-")))
        for stretch in written.split()
    )


def row(**cells: Value) -> tuple[Line, list[tuple[Column, str]]]:
    return read_line({Column[name]: value for name, value in cells.items()}, TODAY)


def test_hours_may_stand_in_a_column_for_each_part_of_the_day() -> None:
    line, wrong = row(MORNING="7h30-11h", AFTERNOON="1h30-5h", EVENING="6h-8h")
    assert (line.hours, wrong) == (clocks("07:30-11:00 13:30-17:00 18:00-20:00"), [])


def test_hours_may_stand_in_a_column_for_the_beginning_and_one_for_the_end() -> None:
    line, wrong = row(START=time(7, 30), END="11h")
    assert (line.hours, wrong) == (clocks("07:30-11:00"), [])


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"START": "7h"}, Column.END, "thiếu giờ"),
        ({"START": "11h", "END": "7h"}, Column.END, "không sau «Từ giờ»"),
        ({"MORNING": "7h-11h", "HOURS": "10h-12h"}, Column.HOURS, "chồng nhau"),
        (
            {"FIRST": "05/12/2026", "LAST": "01/12/2026"},
            Column.LAST,
            "ngày 01/12/2026 trước «Từ ngày» 05/12/2026",
        ),
        ({"DAYS": "05/12/2026", "WEEKDAYS": "CN"}, Column.WEEKDAYS, "là thứ Bảy"),
        ({"WEEKDAYS": "thứ 9"}, Column.WEEKDAYS, "không hiểu thứ «thứ 9»"),
        (
            {"DAYS": "05/12/2026", "STATE": "Hoãn sang 04/12/2026"},
            Column.STATE,
            "phải sau ngày 05/12/2026",
        ),
        ({"PLACE": "A; B", "ADDRESS": "x; y; z"}, Column.ADDRESS, "có 2 địa điểm mà 3"),
        ({"PLACE": "A", "KIND": "Tạm dừng lưu động"}, Column.PLACE, "để trống"),
    ],
    ids=str,
)
def test_cells_that_contradict_each_other_are_told(
    cells: dict[str, Value], column: Column, said: str
) -> None:
    _, [(where, message)] = row(**cells)
    assert where is column
    assert said in message


def test_every_cell_of_a_row_that_cannot_be_read_is_told_at_once() -> None:
    _, wrong = row(DAYS="mai", HOURS="sáng", QUOTA="nhiều", PHONE="hỏi", STATE="xong")
    assert [column for column, _ in wrong] == [
        Column.DAYS, Column.HOURS, Column.QUOTA, Column.PHONE, Column.STATE,
    ]  # fmt: skip


def test_weekdays_beside_single_days_only_confirm_them() -> None:
    line, wrong = row(DAYS="05-06/12/2026", WEEKDAYS="T7, CN")
    assert (line.days, line.weekdays, wrong) == (december(5, 6), (), [])


def test_several_places_have_one_address_each_and_one_ward_for_all() -> None:
    line, _ = row(PLACE="Đình Gió; Chợ Nắng", ADDRESS="3 ngõ Diều; -", AREA="phường Gió Lùa")
    assert line.places == (
        Named("Đình Gió", "3 ngõ Diều", "phường Gió Lùa"),
        Named("Chợ Nắng", "", "phường Gió Lùa"),
    )


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (december(5), "05/12/2026"),
        (december(5, 6), "05/12/2026, 06/12/2026"),
        (december(5, 6, 7, 12), "05/12/2026 - 07/12/2026, 12/12/2026"),
    ],
    ids=str,
)
def test_days_are_written_as_they_are_read(days: tuple[date, ...], written: str) -> None:
    assert written_days(days) == written
    assert read_days(written, TODAY) == days


@pytest.mark.parametrize(
    ("weekdays", "written"),
    [
        ((6,), "T7"),
        ((6, 7), "T7, CN"),
        ((1, 2, 3, 4, 5), "T2-T6"),
        ((1, 3, 5, 6, 7), "T2, T4, T6-CN"),
    ],
    ids=str,
)
def test_weekdays_are_written_as_in_vietnam(weekdays: tuple[int, ...], written: str) -> None:
    assert written_weekdays(weekdays) == written


def test_hours_are_written_as_in_vietnam() -> None:
    written = [written_hours(hours) for hours in clocks("07:30-11:00 06:00-23:59 00:00-23:59")]
    assert written == ["7h30-11h", "6h-24h", "0h-24h"]


def test_a_row_is_told_in_words() -> None:
    line, _ = row(
        DAYS="05/12/2026", HOURS="7h30-11h30", PLACE="Trường THCS Hoa Mai", GROUPS="1-7",
        STATE="Hủy: mất điện",
    )  # fmt: skip
    assert in_words(line) == (
        "Thứ Bảy 05/12/2026, 7h30–11h30, Trường THCS Hoa Mai, Tổ 1-7 (Hủy: mất điện)"
    )


def test_a_range_is_told_in_words() -> None:
    line, _ = row(FIRST="01/12/2026", LAST="31/12/2026", WEEKDAYS="T7, CN", KIND="tại nhà")
    assert in_words(line) == "Tại nhà, Từ 01/12/2026 đến 31/12/2026 (T7, CN)"


def test_a_range_without_weekdays_is_told_as_what_it_is() -> None:
    line, _ = row(FIRST="01/12/2026", PLACE="Sân chơi")
    assert in_words(line) == "Từ 01/12/2026 (mọi ngày), Sân chơi"


def test_a_row_is_written_with_the_cells_that_it_was_read_from() -> None:
    cells: dict[Column, Value] = {
        Column.DAYS: date(2026, 12, 5),
        Column.WEEKDAYS: "T7",
        Column.HOURS: "7h30-11h30",
        Column.PLACE: "Đình Gió; Chợ Nắng",
        Column.ADDRESS: "3 ngõ Diều; -",
        Column.PEOPLE: "Từ 14 tuổi trở lên",
        Column.QUOTA: 60,
        Column.STATE: "Hủy: mất điện",
        Column.KIND: "Lưu động",
    }
    line, wrong = read_line(cells, TODAY)
    assert (dict(cells_of(line)), wrong) == (cells, [])
