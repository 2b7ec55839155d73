from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.content.spreadsheet.rows import EXAMPLE
from tests.commands.office import GIO, ON, Import, importer, knowledge, with_knowledge
from tests.process.program import perform


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An installation of its own, with the small knowledge to export."""
    return with_knowledge(tmp_path)


@pytest.fixture
def imported(office: Path) -> Import:
    return importer(office)


def test_sessions_are_exported_and_come_back_unchanged(office: Path, imported: Import) -> None:
    before = knowledge(office)
    for name in ("lich.xlsx", "lich.CSV"):
        done = perform(office, "export-sessions", "--out", name)
        assert (done.code, done.error) == (0, "")
        assert done.out.startswith(f"Đã ghi 6 phiên vào {name}\n")
        assert "chi tiết mà bảng không có cột" in done.out
        again = imported(name, "--yes")
        assert again.code == 0
        assert "0 mới, 0 đổi, 6 giữ nguyên\nKhông có gì mới; chưa ghi gì.\n" in again.out
    assert knowledge(office) == before


def test_the_sessions_of_one_area_are_exported(office: Path) -> None:
    done = perform(office, "export-sessions", "--area", "xã Gió Dưới", "--out", "a.csv")
    assert done.out.startswith("Đã ghi 6 phiên")
    done = perform(office, "export-sessions", "--area", "xã Đảo Sương", "--out", "a.csv")
    assert (done.code, done.errors) == (2, ["không có phiên nào của «xã Đảo Sương»"])


def test_an_exported_table_is_edited_and_taken_over(office: Path, imported: Import) -> None:
    perform(office, "export-sessions", "--out", "lich.xlsx")
    book = load_workbook(office / "lich.xlsx")
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("Trạng thái") + 1
    sheet.cell(2, column, "Hủy: mưa lớn")
    book.save(office / "lich.xlsx")
    done = imported("lich.xlsx", "--yes")
    assert "0 mới, 1 đổi, 5 giữ nguyên" in done.out
    written = (office / "knowledge" / GIO).read_text("utf-8")
    assert "  - id: gio-buoi-toi\n    status: huy\n    reason: mưa lớn\n" in written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export-sessions", "--out", "a.pdf"), "--out a.pdf: tên tệp phải kết thúc bằng"),
        (("export-sessions", "--out", "khong/a.csv"), "khong/a.csv: không ghi được"),
        (("session-template", "--out", "a.csv"), "--out a.csv: tên tệp phải kết thúc bằng .xlsx"),
        (("session-template", "--out", "khong/a.xlsx"), "khong/a.xlsx: không ghi được"),
    ],
    ids=str,
)
def test_a_table_that_cannot_be_written_is_one_clear_line(
    office: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = perform(office, *arguments)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert line.startswith(said)


def test_no_cell_that_is_exported_is_a_formula(office: Path) -> None:
    file = office / "knowledge" / GIO
    spoilt = file.read_text("utf-8").replace("Chợ Nắng Lên", '"=HYPERLINK(1)"')
    file.write_text(spoilt.replace("Cụ già yếu", '"@SUM(1)"'), "utf-8")
    perform(office, "export-sessions", "--out", "a.xlsx")
    perform(office, "export-sessions", "--out", "a.csv")
    cells = [cell for row in load_workbook(office / "a.xlsx").worksheets[0].rows for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert "'=HYPERLINK(1)" in (office / "a.csv").read_text("utf-8-sig")


def test_the_template_helps_to_fill_it_in_and_its_example_is_no_session(
    office: Path, imported: Import
) -> None:
    done = perform(office, "session-template", "--out", "mau.xlsx", *ON)
    assert (done.code, done.out) == (0, "Đã ghi mau.xlsx\n")
    book = load_workbook(office / "mau.xlsx")
    sheet, guide = book.worksheets
    assert sheet.freeze_panes == "A2"
    headings = {cell.value: cell.column_letter for cell in sheet[1]}
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in headings.values())
    rules = {
        str(rule.sqref).split("3:")[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    assert rules[headings["Trạng thái"]] == '"Lên lịch,Hoãn,Hủy,Hết chỗ"'
    assert "T2-T6" in rules[headings["Thứ"]]
    assert "Từ 6 đến dưới 14 tuổi" in rules[headings["Đối tượng"]]
    assert any(str(cell.value).startswith(EXAMPLE) for cell in sheet[2])
    assert set(headings) <= {cell.value for cell in guide["A"]}
    told = imported("mau.xlsx", "--yes")
    assert told.code == 0
    assert "Bảng chưa có dòng nào để nhập." in told.out


def test_a_template_that_was_filled_in_is_taken_over(office: Path, imported: Import) -> None:
    perform(office, "session-template", "--out", "mau.xlsx", *ON)
    book = load_workbook(office / "mau.xlsx")
    sheet = book.worksheets[0]
    row = {"Ngày": "05/12/2026", "Thứ": "T7", "Giờ": "8-11", "Địa điểm": "Sân chơi",
           "Phường/xã": "phường Gió Lùa, tỉnh Mây", "Đối tượng": "Từ 14 tuổi trở lên",
           "Số lượng": 60, "Trạng thái": "Lên lịch", "Điện thoại": 912345678}  # fmt: skip
    for cell in sheet[1]:
        sheet.cell(3, cell.column, row.get(cell.value))
    book.save(office / "mau.xlsx")
    done = imported("mau.xlsx", "--yes")
    assert (done.code, done.error) == (0, "")
    written = (office / "knowledge" / GIO).read_text("utf-8")
    assert "hours: [8h-11h]\n    quota_per_day: 60\n    serves: {age_min: 14}\n" in written
    assert "phone: 0912345678" in written
    assert "Bỏ qua Lịch!dòng 2: dòng ví dụ" in done.out
