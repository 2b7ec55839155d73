"""An officer corrects an answer in a real browser, on a phone and on a desktop."""

from __future__ import annotations

import pytest

from tests.console.office import Office
from tests.console.person import Person
from tests.web.browsing import in_a_browser

pytestmark = in_a_browser
TITLE = "Mua diều ở đâu, giá bao nhiêu"
ASKED = "Con diều bao nhiêu tiền"
OLD = "Diều bán ở cửa hàng đầu làng"
FILE = "faq/do-choi.yaml"


@pytest.fixture
def editor(person: Person, office: Office) -> Person:
    person.sign_in(office.link("Nguyễn Thị Hoa"))
    return person


def test_a_link_signs_in_once_and_is_refused_afterwards(person: Person, office: Office) -> None:
    link = office.link("Trần Văn Bình", "editor")
    person.visit("/console/chu-de")
    assert person.heading == "Đăng nhập"
    person.look("dang-nhap-cach")
    person.visit(link)
    person.look("dang-nhap")
    person.press("Đăng nhập")
    assert person.heading == "Tổng quan"
    person.look()
    if person.all("Mục lục", "button"):
        person.touch("Mục lục")
        person.look("muc-luc")
    person.press("Đăng xuất")
    person.visit(link)
    person.press("Đăng nhập")
    person.sees("Đường dẫn này đã dùng rồi hoặc đã quá hạn.")
    person.look("dang-nhap-lai")
    person.visit("/console")
    assert person.heading == "Đăng nhập"


def test_a_fault_stands_beside_its_field_and_what_was_typed_is_kept(
    editor: Person, office: Office
) -> None:
    before = office.file(FILE)
    editor.go("Chủ đề")
    editor.look("chu-de")
    editor.follow(TITLE)
    editor.look("sua-chu-de")
    editor.write("Ý chính", "Giá 50.000 đồng, bán ở chợ.")
    editor.write("Cần mang theo", "Túi vải to")
    editor.press("Lưu…")
    editor.sees("Chưa lưu được.")
    beside = editor.field("Ý chính").find_element("xpath", "following-sibling::*[last()]")
    assert "«50.000 đồng» là số liệu" in beside.text
    editor.look("sua-co-loi")
    editor.look("loi-ben-o", at=editor.field("Ý chính"))
    assert editor.written("Ý chính") == "Giá 50.000 đồng, bán ở chợ."
    assert editor.written("Cần mang theo") == "Túi vải to"
    assert office.file(FILE) == before


def test_an_edit_is_previewed_published_and_then_answers_in_the_web_chat(
    editor: Person, office: Office
) -> None:
    assert OLD in editor.ask(ASKED)
    editor.visit("/console")
    editor.go("Chủ đề")
    editor.follow(TITLE)
    editor.write("Ý chính", "Diều bán ở chợ phiên, giá {gia-dieu}.")
    editor.sees("Diều bán ở chợ phiên, giá 20.000 đồng.")
    editor.look("xem-truoc", at=editor.the("Người dân thấy trong Telegram", "heading"))
    editor.press("Lưu…")
    assert editor.heading == f"Xem lại: {TITLE}"
    said = editor.sees("Bản đang dùng chưa đổi", "Câu trả lời đổi lời: 1")
    assert "Câu hỏi có kết quả khác" in said
    editor.look("xem-lai")
    assert OLD in office.file(FILE)
    editor.press("Phát hành")
    editor.sees("Đã lưu và phát hành bản 2.")
    editor.look("da-phat-hanh")
    assert "chợ phiên" in office.file(FILE)
    assert "Diều bán ở chợ phiên, giá 20.000 đồng." in editor.ask(ASKED)
    editor.look()


def test_of_two_who_edit_the_same_topic_the_second_is_told_and_nothing_is_overwritten(
    editor: Person, office: Office, width: int
) -> None:
    address = "/console/chu-de/tha-dieu"
    editor.visit(address)
    editor.write("Ý chính", "Từ đủ {tuoi-tha-dieu} thì được thả diều.")
    with editor.in_another_browser() as other:
        other.visit(address)
        assert other.heading == "Đăng nhập"
        other.sign_in(office.link("Lê Thị Mai", "approver"))
        other.visit(address)
        other.write("Ý chính", "Đủ {tuoi-tha-dieu} mới được thả diều.")
        other.write("Chi tiết", "Nhỏ hơn thì đi cùng người lớn.")
        other.press("Lưu…")
        other.press("Phát hành")
        other.sees("Đã lưu và phát hành")
    kept = office.file(FILE)
    assert "Đủ {tuoi-tha-dieu} mới được thả diều." in kept
    editor.press("Lưu…")
    editor.sees("Chủ đề này vừa được người khác sửa.", "Đủ {tuoi-tha-dieu} mới được thả diều.")
    editor.look("hai-nguoi-cung-sua")
    assert editor.written("Ý chính") == "Từ đủ {tuoi-tha-dieu} thì được thả diều."
    assert editor.written("Chi tiết") == "Nhỏ hơn thì đi cùng người lớn."
    assert office.file(FILE) == kept


def test_one_click_goes_back_to_an_earlier_release(editor: Person) -> None:
    assert "chợ phiên" in editor.ask(ASKED)
    editor.visit("/console")
    editor.go("Các bản phát hành")
    editor.look("cac-ban")
    editor.follow("Bản 1")
    editor.touch("Trở lại bản này")
    editor.look("tro-lai")
    editor.press("Trở lại bản 1")
    editor.sees("giống bản 1.")
    editor.look("da-tro-lai")
    assert OLD in editor.ask(ASKED)
