"""A Vietnamese administrative document in Word: page, head, paragraphs, tables, signature.

Page, fonts and sizes follow decree 30/2020/NĐ-CP: A4, margins of 20, 20, 30 and 20 mm (top,
bottom, left, right), Times New Roman, page numbers in the middle of the head from page two on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from bot.config import Reports
from bot.reporting.wording import BLANK

FONT = "Times New Roman"
_TEXT, _TABLE, _SMALL = 14, 12, 11
_CENTRE, _JUSTIFY, _RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT,
)  # fmt: skip
_WIDTH = 160
"""Millimetres between the margins."""
_HEAD = (66, 94)
_SIGNATURE_LINES = 4
_NUMBER = re.compile(r"[\d.,]+%?")


class Paper:
    """One document that is being written."""

    def __init__(self, title: str, made_at: datetime) -> None:
        """Begin with a blank page; `made_at` is aware."""
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.language = title, "vi-VN"
        properties.author = properties.last_modified_by = ""
        properties.comments = ""
        properties.created = properties.modified = made_at
        _set_page(self._document)

    def head(self, reports: Reports, day: datetime) -> None:
        """Write whose document it is, its number, place and date."""
        table = self._columns(_HEAD, 2)
        left, right = table.rows[0].cells
        if reports.superior:
            _line(left, reports.superior.upper(), 12)
        _line(left, reports.office.upper() or BLANK, 12, bold=True)
        _rule(left, 22)
        _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
        _line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
        _rule(right, 19)
        left, right = table.rows[1].cells
        _line(left, f"Số: {BLANK}/BC-{reports.symbol or BLANK}", 13)
        told = f"{reports.place or BLANK}, ngày {BLANK} tháng {day:%m} năm {day:%Y}"
        _line(right, told, 13, italic=True)

    def title(self, kind: str, subject: str, addressee: str) -> None:
        """Write what kind of document it is, what about and to whom."""
        self._centred(kind, before=18)
        self._centred(subject)
        _rule(self._document, 60)
        if addressee:
            self._centred(f"Kính gửi: {addressee}", bold=False, before=6, after=8)

    def heading(self, text: str, *, level: int = 1) -> None:
        """Write a heading; those of the second level are within the first."""
        paragraph = self._document.add_heading(level=level)
        _run(paragraph, text, _TEXT, bold=True)
        _spaced(paragraph, before=10 if level == 1 else 6, after=4)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.first_line_indent = Mm(10)

    def text(self, text: str, *, italic: bool = False) -> None:
        """Write a paragraph."""
        paragraph = self._document.add_paragraph()
        _run(paragraph, text, _TEXT, italic=italic)
        paragraph.alignment = _JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        _spaced(paragraph, after=6)

    def points(self, texts: Iterable[str]) -> None:
        """Write a list, each on its own with a dash."""
        for text in texts:
            self.text(f"- {text}")

    def table(
        self, caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]],
        widths: Sequence[int],
    ) -> None:  # fmt: skip
        """Write a table; `widths` of its columns in millimetres."""
        paragraph = self._document.add_paragraph()
        _run(paragraph, caption, _TABLE, italic=True)
        _spaced(paragraph, before=4, after=2)
        paragraph.paragraph_format.keep_with_next = True
        table = self._document.add_table(1, len(headings), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _widen(table, widths)
        _fill(table.rows[0], headings, bold=True)
        _mark(table.rows[0], "w:tblHeader")
        for row in rows:
            _fill(table.add_row(), row)
        for line in table.rows:
            _mark(line, "w:cantSplit")
        _spaced(self._document.add_paragraph(), after=2)

    def picture(self, png: bytes, told: str) -> None:
        """Set a chart; `told`: what it shows, for who cannot see it."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(_WIDTH - 2))
        self._document.element.body.xpath(".//wp:docPr")[-1].set("descr", told)
        _spaced(paragraph, after=6)

    def signature(self, reports: Reports) -> None:
        """Write who gets the document and who signs it."""
        table = self._columns((80, 80), 1)
        left, right = table.rows[0].cells
        _line(left, "Nơi nhận:", 12, bold=True, italic=True, centred=False)
        for recipient in reports.recipients or (BLANK,):
            _line(left, f"- {recipient};", _SMALL, centred=False)
        _line(left, "- Lưu: VT.", _SMALL, centred=False)
        _line(right, reports.signer_title.upper() or BLANK, _TEXT, bold=True)
        for _ in range(_SIGNATURE_LINES):
            _line(right, "", _TEXT)
        _line(right, reports.signer or BLANK, _TEXT, bold=True)
        for row in table.rows:
            _mark(row, "w:cantSplit")

    def note(self, text: str) -> None:
        """Leave a remark for the staff at the margin, beside the title."""
        titled = next(item for item in self._document.paragraphs if item.runs)
        self._document.add_comment(titled.runs, text, author="Trợ lý", initials="TL")

    def written(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _columns(self, widths: Sequence[int], rows: int) -> Table:
        table: Table = self._document.add_table(rows, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _widen(table, widths)
        return table

    def _centred(self, text: str, *, bold: bool = True, before: int = 0, after: int = 0) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = _CENTRE
        _run(paragraph, text, _TEXT, bold=bold)
        _spaced(paragraph, before=before, after=after)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(_TEXT)
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run.element.append(element)


def _run(
    paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic


def _line(
    cell: _Cell,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
) -> None:
    first = cell.paragraphs[0]
    empty = len(cell.paragraphs) == 1 and not first.runs
    paragraph = first if empty else cell.add_paragraph()
    _run(paragraph, text, size, bold=bold, italic=italic)
    paragraph.alignment = _CENTRE if centred else None
    _spaced(paragraph)


def _rule(place: Any, inset: int) -> None:
    """Draw a line, so many millimetres shorter at both sides."""
    paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(inset)
    _spaced(paragraph, before=1, after=6)
    shape.line_spacing = Pt(4)
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    shape.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _widen(table: Table, widths: Sequence[int]) -> None:
    """Give each column its width in millimetres, before rows are added."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # for LibreOffice
        for cell in column.cells:
            cell.width = Mm(width)  # for Word


def _fill(row: _Row, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        _run(paragraph, text, _TABLE, bold=bold)
        _spaced(paragraph, before=1, after=1)
        if bold:
            paragraph.alignment = _CENTRE
        elif _NUMBER.fullmatch(text):
            paragraph.alignment = _RIGHT


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  (the library has no name for it)
    properties.append(OxmlElement(name))


def _spaced(paragraph: Paragraph, *, before: int = 0, after: int = 0) -> None:
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.0
