"""A question that was asked in vain is taught to the assistant, in a real browser."""

from __future__ import annotations

from tests.console.office import Office
from tests.console.person import Person
from tests.web.browsing import in_a_browser

pytestmark = in_a_browser
TITLE = "Diều rách thì làm gì"
ASKED = "Cái đuôi giấy bay mất tiêu"
ANSWER = "Tự vá diều bằng giấy"


def test_a_question_asked_in_vain_becomes_a_phrasing_and_is_answered(
    person: Person, office: Office
) -> None:
    assert ANSWER not in person.ask(ASKED)
    person.look()
    person.sign_in(office.link("Phạm Thị Lan", "editor"))
    person.look("tong-quan")
    person.go("Câu hỏi chờ")
    person.sees("1 câu trong 1 nhóm", ASKED)
    person.look("cau-hoi-cho")
    person.press("Gắn vào chủ đề…")
    assert person.heading == "Gắn vào chủ đề"
    person.look("gan-vao-chu-de")
    person.press("Tiếp tục…")
    person.sees("Chọn một chủ đề.")
    person.write("Tìm chủ đề khác", "rach")
    person.touch(TITLE)
    person.write("Câu 1", "Cái đuôi diều giấy bay mất tiêu")
    person.look("gan-da-chon")
    person.press("Tiếp tục…")
    person.sees(f"thêm câu hỏi vào «{TITLE}»", "Câu hỏi có kết quả khác: 1")
    person.look("gan-xem-lai")
    person.press("Phát hành")
    person.sees("Đã lưu và phát hành bản 2. Đã xử lý 1 câu.", "Không có câu nào chờ.")
    person.look("gan-xong")
    assert ANSWER in person.ask(ASKED)


def test_a_question_can_be_left_aside_or_begin_a_new_topic(person: Person, office: Office) -> None:
    for question in ("Con cua đá chui hang nào nhỉ", "Cá vàng bơi ngược vì sao thế"):
        person.ask(question)
    person.sign_in(office.link("Phạm Thị Lan", "editor"))
    person.go("Câu hỏi chờ")
    person.sees("2 câu trong 2 nhóm")
    assert person.all("Gắn…", "button") == []
    person.follow("Chọn cả trang")
    assert len(person.all("Gắn…", "button")) == 1
    person.follow("Bỏ chọn")
    person.press("Bỏ qua")
    person.sees("Đã bỏ qua 1 câu.", "1 câu trong 1 nhóm")
    person.press("Chủ đề mới…")
    assert person.heading == "Chủ đề mới"
    assert "cua đá" in person.written("Câu hỏi mẫu")
    person.look("chu-de-moi")
    person.write("Tên chủ đề", "Cua đá ở hang nào")
    person.press("Tạo chủ đề…")
    person.sees("Chưa lưu được.")
    person.look()


def test_a_citizen_who_uses_the_web_chat_is_shut_out_by_nothing(person: Person) -> None:
    person.visit("/")
    person.look()
    for question in ("diều", "Diều rách cánh", "", "kite price?"):
        if question:
            person.ask(question)
        person.look()
    person.visit("/?lang=en")
    person.look()
    person.visit("/phuong")
    person.look()
    person.visit("/phuong/gio")
    person.look()
    person.visit("/topic/tha-dieu")
    person.look()
