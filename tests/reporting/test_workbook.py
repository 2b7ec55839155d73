from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.reporting.periods import Period
from bot.reporting.workbook import _write, as_xlsx
from tests.reporting.conftest import FORMULA, Gathered


@pytest.fixture
def book(gathered: Gathered) -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(gathered())))


def rows(sheet: Worksheet) -> list[list[object]]:
    return [
        [cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)
    ]


def below(sheet: Worksheet, heading: str) -> list[list[object]]:
    """The rows below a heading, up to the next empty one."""
    found = rows(sheet)
    at = next(at for at, row in enumerate(found) if row[:1] == [heading])
    end = next((end for end in range(at + 1, len(found)) if not found[end]), len(found))
    return found[at + 1 : end]


def test_it_has_a_sheet_for_each_matter(book: Workbook) -> None:
    assert book.sheetnames == [
        "Tổng hợp", "Theo ngày", "Theo chủ đề", "Câu chưa trả lời", "Số liệu phường",
    ]  # fmt: skip


def test_the_summary_has_the_figures_that_were_gathered(book: Workbook) -> None:
    sheet = book["Tổng hợp"]
    assert rows(sheet)[1:3] == [
        ["Tháng 12 năm 2026; mọi địa bàn"], ["Số liệu tính đến 12:00 ngày 16/12/2026"],
    ]  # fmt: skip
    assert below(sheet, "Lượt hỏi") == [
        ["Tất cả", 10], ["Trả lời được", 4], ["Đưa lựa chọn hoặc hỏi lại", 1],
        ["Hướng dẫn sang nơi khác", 1], ["Chưa trả lời được", 4], ["Còn chờ cán bộ xử lý", 5],
    ]  # fmt: skip
    assert below(sheet, "Nơi hỏi") == [["Telegram", 9], ["Trang web", 1]]
    assert below(sheet, "Chỉ tiêu của đợt")[0] == [
        "Mùa diều 2026. phường Gió Lùa, tỉnh Mây: Thẻ căn cước, người từ đủ 14 tuổi",
        10, 3, 5, 0.5,
    ]  # fmt: skip
    assert below(sheet, "Địa điểm làm thẻ")[0][1:] == ["lưu động", 7, 1]
    assert len(below(sheet, "Khó khăn, vướng mắc (dự thảo từ số liệu)")) == 6


def test_every_day_has_a_row_that_adds_up(book: Workbook) -> None:
    found = rows(book["Theo ngày"])[1:]
    assert [row[0] for row in found] == [datetime(2026, 12, day) for day in range(1, 17)]  # noqa: DTZ001
    assert found[5][1:] == [0, 1, 1, 0, 2]
    assert all(row[5] == sum(row[1:5]) for row in found)  # type: ignore[arg-type]


def test_the_counts_of_a_ward_are_there_by_day_with_their_sum(book: Workbook) -> None:
    sheet = book["Số liệu phường"]
    found = [[*row] for row in sheet.iter_rows(min_row=2, max_row=6, values_only=True)]
    kites = "phường Gió Lùa, tỉnh Mây"
    assert found[0][:6] == [kites, datetime(2026, 12, 2), 3, None, 1, None]  # noqa: DTZ001
    assert found[2][:6] == [f"{kites}: cộng", None, 3, 2, 1, 0]


def test_what_was_reached_grows_day_by_day_towards_the_target(book: Workbook) -> None:
    sheet = book["Số liệu phường"]
    title = "Mùa diều 2026: Thẻ căn cước, người từ đủ 14 tuổi"
    at = next(cell.row for cell in sheet["A"] if cell.value == title)
    grown = [[cell.value for cell in row] for row in sheet.iter_rows(at + 2, at + 47, 2, 6)]
    assert len({row[0] for row in grown}) == 46
    assert grown[0] == [datetime(2026, 11, 1), 0, 0, 10, 0]  # noqa: DTZ001
    assert grown[-1] == [datetime(2026, 12, 16), 0, 5, 10, 0.5]  # noqa: DTZ001


def test_a_target_that_nobody_counted_for_is_told_as_unknown(gathered: Gathered) -> None:
    report = gathered()
    uncounted = replace(report.progress[0], by_day={}, in_period=0)
    book = load_workbook(io.BytesIO(as_xlsx(replace(report, progress=(uncounted,)))))
    assert below(book["Tổng hợp"], "Chỉ tiêu của đợt")[0][1:] == [10, "chưa nhập"]
    assert not any(cell.value == "Lũy kế" for cell in book["Số liệu phường"]["D"])


def test_charts_have_the_data_of_their_sheets(gathered: Gathered) -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(gathered()))) as archive:
        drawn = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        told = b"".join(archive.read(name) for name in drawn).decode()
    assert len(drawn) == 6
    for reference in ("'Theo ngày'!$B$2:$B$17", "'Theo chủ đề'!$C$2:$C$3", "'Số liệu phường'!$D$"):
        assert reference in told


def test_a_question_that_looks_like_a_formula_stays_a_text(gathered: Gathered) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(gathered())))
    cell = next(cell for cell in book["Câu chưa trả lời"]["A"] if cell.value == FORMULA)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    with zipfile.ZipFile(io.BytesIO(as_xlsx(gathered()))) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=30))
def test_no_text_is_ever_taken_for_a_formula(sign: str, rest: str) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _write(sheet, 1, [f"{sign}{rest}"])
    out = io.BytesIO()
    book.save(out)
    cell = load_workbook(out).worksheets[0]["A1"]
    assert cell.data_type in {"s", "n"}  # n: nothing was left but blanks
    assert str(cell.value or "")[:1] not in {"=", "+", "-", "@"} or cell.quotePrefix


def test_control_signs_break_no_file(gathered: Gathered) -> None:
    report = gathered()
    [first, *rest] = report.matters
    changed = replace(report, matters=(replace(first, question="diều\x00\x1f\ufffe bay"), *rest))
    book = load_workbook(io.BytesIO(as_xlsx(changed)))
    assert book["Câu chưa trả lời"]["A2"].value == "diều bay"


def test_an_empty_period_has_its_sheets_too(gathered: Gathered) -> None:
    quiet = Period(date(2026, 8, 1), date(2026, 8, 1))
    book = load_workbook(io.BytesIO(as_xlsx(gathered(quiet))))
    assert len(book.sheetnames) == 5
    assert below(book["Tổng hợp"], "Lượt hỏi")[0] == ["Tất cả", 0]
