"""Cells of days and hours: every way in which staff fill them, and what others are told."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest

from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.day_cells import read_days, read_last_day, read_one_day
from bot.content.spreadsheet.hour_cells import read_hour_ranges, read_moment
from bot.content.spreadsheet.table import Unreadable, Value
from bot.language.clock_times import Hours

TODAY = date(2026, 11, 22)


def december(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 12, day) for day in days)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("05/12/2026", december(5)),
        ("5.12.26", december(5)),
        ("5-12-2026", december(5)),
        ("2026-12-05", december(5)),
        ("ngày 5 tháng 12 năm 2026", december(5)),
        ("Thứ 7, 05/12/2026", december(5)),
        ("T7 5/12", december(5)),
        ("46361", december(5)),
        (46361, december(5)),
        (date(2026, 12, 5), december(5)),
        (datetime.fromisoformat("2026-12-05T07:30"), december(5)),
        ("5/12", december(5)),
        ("1/3", (date(2027, 3, 1),)),
        ("1/10", (date(2026, 10, 1),)),
        ("05/12, 06/12/2026", december(5, 6)),
        ("05-06/12/2026", december(5, 6)),
        ("05–06/12", december(5, 6)),
        ("5,6,7/12/2026", december(5, 6, 7)),
        ("05/12/2026 và 06/12/2026", december(5, 6)),
        ("05/12/2026\n06/12/2026", december(5, 6)),
        ("05/12/2026;", december(5)),
        ("06/12/2026, 05/12/2026, 06/12/2026", december(5, 6)),
        ("05/12/2026, 06/12", december(5, 6)),
        ("từ 05/12 đến 07/12/2026", december(5, 6, 7)),
        ("05/12/2026 - 07/12/2026", december(5, 6, 7)),
        ("2026-12-05 - 2026-12-07", december(5, 6, 7)),
        ("T7 05/12, CN 06/12/2026", december(5, 6)),
        ("Thứ 7, CN (05-06/12/2026)", december(5, 6)),
        ("T2-T4 (07-09/12/2026)", december(7, 8, 9)),
        ("ngày 05, 06 tháng 12 năm 2026", december(5, 6)),
        ("31/12, 01/01/2027", (date(2026, 12, 31), date(2027, 1, 1))),
        ("28/2 - 1/3/2027", (date(2027, 2, 28), date(2027, 3, 1))),
        ("", ()),
        (None, ()),
    ],
    ids=str,
)
def test_a_cell_of_days_is_read_as(cell: Value, days: tuple[date, ...]) -> None:
    assert read_days(cell, TODAY) == days


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Thứ 7, 06/12/2026", "ngày 06/12/2026 là Chủ nhật, không phải thứ Bảy"),
        ("T7 06/12, CN 05/12/2026", "ngày 05/12/2026 là thứ Bảy, không phải Chủ nhật"),
        ("T7, CN (04-05/12/2026)", "ngày 04/12/2026 là thứ Sáu, không phải thứ Bảy, Chủ nhật"),
        ("T6, T7, CN (05-06/12/2026)", "không có ngày nào là thứ Sáu"),
        ("31/11/2026", "không đọc được ngày «31/11/2026»; viết ngày/tháng/năm, ví dụ 05/12/2026"),
        ("12/2026", "không đọc được ngày «12/2026»"),
        ("5.6/12", "không đọc được ngày «5.6/12»"),
        ("mai", "không đọc được ngày «mai»"),
        ("Thứ 7", "không đọc được ngày «Thứ 7»"),
        ("31, 01/12/2026", "không đọc được ngày"),
        ("07/12/2026 - 05/12/2026", "ngày 05/12/2026 trước ngày 07/12/2026"),
        ("01/12/2026 - 31/01/2027", "ghi ở hai cột «Từ ngày», «Đến ngày»"),
        (12, "«12» không phải ngày"),
        (time(7, 30), "«07:30» không phải ngày"),
        (Unreadable("ô báo lỗi #REF!"), "ô báo lỗi #REF!"),
    ],
    ids=str,
)
def test_a_cell_that_is_no_days_is_told_why(cell: Value, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_days(cell, TODAY)


def test_the_first_day_of_a_range_takes_its_year_from_the_last() -> None:
    assert read_one_day("20/12", TODAY, date(2026, 2, 1)) == date(2025, 12, 20)
    assert read_one_day("20/12/2026", TODAY, date(2027, 2, 1)) == date(2026, 12, 20)
    assert read_one_day("", TODAY, date(2027, 2, 1)) is None


def test_a_range_begins_on_one_day_only() -> None:
    with pytest.raises(ValueError, match="chỉ nhận một ngày"):
        read_one_day("05/12, 06/12/2026", TODAY)


@pytest.mark.parametrize("cell", ["", "đến khi có thông báo mới", "không thời hạn", None])
def test_a_range_may_have_no_last_day(cell: Value) -> None:
    assert read_last_day(cell, TODAY) is None


def clocks(written: str) -> tuple[Hours, ...]:
    return tuple(
        Hours(*(time.fromisoformat(end) for end in stretch.split("-")))
        for stretch in written.split()
    )


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("7h30-11h30", "07:30-11:30"),
        ("7g30–11g", "07:30-11:00"),
        ("7 giờ 30 phút đến 22 giờ", "07:30-22:00"),
        ("8-11h", "08:00-11:00"),
        ("8h-11", "08:00-11:00"),
        ("8-11", "08:00-11:00"),
        ("7:30-11:30", "07:30-11:30"),
        ("07:30 – 11:00", "07:30-11:00"),
        ("7.30-11.30", "07:30-11:30"),
        ("13h30’ - 17h", "13:30-17:00"),
        ("7h30 → 11h30", "07:30-11:30"),
        ("7h30\n-11h30", "07:30-11:30"),
        ("24/24", "00:00-23:59"),
        ("6h-24h", "06:00-23:59"),
        ("buổi sáng từ 7h30 đến 11h", "07:30-11:00"),
        ("từ 18h30 đến 20h30 tối", "18:30-20:30"),
        ("7h30-11h30, 13h30-17h", "07:30-11:30 13:30-17:00"),
        ("13h30-17h; 7h30-11h30", "07:30-11:30 13:30-17:00"),
        ("7h30-11h30 và 13h30-17h00", "07:30-11:30 13:30-17:00"),
        ("7h30-11h30/13h30-17h", "07:30-11:30 13:30-17:00"),
        ("7h30-11h30\n13h30-17h", "07:30-11:30 13:30-17:00"),
        ("Sáng: 7h30–11h30; Chiều: 1h30–5h", "07:30-11:30 13:30-17:00"),
        ("8 - 11 , 13 - 16", "08:00-11:00 13:00-16:00"),
        ("", ""),
        (None, ""),
    ],
    ids=str,
)
def test_a_cell_of_hours_is_read_as(cell: Value, hours: str) -> None:
    assert read_hour_ranges(cell) == clocks(hours)


@pytest.mark.parametrize(
    ("column", "cell", "hours"),
    [
        (Column.MORNING, "7h30-11h", "07:30-11:00"),
        (Column.AFTERNOON, "1h30-5h", "13:30-17:00"),
        (Column.AFTERNOON, "2-5", "14:00-17:00"),
        (Column.AFTERNOON, "13h30-17h", "13:30-17:00"),
        (Column.AFTERNOON, "11h30-14h", "11:30-14:00"),
        (Column.EVENING, "6h-9h", "18:00-21:00"),
        (Column.EVENING, "18h30-21h", "18:30-21:00"),
    ],
    ids=str,
)
def test_hours_in_the_column_of_a_part_of_the_day_are_of_that_part(
    column: Column, cell: str, hours: str
) -> None:
    assert read_hour_ranges(cell, column) == clocks(hours)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("sáng", "«sáng» chưa cho biết giờ"),
        ("Cả ngày", "«Cả ngày» chưa cho biết giờ"),
        ("giờ hành chính", "để trống và nói ở «Ghi chú»"),
        ("x", "«x» chưa cho biết giờ"),
        ("7h30", "«7h30» chỉ có giờ bắt đầu; viết giờ bắt đầu và kết thúc"),
        (time(7, 30), "«07:30» chỉ có giờ bắt đầu"),
        ("11h-7h", "giờ «11h-7h» kết thúc trước khi bắt đầu"),
        ("7h-11h, 10h-12h", "giờ 7h-11h và 10h-12h chồng nhau"),
        ("7h30-11h30, chiều nghỉ", "không đọc được giờ"),
        ("7h75-11h", "không đọc được giờ «7h75-11h»"),
        (date(2026, 11, 8), "Excel đã đổi ô này thành ngày 08/11/2026"),
    ],
    ids=str,
)
def test_a_cell_that_is_no_hours_is_told_why(cell: Value, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_hour_ranges(cell)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (time(7, 30), time(7, 30)),
        (datetime.fromisoformat("2026-12-05T07:30"), time(7, 30)),
        (0.3125, time(7, 30)),
        (7, time(7)),
        ("7", time(7)),
        ("7g30", time(7, 30)),
        ("19:30", time(19, 30)),
        (None, None),
    ],
    ids=str,
)
def test_a_cell_of_one_time_is_read_as(cell: Value, moment: time | None) -> None:
    assert read_moment(cell) == moment
