"""What an officer does every week in a real browser: sessions, announcements, reports, posters."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from tests.console.office import Office
from tests.console.person import Person
from tests.process.program import until
from tests.web.browsing import in_a_browser

pytestmark = in_a_browser
WARD = "phường Gió Lùa, tỉnh Mây"
HEADINGS = ("Ngày", "Giờ", "Địa điểm", "Địa chỉ", "Đối tượng")
GOOD = ("11/12/2026", "7h30-11h", "Nhà văn hóa Gió Lùa", "5 ngõ Diều Giấy", "Từ 14 tuổi trở lên")
BAD = ("32/12/2026", "25h-27h", "Nhà văn hóa Gió Lùa", "5 ngõ Diều Giấy", "Từ 14 tuổi trở lên")
SESSIONS = "sessions/phuong-gio.yaml"


@pytest.fixture
def officer(person: Person, office: Office) -> Person:
    person.sign_in(office.link("Nguyễn Thị Hoa"))
    return person


def spreadsheet(folder: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    path = folder / "lich-thang-12.xlsx"
    book.save(path)
    return path


def test_faults_of_a_spreadsheet_are_told_by_cell_and_the_mended_one_is_taken_over(
    officer: Person, office: Office, tmp_path: Path
) -> None:
    before = office.file(SESSIONS)
    officer.go("Phiên lưu động")
    officer.look("phien")
    officer.follow("Nhập từ bảng")
    officer.look("nhap-bang")
    officer.choose("Lịch của", WARD)
    officer.attach("Tệp bảng lịch", spreadsheet(tmp_path, GOOD, BAD))
    officer.press("Xem trước…")
    officer.sees("Chưa nhập gì", "32/12/2026", "25h-27h")
    officer.look("nhap-bang-loi")
    assert office.file(SESSIONS) == before
    officer.attach("Tệp bảng lịch", spreadsheet(tmp_path, GOOD))
    officer.press("Xem trước…")
    officer.sees("Phiên mới: 1", "Nhà văn hóa Gió Lùa")
    officer.look("nhap-bang-xem-lai")
    officer.press("Phát hành")
    officer.sees("Đã lưu và phát hành bản 2.")
    assert "Nhà văn hóa Gió Lùa" in office.file(SESSIONS)
    officer.visit("/phuong/gio")
    assert "Nhà văn hóa Gió Lùa" in officer.text


def test_a_session_is_called_off_and_citizens_are_told(officer: Person, office: Office) -> None:
    officer.go("Phiên lưu động")
    officer.follow("Tháng sau")
    officer.look("phien-thang-sau")
    officer.visit("/console/phien/gio-buoi-toi?ngay=2026-12-03")
    officer.look("mot-phien")
    officer.press("Xem lại…")
    officer.sees("Chọn một việc.")
    officer.look("mot-phien-loi")
    officer.touch("Hủy: không làm nữa")
    officer.write("Lý do", "mất điện")
    officer.look("huy-phien", at=officer.the("Báo thay đổi cho người dân", "heading"))
    officer.press("Xem lại…")
    officer.sees("mất điện", "Bản đang dùng chưa đổi")
    officer.look("huy-phien-xem-lai")
    officer.press("Phát hành")
    officer.sees("Đã lưu và phát hành")
    officer.visit("/phuong/gio")
    assert "mất điện" in officer.text


def test_an_announcement_is_previewed_sent_and_stopped(officer: Person, office: Office) -> None:
    office.add_group("gio")
    officer.go("Gửi thông báo")
    officer.look()
    officer.follow("Viết thông báo")
    officer.choose("Gửi tới", WARD)
    officer.write("Lời thông báo", "Thứ Bảy này sân đình mở cửa sớm, từ 6 giờ 30.")
    officer.sees("Người nhận thấy trong Telegram", "mở cửa sớm, từ 6 giờ 30.\n")
    officer.look("thong-bao-viet")
    officer.press("Xem lại rồi gửi…")
    officer.sees("Chưa gửi gì.")
    officer.look("thong-bao-xem-lai")
    officer.press("Gửi tới 1 nơi")
    officer.sees("đang gửi", "Đã gửi 0 trong 1 nơi")
    officer.touch("Dừng gửi")
    officer.look("thong-bao-tien-do")
    officer.press("Dừng gửi")
    officer.sees("Đã dừng. 1 nơi chưa nhận sẽ không nhận thông báo này nữa.", "đã dừng")
    officer.look("thong-bao-da-dung")


def test_counts_are_typed_in_and_stand_in_the_report_that_is_downloaded(
    officer: Person, tmp_path: Path
) -> None:
    officer.ask("Con diều bao nhiêu tiền")
    officer.visit("/console")
    officer.go("Số liệu đã đếm")
    officer.follow(WARD)
    officer.look("so-lieu")
    officer.go("Báo cáo")
    officer.press("Xem số liệu")
    officer.sees("Lượt hỏi")
    officer.look("bao-cao")
    officer.downloads_to(tmp_path)
    officer.touch("Tải Word")
    [report] = until(lambda: list(tmp_path.glob("*.docx")), "the report")
    with ZipFile(io.BytesIO(report.read_bytes())) as found:
        text = found.read("word/document.xml").decode()
    assert "BÁO CÁO" in text


def test_a_poster_can_be_printed(officer: Person) -> None:
    officer.go("Tờ dán và bài loa")
    officer.follow(WARD)
    officer.sees("Bài đọc loa")
    officer.look("to-dan")
    officer.look("to-dan-bai-loa", at=officer.the("Bài đọc loa (khoảng 2 phút)", "heading"))


@pytest.mark.parametrize(
    ("label", "picture"),
    [
        ("Thông số", "thong-so"), ("Thông báo", "thong-bao"), ("Bản nháp", "ban-nhap"),
        ("Cán bộ và quyền", "can-bo"), ("Nhật ký", "nhat-ky"),
    ],
)  # fmt: skip
def test_the_menu_leads_to_every_page(officer: Person, label: str, picture: str) -> None:
    officer.go(label)
    assert officer.heading == label
    officer.look(picture)
