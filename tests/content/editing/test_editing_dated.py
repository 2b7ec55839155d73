"""Edits of values, sessions and notices: these lines change and no other, and it loads."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.editing import (
    Edit,
    EditError,
    faults_of,
    notices,
    parameters,
    record_at,
    sessions,
)  # fmt: skip
from bot.content.editing.sessions import News
from bot.content.loading import load
from bot.content.local import State
from tests.content.editing.room import Room

TODAY = date(2026, 11, 23)
SOURCES = [{"doc": "Sổ giá", "article": "Trang 3"}]


def faults(room: Room, edit: Edit) -> list[str]:
    return [fault.message for fault in faults_of(edit.onto(room.files))]


# Legal values.


def test_a_value_from_a_day_on_ends_the_one_before(room: Room) -> None:
    edit = parameters.with_value(
        room.files, "tuoi-tha-dieu", date(2027, 2, 1), None, 7,
        {"checked_on": TODAY, "sources": SOURCES, "note": "Sửa: lần hai"},
    )  # fmt: skip
    assert room.difference(edit) == [
        "-       - {from: 2024-01-01, value: 6, sources: [{doc: Nội quy, article: Điều 1}], "
        "checked_on: 2026-01-01}",
        "+       - {from: 2024-01-01, until: 2027-01-31, value: 6, "
        "sources: [{doc: Nội quy, article: Điều 1}], checked_on: 2026-01-01}",
        "+       - {from: 2027-02-01, value: 7, sources: [{doc: Sổ giá, article: Trang 3}], "
        'checked_on: 2026-11-23, note: "Sửa: lần hai"}',
    ]
    assert faults(room, edit) == []


def test_a_value_between_two_others_stands_between_them(room: Room) -> None:
    edit = parameters.with_value(
        room.files, "gia-dieu", date(2026, 12, 1), date(2026, 12, 31), "30000",
        {"checked_on": TODAY, "sources": SOURCES},
    )  # fmt: skip
    values = load(edit.onto(room.files)).parameters.by_id["gia-dieu"].values
    assert [(value.from_.isoformat(), value.value) for value in values] == [
        ("2024-01-01", "20000"), ("2026-12-01", "30000"), ("2027-01-01", "40000"),
    ]  # fmt: skip
    assert values[0].until == date(2026, 11, 30)


def test_a_value_before_all_others_stands_first(room: Room) -> None:
    edit = parameters.with_value(
        room.files, "tuoi-tha-dieu", date(2020, 1, 1), date(2023, 12, 31), {"min": 3, "max": 5},
        {"checked_on": TODAY, "sources": SOURCES},
    )  # fmt: skip
    assert len(room.difference(edit)) == 1
    assert faults(room, edit) == []


def test_values_that_leave_a_gap_are_told_at_the_value(room: Room) -> None:
    edit = parameters.with_value(
        room.files, "gia-dieu", date(2026, 3, 1), date(2026, 3, 31), "30.000",
        {"checked_on": TODAY, "sources": [{"doc": "Sổ"}]},
    )  # fmt: skip
    files = edit.onto(room.files)
    assert [record_at(files, fault) for fault in faults_of(files)] == [
        ("gia-dieu", "values.1.value"),
        ("gia-dieu", "values.1.sources"),
        ("gia-dieu", "values.2.from"),
    ]


def test_a_value_is_corrected_where_it_begins(room: Room) -> None:
    edit = parameters.corrected(
        room.files, "gia-dieu", date(2027, 1, 1), {"value": "45000", "checked_on": TODAY}
    )
    assert [line for line in room.difference(edit) if line.startswith("+")] == [
        "+       - {from: 2027-01-01, value: 45000, sources: [{doc: Sổ giá, article: Trang 2}], "
        "checked_on: 2026-11-23}"
    ]
    with pytest.raises(EditError, match="không có giá trị nào bắt đầu ngày 02/01/2027"):
        parameters.corrected(room.files, "gia-dieu", date(2027, 1, 2), {"value": "1"})
    with pytest.raises(EditError, match="đã có giá trị từ 01/01/2027; sửa giá trị ấy"):
        parameters.with_value(room.files, "gia-dieu", date(2027, 1, 1), None, "1", {})


# Sessions.

PLANNED = News(State.PLANNED, "Ông trưởng thôn", TODAY)


def test_days_of_a_session_are_called_off(room: Room) -> None:
    days = [date(2026, 12, 22), date(2026, 12, 10)]
    edit = sessions.told(
        room.files, "gio-buoi-toi", days, News(State.CANCELLED, "Cô Mây", TODAY, "mưa, gió")
    )
    assert edit.title == "Hủy: phiên gio-buoi-toi, 10/12/2026, 22/12/2026"
    assert room.difference(edit) == [
        "-       - {date: 10/12/2026, hours: [19h-21h]}",
        '+       - {date: 10/12/2026, status: huy, reason: "mưa, gió", hours: [19h-21h]}',
        '+       - {date: 22/12/2026, status: huy, reason: "mưa, gió"}',
        "-     last_confirmed: {by: Ông trưởng thôn, on: 22/11/2026}",
        "+     last_confirmed: {by: Cô Mây, on: 23/11/2026}",
    ]
    assert faults(room, edit) == []


def test_a_whole_session_is_put_off_to_another_day(room: Room) -> None:
    edit = sessions.told(
        room.files,
        "gio-truong-diem",
        None,
        News(State.POSTPONED, "Cô Mây", TODAY, "trường thi", date(2026, 12, 16), "Thông báo 7"),
    )
    assert room.difference(edit) == [
        "+     status: hoan",
        "+     reason: trường thi",
        "+     moved_to: 16/12/2026",
        "-     source: Bảng tin đầu ngõ",
        "-     published: 20/11/2026",
        "-     last_confirmed: {by: Ông trưởng thôn, on: 22/11/2026}",
        "+     source: Thông báo 7",
        "+     published: 23/11/2026",
        "+     last_confirmed: {by: Cô Mây, on: 23/11/2026}",
    ]
    assert faults(room, edit) == []


def test_only_one_day_at_a_time_moves_to_another(room: Room) -> None:
    days = [date(2026, 12, 3), date(2026, 12, 22)]
    with pytest.raises(EditError, match="dời từng ngày một"):
        sessions.told(
            room.files, "gio-buoi-toi", days, News(State.POSTPONED, "x", TODAY, moved_to=days[1])
        )
    edit = sessions.told(room.files, "gio-buoi-toi", days, News(State.POSTPONED, "Cô Mây", TODAY))
    assert "+       - {date: 03/12/2026, status: hoan}" in room.difference(edit)


def test_a_session_is_full_and_then_takes_place_as_planned(room: Room) -> None:
    day = [date(2026, 12, 5)]
    edit = sessions.told(
        room.files, "gio-thu-bay", day, News(State.FULL, "Ông trưởng thôn", TODAY)
    )
    assert "+       - {date: 05/12/2026, status: het_cho}" in room.difference(edit)
    room.apply(edit)
    back = sessions.told(room.files, "gio-thu-bay", day, PLANNED)
    assert room.difference(back) == [
        "-     changes:",
        "-       - {date: 05/12/2026, status: het_cho}",
    ]


def test_what_takes_place_after_all_keeps_its_other_hours_and_loses_its_reason(room: Room) -> None:
    edit = sessions.told(room.files, "gio-cho-nang", None, PLANNED)
    assert [line for line in room.difference(edit) if line.startswith("-")][:3] == [
        "-     status: hoan",
        "-     reason: chợ dời chỗ",
        "-     moved_to: 20/12/2026",
    ]
    days = [date(2026, 12, 8), date(2026, 12, 10)]
    edit = sessions.told(room.files, "gio-buoi-toi", days, PLANNED)
    assert room.difference(edit)[0] == "-       - {date: 08/12/2026, status: huy, reason: mưa to}"
    assert not any("10/12/2026" in line for line in room.difference(edit))


def test_a_session_without_first_day_keeps_its_days_when_its_source_changes(room: Room) -> None:
    files = dict(room.files)
    name = "sessions/phuong-gio.yaml"
    files[name] = files[name].replace(b"    from: 05/12/2026\n    to: 27/12", b"    to: 27/12")
    edit = sessions.told(
        files,
        "gio-thu-bay",
        None,
        News(State.FULL, "Cô Mây", date(2026, 12, 1), source="Bảng tin"),
    )
    before, after = (
        next(item.session for item in load(it).local.sessions if item.session.id == "gio-thu-bay")
        for it in (files, edit.onto(files))
    )
    assert (before.from_, after.from_) == (None, date(2026, 11, 20))
    assert after.published == date(2026, 12, 1)


def test_a_day_that_the_session_does_not_have_is_told_with_its_field(room: Room) -> None:
    edit = sessions.told(
        room.files,
        "gio-buoi-toi",
        [date(2026, 12, 4)],
        News(State.CANCELLED, "Cô Mây", TODAY, "mưa"),
    )
    files = edit.onto(room.files)
    assert [(record_at(files, fault), fault.message) for fault in faults_of(files)] == [
        (
            ("gio-buoi-toi", "changes.4.date"),
            "ngày 04/12/2026 vốn không có phiên này; sửa ngày hoặc bỏ thay đổi",
        )
    ]


# Notices.

NOTICE = {
    "kind": "thong_bao", "title": "Trả thẻ chiều thứ Sáu", "text": "Đến đình lấy thẻ.",
    "areas": ["phường Gió Lùa, tỉnh Mây"], "from": date(2026, 12, 1), "until": date(2026, 12, 31),
    "source": "Bảng tin", "last_confirmed": {"by": "Cô Mây", "on": "23/11/2026"},
}  # fmt: skip


def test_a_notice_goes_into_the_file_of_its_ward(room: Room) -> None:
    edit = notices.added(room.files, NOTICE)
    assert (edit.files["notices/phuong-gio-lua.yaml"] or b"").decode() == (
        "# yaml-language-server: $schema=../.schema/notices.json\n"
        "notices:\n"
        "  - id: tra-the-chieu-thu-sau\n"
        "    kind: thong_bao\n"
        "    title: Trả thẻ chiều thứ Sáu\n"
        "    text: Đến đình lấy thẻ.\n"
        '    areas: ["phường Gió Lùa, tỉnh Mây"]\n'
        "    from: 01/12/2026\n"
        "    until: 31/12/2026\n"
        "    source: Bảng tin\n"
        "    last_confirmed: {by: Cô Mây, on: 23/11/2026}\n"
    )
    assert faults(room, edit) == []
    again = notices.added(edit.onto(room.files), NOTICE)
    assert again.title == "Thêm thông báo tra-the-chieu-thu-sau-2"
    assert list(again.files) == ["notices/phuong-gio-lua.yaml"]
    assert faults(room, again) == []


def test_a_real_notice_does_not_join_sample_data(room: Room) -> None:
    files = dict(room.files)
    files["notices/phuong-gio-lua.yaml"] = files.pop("notices/mua-dieu.yaml")
    assert list(notices.added(files, NOTICE).files) == ["notices/phuong-gio-lua-2.yaml"]


def test_a_notice_is_changed_and_ended(room: Room) -> None:
    edit = notices.changed(
        room.files, "mua-dieu-2026", {"text": "Ai cũng: nên có thẻ.", "phone": 1}
    )
    assert room.difference(edit) == [
        "-     text: Ai thả diều cũng nên có thẻ.",
        '+     text: "Ai cũng: nên có thẻ."',
        "+     phone: 1",
    ]
    edit = notices.ended(room.files, "mua-dieu-2026", date(2026, 12, 5), "Cô Mây", TODAY)
    assert edit.title == "Kết thúc thông báo mua-dieu-2026 ngày 05/12/2026"
    assert room.difference(edit) == [
        "-     until: 31/12/2026",
        "+     until: 05/12/2026",
        "-     last_confirmed: {by: Ông trưởng thôn, on: 22/11/2026}",
        "+     last_confirmed: {by: Cô Mây, on: 23/11/2026}",
    ]


# What goes altogether.


def test_sessions_go_and_their_places_stay(room: Room) -> None:
    edit = sessions.removed(room.files, ["gio-tam-dung"])
    assert all(line.startswith("- ") for line in room.difference(edit))
    assert "-   - id: gio-tam-dung" in room.difference(edit)
    assert faults(room, edit) == []
    every = [item.session.id for item in load(room.files).local.sessions]
    emptied = sessions.removed(room.files, every)
    assert load(emptied.onto(room.files)).local.sessions == ()
    assert b"san-dinh:" in emptied.onto(room.files)["sessions/phuong-gio.yaml"]
    with pytest.raises(EditError, match="không có phiên «khong-co»"):
        sessions.removed(room.files, ["gio-tam-dung", "khong-co"])


def test_the_last_notice_of_a_file_takes_the_file_along(room: Room) -> None:
    edit = notices.removed(room.files, "mua-dieu-2026")
    assert dict(edit.files) == {"notices/mua-dieu.yaml": None}
    assert faults(room, edit) == []
    with pytest.raises(EditError, match="không có thông báo «khong-co»"):
        notices.removed(room.files, "khong-co")
