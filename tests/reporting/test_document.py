from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Pt

from bot.config import Reports
from bot.reporting.content import PlaceCount
from bot.reporting.document import as_docx
from bot.reporting.paper import FONT
from bot.reporting.periods import Period
from tests.reporting.conftest import FORMULA, Gathered

OFFICE = Reports(
    superior="Ủy ban nhân dân phường Gió Lùa", office="Công an phường Gió Lùa", symbol="CAP",
    place="Gió Lùa", addressee="Công an tỉnh Mây", basis=("Kế hoạch mùa diều",),
    recipients=("Như trên", "Tổ đề án"), signer_title="Trưởng công an phường",
    signer="Nguyễn Thị Gió",
)  # fmt: skip


def opened(data: bytes) -> Opened:
    return Document(io.BytesIO(data))


def lines(document: Opened) -> Iterator[str]:
    """Every paragraph in order, those of tables too."""
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def table(document: Opened, heading: str) -> list[list[str]]:
    """The rows below a heading, as text."""
    for found in document.tables:
        if found.rows[0].cells[0].text == heading:
            return [[cell.text for cell in row.cells] for row in found.rows[1:]]
    raise AssertionError(f"no table begins with {heading!r}")


@pytest.fixture
def blank_settings() -> Reports:
    return Reports()


class TestTheFormOfAnAdministrativeDocument:
    def test_has_all_its_parts_in_order(self, gathered: Gathered) -> None:
        told = "\n".join(lines(opened(as_docx(gathered(), OFFICE))))
        parts = [
            "ỦY BAN NHÂN DÂN PHƯỜNG GIÓ LÙA", "CÔNG AN PHƯỜNG GIÓ LÙA",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "Số: ……/BC-CAP", "Gió Lùa, ngày …… tháng 12 năm 2026", "BÁO CÁO",
            "Kết quả hướng dẫn về thẻ căn cước và định danh điện tử", "Kính gửi: Công an tỉnh Mây",
            "Căn cứ Kế hoạch mùa diều;", "Công an phường Gió Lùa báo cáo kết quả", "I. KẾT QUẢ",
            "II. KHÓ KHĂN, VƯỚNG MẮC", "III. ĐỀ XUẤT, KIẾN NGHỊ", "./.", "Nơi nhận:",
            "- Như trên;", "- Tổ đề án;", "- Lưu: VT.", "TRƯỞNG CÔNG AN PHƯỜNG", "Nguyễn Thị Gió",
        ]  # fmt: skip
        places = [told.find(text) for text in parts]
        assert -1 not in places, parts[places.index(-1)]
        assert places == sorted(places)

    def test_leaves_blank_what_nobody_wrote_down(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        told = [*lines(opened(as_docx(gathered(), blank_settings)))]
        for blank in ("Số: ……/BC-……", "……, ngày …… tháng 12 năm 2026", "Căn cứ ……;", "- ……;"):
            assert blank in told
        assert told.count("……") >= 3
        assert not any("Kính gửi" in line for line in told)

    def test_has_the_paper_and_the_type_of_the_decree(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        document = opened(as_docx(gathered(), blank_settings))
        [section] = document.sections
        lengths = (section.page_width, section.page_height, section.top_margin,
                   section.bottom_margin, section.left_margin, section.right_margin)  # fmt: skip
        told = [round(length.mm) for length in lengths if length is not None]
        assert told == [210, 297, 20, 20, 30, 20]
        assert section.different_first_page_header_footer
        field = section.header.paragraphs[0]._p.iter(qn("w:instrText"))
        assert [node.text for node in field] == ["PAGE"]
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text]
        assert {run.font.name for run in runs} == {FONT}
        assert {run.font.size for run in runs} <= {Pt(12), Pt(14)}
        assert document.styles["Normal"].font.name == FONT

    def test_repeats_the_heads_of_tables_and_never_breaks_a_row(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        document = opened(as_docx(gathered(), blank_settings))
        for found in document.tables[1:-1]:
            properties = found.rows[0]._tr.trPr
            assert properties.find(qn("w:tblHeader")) is not None
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows)

    def test_has_a_remark_for_the_staff_that_is_no_part_of_it(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        document = opened(as_docx(gathered(), blank_settings))
        [note] = document.comments
        assert "xóa ghi chú này trước khi trình ký" in note.text
        assert not any("ghi chú" in line for line in lines(document))


class TestItsFigures:
    def test_tell_how_questions_ended(self, gathered: Gathered, blank_settings: Reports) -> None:
        told = [*lines(opened(as_docx(gathered(), blank_settings)))]
        assert (
            "Trợ lý nhận 10 lượt hỏi (Telegram 9; Trang web 1): trả lời được 4 lượt (40%); đưa "
            "lựa chọn hoặc hỏi lại 1 lượt (10%); hướng dẫn sang nơi khác 1 lượt (10%); chưa trả "
            "lời được 4 lượt (40%)."
        ) in told
        assert ("Đã xử lý 1 lượt (cán bộ trả lời trực tiếp 1); còn chờ 5 lượt.") in told

    def test_are_those_that_were_gathered(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        document = opened(as_docx(gathered(), blank_settings))
        assert table(document, "Chủ đề") == [
            ["Tắm cho mèo", "Thú cưng", "2"], ["Mèo bị ốm", "Thú cưng", "1"],
        ]  # fmt: skip
        assert table(document, "Địa điểm")[0] == [
            "Sân đình Gió Lùa, phường Gió Lùa", "lưu động", "7", "1",
        ]  # fmt: skip
        assert table(document, "Chỉ tiêu") == [
            ["phường Gió Lùa, tỉnh Mây: Thẻ căn cước, người từ đủ 14 tuổi", "10", "3", "5", "50%"],
            ["phường Gió Lùa, tỉnh Mây: Thẻ căn cước, người dưới 14 tuổi", "5", "3", "3", "60%"],
            ["phường Gió Lùa, tỉnh Mây: Thẻ căn cước, tất cả", "15", "6", "8", "53,3%"],
            ["xã Nắng Lên, tỉnh Mây: Tài khoản định danh điện tử", "7", "7", "7", "100%"],
        ]
        questions = table(document, "Câu hỏi (một cách hỏi)")
        assert questions[0][1:] == ["3", "3", "0"]
        assert questions[1] == [FORMULA, "1", "1", "0"]
        told = [*lines(document)]
        assert any(line.startswith("- phường Gió Lùa, tỉnh Mây: bình quân 0,2 hồ sơ mỗi ngày")
                   for line in told)  # fmt: skip
        assert any("phục vụ tại buổi lưu động 12" in line for line in told)

    def test_own_up_to_what_they_do_not_tell(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        told = "\n".join(lines(opened(as_docx(gathered(area="gio"), blank_settings))))
        assert "số liệu là lượt hỏi, không phải số người" in told
        assert "không kèm địa bàn nên mục này tính chung" in told
        assert "dữ liệu mẫu để chạy thử, không có thật" in told
        assert "số liệu tính đến 12:00 ngày 16/12/2026" in told

    def test_have_charts_that_are_told_to_who_cannot_see_them(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        document = opened(as_docx(gathered(), blank_settings))
        told = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
        assert len(told) == len(document.inline_shapes) == 3
        assert all(text and text.startswith("Biểu đồ") for text in told)

    def test_of_nothing_are_said_to_be_none(
        self, gathered: Gathered, blank_settings: Reports
    ) -> None:
        quiet = Period(date(2026, 8, 1), date(2026, 8, 31))
        document = opened(as_docx(gathered(quiet), blank_settings))
        told = [*lines(document)]
        assert "Trong kỳ không có lượt hỏi nào." in told
        assert "Theo lịch, trong kỳ chưa có buổi nào." in told
        assert "Trong kỳ chưa có số liệu." in told
        assert "Trong kỳ không gửi thông báo nào." in told
        assert len(document.inline_shapes) == 0


def test_control_signs_of_a_question_break_no_file(gathered: Gathered) -> None:
    report = gathered()
    [first, *rest] = report.matters
    strange = replace(first, question="diều\x00\x0b\x1f\ufffe\u202e bay <b>&amp;")
    changed = replace(report, matters=(strange, *rest))
    told = table(opened(as_docx(changed, OFFICE)), "Câu hỏi (một cách hỏi)")
    assert told[0][0] == re.sub(r"\s+", " ", "diều bay <b>&amp;")


def test_a_target_that_nobody_counted_for_is_told_as_unknown(gathered: Gathered) -> None:
    report = gathered()
    uncounted = replace(report.progress[2], by_day={}, in_period=0)
    document = opened(as_docx(replace(report, progress=(uncounted,)), OFFICE))
    assert table(document, "Chỉ tiêu")[0][1:] == ["15", "", "chưa nhập", ""]
    assert not any("bình quân" in line for line in lines(document))
    assert len(document.inline_shapes) == 1


def test_a_long_table_tells_its_first_rows_and_where_the_others_are(gathered: Gathered) -> None:
    report = gathered()
    places = tuple(PlaceCount(f"Sân {number}", "lưu động", 40 - number, 0) for number in range(40))
    document = opened(as_docx(replace(report, places=places), OFFICE))
    assert [row[0] for row in table(document, "Địa điểm")] == [f"Sân {n}" for n in range(30)]
    assert "Còn 10 dòng nữa, xem báo cáo dạng Excel của kỳ này." in [*lines(document)]
