from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.store.sqlite import SqliteStore
from tests.process.program import CONFIG, SMALL, Outcome, furnished, perform
from tests.reporting.conftest import ask, at, fill_questions

OFFICE = f"{CONFIG}reports:\n  office: Công an phường Gió Lùa\n  place: Gió Lùa\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An installation where something was asked in December."""
    folder = furnished(tmp_path, OFFICE)
    with closing(SqliteStore(folder / "data" / "bot.db")) as store:
        fill_questions(store)
    return folder


def report(folder: Path, *arguments: str, at: str = "2026-12-16T12:00") -> Outcome:
    return perform(folder, "report", "--knowledge", str(SMALL), "--on", at, *arguments)


def test_a_month_becomes_a_word_document_with_the_name_of_the_office(place: Path) -> None:
    done = report(place, "--period", "thang", "--out", "báo cáo/tháng 12.docx")
    assert (done.code, done.error) == (0, "")
    assert done.out == (
        "Tháng 12 năm 2026: 10 lượt hỏi, 5 lượt còn chờ xử lý.\nĐã ghi báo cáo/tháng 12.docx\n"
    )
    document = Document(str(place / "báo cáo" / "tháng 12.docx"))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert any("Công an phường Gió Lùa báo cáo kết quả" in text for text in told)
    assert document.tables[0].rows[1].cells[1].text == "Gió Lùa, ngày …… tháng 12 năm 2026"


def test_any_days_become_a_workbook(place: Path) -> None:
    done = report(place, "--period", "2026-12-01..2026-12-03", "--out", "ba ngày.XLSX")
    assert done.out.startswith("Từ ngày 01/12/2026 đến ngày 03/12/2026: 5 lượt hỏi")
    book = load_workbook(io.BytesIO((place / "ba ngày.XLSX").read_bytes()))
    assert book["Theo ngày"].max_row == 4


@pytest.mark.parametrize(
    ("period", "asked"),
    [("ngay", 0), ("tuan", 0), ("thang", 10), ("quy", 12), ("nua-nam", 12), ("nam", 12)],
)
def test_presets_count_the_days_of_their_calendar(place: Path, period: str, asked: int) -> None:
    done = report(place, "--period", period, "--out", "b.xlsx")
    assert f": {asked} lượt hỏi" in done.out


def test_charts_go_into_a_folder_with_or_without_a_document(place: Path) -> None:
    done = report(place, "--period", "thang", "--charts", "biểu đồ")
    assert done.code == 0
    drawn = {path.name for path in (place / "biểu đồ").iterdir()}
    assert drawn == {"cau-hoi-theo-ngay.png", "chu-de.png"}
    assert all((place / "biểu đồ" / name).read_bytes().startswith(b"\x89PNG") for name in drawn)
    quiet = report(place, "--period", "2026-01-01..2026-01-02", "--charts", "không")
    assert quiet.out.endswith("Kỳ này chưa có số liệu để vẽ biểu đồ.\n")
    assert not (place / "không").exists()


def test_one_ward_can_be_named_by_code_or_name(place: Path) -> None:
    for number, ward in enumerate(("gio", "phường Gió Lùa", "gio lua, may")):
        out = f"{number}.docx"
        assert report(place, "--period", "thang", "--area", ward, "--out", out).code == 0
        told = "\n".join(paragraph.text for paragraph in Document(str(place / out)).paragraphs)
        assert "tại phường Gió Lùa" in told


def test_a_new_installation_has_a_report_too(tmp_path: Path) -> None:
    folder = furnished(tmp_path)
    done = report(folder, "--period", "nam", "--out", "năm.docx")
    assert (done.code, done.error) == (0, "")
    assert (folder / "năm.docx").stat().st_size > 10_000


def test_questions_that_are_deleted_by_now_are_owned_up_to(place: Path) -> None:
    (place / "config.yaml").write_text(f"{OFFICE}retention_days: 10\n", "utf-8")
    with closing(SqliteStore(place / "data" / "bot.db")) as store:
        ask(store, at(10), "answered", "tam-meo")
    assert report(place, "--period", "thang", "--out", "b.docx").code == 0
    told = "\n".join(paragraph.text for paragraph in Document(str(place / "b.docx")).paragraphs)
    assert "Câu hỏi trước ngày 06/12/2026 đã tự xóa theo thời hạn lưu" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--period"),
        (["--period", "thang"], "ghi --out FILE.docx"),
        (["--period", "thang", "--out", "b.pdf"], "b.pdf: tên tệp phải có đuôi .docx hoặc .xlsx"),
        (["--period", "hằng tuần", "--out", "b.docx"], "«hằng tuần» không rõ là kỳ nào"),
        (["--period", "2027-01-01..2027-01-02", "--out", "b.docx"], "chưa bắt đầu"),
        (["--period", "2026-12-02..2026-12-01", "--out", "b.docx"], "trước khi bắt đầu"),
        (["--period", "thang", "--area", "xã Không Có", "--out", "b.docx"], "không rõ là xã"),
        (["--period", "thang", "--area", "xã Sóng Đôi", "--out", "b.docx"], "không rõ là xã"),
        (["--period", "thang", "--out", "config.yaml/b.docx"], "không ghi được"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, list) else "",
)
def test_what_cannot_be_is_one_clear_line(place: Path, arguments: list[str], said: str) -> None:
    done = report(place, *arguments)
    assert done.code == 2
    [line] = done.errors
    assert said in line
