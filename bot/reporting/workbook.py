"""A report as an Excel workbook: all figures, to be reckoned with further."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.assistant.sessions.phrases import capital
from bot.reporting.content import Report
from bot.reporting.drafting import difficulties, proposals
from bot.reporting.periods import as_of, name_of
from bot.reporting.wording import listed, one_line

Value = str | int | float | date | None
_BOLD, _HEADING = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="DDEBF7")
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_DAY_FORMAT, _SHARE_FORMAT, _NUMBER_FORMAT = "dd/mm/yyyy", "0.0%", "#,##0"
_LONGEST = 1000
_UNKNOWN = "chưa nhập"
_FORMULA_SIGNS = ("=", "+", "-", "@")
_MOST_TOPICS_DRAWN = 15
_CHART_COLUMN, _CHART_ROWS = "H", 20
_LINE = 15.0
"""Points."""


def as_xlsx(report: Report) -> bytes:
    """Return the workbook; no text in it is ever taken for a formula."""
    book = Workbook()
    book.properties.creator = "Trợ lý"
    book.properties.created = book.properties.modified = report.made_at.replace(tzinfo=None)
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101  (a new book has one)
    first.title = "Tổng hợp"
    _summary(first, report)
    _days(book.create_sheet("Theo ngày"), report)
    _topics(book.create_sheet("Theo chủ đề"), report)
    _matters(book.create_sheet("Câu chưa trả lời"), report)
    _wards(book.create_sheet("Số liệu phường"), report)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _summary(sheet: Worksheet, report: Report) -> None:
    _widths(sheet, (58, 16, 14, 14, 14, 14))
    where = report.area.name if report.area else "mọi địa bàn"
    _write(sheet, 1, ["Kết quả hướng dẫn về thẻ căn cước và định danh điện tử"], bold=True)
    _write(sheet, 2, [f"{name_of(report.period)}; {where}"])
    _write(sheet, 3, [capital(as_of(report.until, report.made_at))])
    at = 5
    for title, counts in (
        ("Lượt hỏi", _endings(report)),
        ("Nơi hỏi", report.channels),
        ("Đã trả lời, theo nhóm đối tượng", report.classes),
        ("Đã xử lý câu hỏi chờ", report.resolved),
        ("Vì sao câu trả lời chưa có ích", report.reasons),
    ):
        at = _table(sheet, at, [title, "Số lượt"], counts.items())
    at = _table(
        sheet, at, ["Chỉ tiêu của đợt", "Giao", "Trong kỳ", "Lũy kế", "Tỷ lệ đạt"],
        ((f"{item.campaign}. {item.ward}: {item.label}", item.target,
          *((item.in_period, item.reached, item.share) if item.known else (_UNKNOWN,)))
         for item in report.progress),
    )  # fmt: skip
    at = _table(
        sheet, at, ["Địa điểm làm thẻ", "Hình thức", "Đã tổ chức", "Không diễn ra"],
        ((item.place, item.kind, item.held, item.called_off)
         for item in report.places),
    )  # fmt: skip
    at = _table(
        sheet, at, ["Thông báo đã gửi", "Ngày", "Nơi nhận", "Đã gửi", "Bị chặn", "Lỗi"],
        ((f"{item.ward or 'Mọi địa bàn'}: {item.text}", item.day, item.total, item.sent,
          item.blocked, item.failed) for item in report.announcements),
    )  # fmt: skip
    for title, texts in (
        ("Khó khăn, vướng mắc (dự thảo từ số liệu)", difficulties(report)),
        ("Đề xuất, kiến nghị (dự thảo từ số liệu)", proposals(report)),
    ):
        at = _table(sheet, at, [title], ([text] for text in texts))


def _endings(report: Report) -> dict[str, int]:
    return {
        "Tất cả": report.asked,
        "Trả lời được": report.ended("answered"),
        "Đưa lựa chọn hoặc hỏi lại": report.ended("offered"),
        "Hướng dẫn sang nơi khác": report.ended("pointed"),
        "Chưa trả lời được": report.ended("unanswered"),
        "Còn chờ cán bộ xử lý": report.waiting,
    }


def _days(sheet: Worksheet, report: Report) -> None:
    _widths(sheet, (14, 14, 18, 18, 18, 12))
    headings = ["Ngày", "Trả lời được", "Lựa chọn, hỏi lại", "Thuộc nơi khác",
                "Chưa trả lời được", "Tất cả"]  # fmt: skip
    rows = ((day.day, day.answered, day.offered, day.pointed, day.unanswered, day.asked)
            for day in report.days)  # fmt: skip
    last = _table(sheet, 1, headings, rows) - 2
    sheet.freeze_panes = "A2"
    chart = BarChart()
    chart.grouping, chart.overlap = "stacked", 100
    chart.title, chart.height, chart.width = "Lượt hỏi theo ngày", 9, 20
    chart.y_axis.title, chart.x_axis.number_format = "lượt hỏi", "dd/mm"
    _set(chart, sheet, (2, 5), (1, last))
    sheet.add_chart(chart, "H2")


def _topics(sheet: Worksheet, report: Report) -> None:
    _widths(sheet, (52, 34, 12, 26))
    rows = ((topic.title, topic.group, topic.count, topic.topic) for topic in report.topics)
    last = _table(sheet, 1, ["Chủ đề", "Nhóm", "Số lượt", "Mã chủ đề"], rows) - 2
    sheet.freeze_panes = "A2"
    if last > 1:
        chart = BarChart()
        chart.type, chart.title, chart.legend = "bar", "Chủ đề được hỏi nhiều", None
        chart.height, chart.width, chart.x_axis.scaling.orientation = 11, 20, "maxMin"
        _set(chart, sheet, (3, 3), (1, min(last, _MOST_TOPICS_DRAWN + 1)))
        sheet.add_chart(chart, "F2")


def _matters(sheet: Worksheet, report: Report) -> None:
    _widths(sheet, (80, 10, 14, 14, 16, 34, 40))
    headings = ["Câu hỏi (một cách hỏi, đã che số riêng tư)", "Số lượt", "Chưa trả lời",
                "Chưa có ích", "Gửi cán bộ", "Lý do", "Chủ đề đã trả lời"]  # fmt: skip
    rows = (
        (item.question, item.count, item.unanswered, item.unhelpful, item.handed_over,
         listed(item.reasons), listed(item.topics)) for item in report.matters
    )  # fmt: skip
    _table(sheet, 1, headings, rows)
    sheet.freeze_panes = "A2"


def _wards(sheet: Worksheet, report: Report) -> None:
    counts = report.count_labels
    _widths(sheet, (30, 14, *(16 for _ in counts)))
    headings = ["Xã, phường", "Ngày", *counts.values()]
    rows: list[list[Value]] = []
    for ward in report.wards:
        rows += ([ward.ward, day, *(row.get(name) for name in counts)]
                 for day, row in ward.by_day.items())  # fmt: skip
        rows.append([f"{ward.ward}: cộng", None, *(ward.total(name) for name in counts)])
    at = _table(sheet, 1, headings, rows)
    sheet.freeze_panes = "C2"
    for item in (item for item in report.progress if item.known):
        days = item.days.until(report.until).days
        reached, grown = 0, []
        for day in days:
            reached += item.by_day.get(day, 0)
            share = reached / item.target if item.target else 1.0
            grown.append((item.ward, day, item.by_day.get(day, 0), reached, item.target, share))
        _write(sheet, at, [f"{item.campaign}: {item.label}"], bold=True)
        first = at + 1
        at = _table(
            sheet, first, ["Xã, phường", "Ngày", "Trong ngày", "Lũy kế", "Chỉ tiêu", "Tỷ lệ đạt"],
            grown,
        )  # fmt: skip
        chart = LineChart()
        chart.title, chart.height, chart.width = f"Lũy kế: {one_line(item.label, 60)}", 9, 18
        chart.x_axis.number_format = "dd/mm"
        _set(chart, sheet, (4, 5), (first, at - 2), names=2)
        sheet.add_chart(chart, f"{_CHART_COLUMN}{first}")
        at = max(at, first + _CHART_ROWS)


def _set(
    chart: BarChart | LineChart,
    sheet: Worksheet,
    columns: tuple[int, int],
    rows: tuple[int, int],
    names: int = 1,
) -> None:
    """Give a chart its data: columns with a heading in the first row; `names`: the labels'."""
    first, last = rows
    data = Reference(sheet, min_col=columns[0], max_col=columns[1], min_row=first, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=names, min_row=first + 1, max_row=last))
    chart.x_axis.delete = chart.y_axis.delete = False


def _table(
    sheet: Worksheet, at: int, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Write a table from a row on; return the row after it and an empty one."""
    _write(sheet, at, headings, bold=True)
    for cell in sheet[at][: len(headings)]:
        cell.fill = _HEADING
    for row in rows:
        at += 1
        _write(sheet, at, row)
    return at + 2


def _write(sheet: Worksheet, at: int, values: Sequence[Value], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column)
        assert isinstance(cell, Cell)  # noqa: S101  (nothing is merged)
        text = one_line(value, _LONGEST) if isinstance(value, str) else ""
        if text:
            cell.value = text
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            cell.quotePrefix = text.startswith(_FORMULA_SIGNS)
        elif not isinstance(value, str):
            cell.value = value
        cell.alignment = _TOP if bold and len(values) == 1 else _WRAPPED
        if isinstance(value, date):
            cell.number_format = _DAY_FORMAT
        elif isinstance(value, float):
            cell.number_format = _SHARE_FORMAT
        elif isinstance(value, int):
            cell.number_format = _NUMBER_FORMAT
        if bold:
            cell.font = _BOLD
    heading = bold and len(values) == 1  # it runs on over the empty cells beside it
    sheet.row_dimensions[at].height = _LINE * (1 if heading else _lines(sheet, values))


def _lines(sheet: Worksheet, values: Sequence[Value]) -> int:
    """Return how many lines the longest of these texts takes in its column."""
    widths = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, 30)]
    texts = (value if isinstance(value, str) else "" for value in values)
    return max(1, *(ceil(len(text) / width) for text, width in zip(texts, widths, strict=False)))


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
