"""Edits of topics and phrasings: these lines change and no other, and the outcome loads."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.editing import Edit, EditError, entries, faults_of, phrasings, record_at
from bot.content.loading import load
from bot.errors import KnowledgeError
from tests.content.editing.room import Room

TODAY = date(2026, 11, 23)
SOURCES = [{"doc": "Sổ giá", "article": "Trang 3"}]


def faults(room: Room, edit: Edit) -> list[str]:
    return [fault.message for fault in faults_of(edit.onto(room.files))]


# Topics.


def test_the_lead_of_a_topic_changes_and_no_other_line(room: Room) -> None:
    edit = entries.changed(room.files, "mua-dieu", {"lead": "Diều bán ở chợ, giá {gia-dieu}."})
    assert edit.title == "Sửa chủ đề mua-dieu: lead"
    assert room.difference(edit) == [
        "-       lead: Diều bán ở cửa hàng đầu làng, giá {gia-dieu}.",
        "+       lead: Diều bán ở chợ, giá {gia-dieu}.",
    ]
    assert faults(room, edit) == []


def test_several_fields_at_once_each_on_its_lines(room: Room) -> None:
    edit = entries.changed(
        room.files,
        "tha-dieu",
        {
            "title": "Thả diều từ tuổi nào",
            "answer.steps": ["Ra bãi cỏ.", "Chờ gió.", "Thả dây từ từ."],
            "details": "",
            "bring": ["Dây"],
            "review_by": date(2027, 6, 30),
            "translations.en.lead": "From {tuoi-tha-dieu|so}.",
        },
    )
    assert room.difference(edit) == [
        "-     title: Mấy tuổi được thả diều",
        "+     title: Thả diều từ tuổi nào",
        "-       details: Nhỏ hơn thì phải có người lớn.",
        "-       steps: [Ra bãi cỏ., Thả dây từ từ.]",
        '+       steps: ["Ra bãi cỏ.", "Chờ gió.", "Thả dây từ từ."]',
        "+       bring: [Dây]",
        "-     review_by: 2026-12-31",
        "+     review_by: 2027-06-30",
        "+     translations:",
        "+       en:",
        "+         lead: From {tuoi-tha-dieu|so}.",
    ]
    assert faults(room, edit) == []


def test_what_was_typed_in_a_browser_is_written_without_its_odd_signs(room: Room) -> None:
    typed = "Nhỏ\u00a0hơn  \r\nthì phải có người lớn.\r\n\r\n"
    edit = entries.changed(room.files, "tha-dieu", {"details": typed})
    entry = load(edit.onto(room.files)).entries["tha-dieu"]
    assert entry.answer is not None
    assert entry.answer.details == "Nhỏ hơn\nthì phải có người lớn."


def test_one_of_several_dated_answers_is_named(room: Room) -> None:
    edit = entries.changed(room.files, "dieu-rach", {"answers.1.lead": "Tự vá: dùng giấy."})
    assert len(room.difference(edit)) == 2
    assert load(edit.onto(room.files)).entries["dieu-rach"].answers[1].lead == "Tự vá: dùng giấy."
    with pytest.raises(EditError, match=r"ghi rõ lời nào, ví dụ answers\.0\.lead"):
        entries.changed(room.files, "dieu-rach", {"lead": "Tự vá."})


def test_an_answer_from_a_day_on_is_added_and_one_is_taken_out(room: Room) -> None:
    more = entries.changed(
        room.files,
        "dieu-rach",
        {"answers.1.until": "2026-12-31", "answers.2": {"from": "2027-01-01", "lead": "Bỏ đi."}},
    )
    assert faults(room, more) == []
    less = entries.changed(
        more.onto(room.files), "dieu-rach", {"answers.0": None, "answers.2": ""}
    )
    assert room.difference(less) == [
        "-       - {from: 2024-01-01, until: 2025-12-31, lead: Đem diều rách ra tiệm vá.}",
        '-       - {from: 2026-01-01, lead: "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."}',
        "+       - {from: 2026-01-01, until: 2026-12-31, "
        'lead: "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."}',
    ]


def test_a_form_shows_an_entry_as_it_is_written(room: Room) -> None:
    entry = entries.written_as(room.files, "mua-dieu")
    assert entry["answer"]["cost"] == "{gia-dieu}"  # type: ignore[call-overload, index]
    assert entry["checked_on"] == "2026-01-01"


def test_a_field_set_to_what_it_is_changes_nothing(room: Room) -> None:
    edit = entries.changed(
        room.files, "mua-dieu", dict(entries.written_as(room.files, "mua-dieu"))
    )
    assert (edit.files, edit.base) == ({}, {})
    room.apply(edit)
    assert not room.kept.exists()


@pytest.mark.parametrize(
    ("topic", "fields", "told"),
    [
        ("mua-deu", {"lead": "x"}, "không có chủ đề «mua-deu»; tải lại trang"),
        ("mua-dieu", {"id": "mua-sao"}, "không đổi được; tạo chủ đề mới"),
        ("mua-dieu", {"bring.7": "x"}, r"không có chỗ nào là «answer\.bring\.7»"),
        ("mua-dieu", {"bring.x": "x"}, r"không có chỗ nào là «answer\.bring\.x»"),
        ("mua-dieu", {"title.vi": "x"}, r"không có chỗ nào là «title\.vi»"),
    ],
)
def test_an_edit_of_what_is_not_there_says_so(
    room: Room, topic: str, fields: dict[str, object], told: str
) -> None:
    with pytest.raises(EditError, match=told):
        entries.changed(room.files, topic, fields)


NEW = {
    "title": "Diều mắc cây", "questions": ["Diều mắc trên cây thì sao?"], "lead": "Chờ gió.",
    "sources": SOURCES, "checked_on": TODAY, "valid_from": "2026-01-01", "review_by": "2027-06-30",
}  # fmt: skip


def test_a_new_topic_stands_last_in_its_group(room: Room) -> None:
    edit = entries.created(room.files, "do-choi", "dieu-mac-cay", NEW)
    assert room.difference(edit) == [
        "+   - id: dieu-mac-cay",
        "+     title: Diều mắc cây",
        '+     questions: ["Diều mắc trên cây thì sao?"]',
        "+     answer:",
        "+       lead: Chờ gió.",
        "+     sources: [{doc: Sổ giá, article: Trang 3}]",
        "+     checked_on: 2026-11-23",
        "+     valid_from: 2026-01-01",
        "+     review_by: 2027-06-30",
    ]
    assert faults(room, edit) == []


def test_the_first_topic_of_a_group_makes_its_file(room: Room) -> None:
    files = {name: data for name, data in room.files.items() if "thu-cung" not in name}
    edit = entries.created(files, "thu-cung", "tam-cho", NEW)
    assert edit.base == {"faq/thu-cung.yaml": ""}
    made = edit.files["faq/thu-cung.yaml"] or b""
    assert made.startswith(
        b"# yaml-language-server: $schema=../.schema/faq.json\ngroup: thu-cung\n"
    )


def test_a_topic_is_made_once_and_in_a_group_that_is_there(room: Room) -> None:
    with pytest.raises(EditError, match="đã có chủ đề «meo-om»; chọn mã khác"):
        entries.created(room.files, "do-choi", "meo-om", NEW)
    with pytest.raises(EditError, match=r"không có nhóm «\.\./x» trong groups\.yaml"):
        entries.created(room.files, "../x", "dieu-mac-cay", NEW)


def test_what_a_new_topic_lacks_is_told_with_its_field(room: Room) -> None:
    files = entries.created(room.files, "do-choi", "dieu-mac-cay", {"lead": "Năm 2027."}).onto({})
    found = [
        (record_at(files, fault), fault.message) for fault in faults_of({**room.files, **files})
    ]
    assert (("dieu-mac-cay", "id"), "thiếu mục «title»; hãy thêm vào") in found


# Phrasings.


def test_phrasings_join_the_voice_of_the_staff(room: Room) -> None:
    edit = phrasings.added(room.files, "meo-om", ["Mèo nhà em bỏ bú", "mèo ho ", "Mèo lả đi?"])
    assert edit.title == "Thêm 2 câu hỏi vào chủ đề meo-om"
    assert room.difference(edit) == ['+     can-bo: [Mèo nhà em bỏ bú, "Mèo lả đi?"]']
    again = phrasings.added(edit.onto(room.files), "meo-om", ["Mèo run rẩy"])
    assert [line for line in room.difference(again) if line.startswith("+")] == [
        '+     can-bo: [Mèo nhà em bỏ bú, "Mèo lả đi?", Mèo run rẩy]'
    ]
    assert faults(room, again) == []


def test_phrasings_of_a_topic_without_any(room: Room) -> None:
    files = dict(room.files)
    files["phrasings/thu-cung.yaml"] = (
        b'phrasings:\n  meo-om:\n    mot:\n      - "M\xc3\xa8o ho"\n'
    )
    edit = phrasings.added(files, "tam-meo", ["Tắm mèo: khi nào"])
    made = (edit.files["phrasings/thu-cung.yaml"] or b"").decode()
    assert made.endswith('  tam-meo:\n    can-bo:\n      - "Tắm mèo: khi nào"\n')
    del files["phrasings/thu-cung.yaml"]
    edit = phrasings.added(files, "tam-meo", ["Tắm mèo khi nào"])
    assert (edit.files["phrasings/thu-cung.yaml"] or b"").decode() == (
        "# yaml-language-server: $schema=../.schema/phrasings.json\n"
        "phrasings:\n  tam-meo:\n    can-bo: [Tắm mèo khi nào]\n"
    )


def test_phrasings_that_are_known_or_of_another_topic_are_told(room: Room) -> None:
    with pytest.raises(EditError, match="chủ đề «meo-om» đã có những câu này"):
        phrasings.added(room.files, "meo-om", ["MÈO  ho?", " "])
    with pytest.raises(EditError, match="câu thứ 2 đã thuộc chủ đề «meo-om»; bỏ câu này"):
        phrasings.added(room.files, "tam-meo", ["Tắm cho mèo già", "Mèo ho"])


# Faults of what is there already.


def test_a_file_that_cannot_be_read_is_told_and_not_edited(room: Room) -> None:
    files = {**room.files, "faq/do-choi.yaml": room.files["faq/do-choi.yaml"] + b"x: [mua-dieu"}
    with pytest.raises(KnowledgeError, match=r"faq/do-choi\.yaml:\d+:\d+: thiếu dấu phẩy"):
        entries.changed(files, "mua-dieu", {"lead": "x"})
    files["faq/do-choi.yaml"] = b"- mua-dieu\n"
    with pytest.raises(KnowledgeError, match=r"faq/do-choi\.yaml:1:1: mục «tệp» phải gồm"):
        entries.changed(files, "mua-dieu", {"lead": "x"})


def test_a_fault_outside_of_every_record_is_of_none(room: Room) -> None:
    files = {**room.files, "faq/do-choi.yaml": b"group: do-choi\n", "law/x.yaml": b"a: ["}
    assert {record_at(files, fault) for fault in faults_of(files)} == {("", "")}
