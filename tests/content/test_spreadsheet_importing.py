"""A table taken over into the files of sessions: what is new, what changes, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.content.local import State
from bot.content.spreadsheet.importing import Plan, Wish
from bot.errors import KnowledgeError
from tests.content.desk import GIO, NANG, TODAY, Desk

HEADINGS = "Ngày;Giờ;Địa điểm;Ghi chú"
EVERY_HEADING = "Ngày;Từ ngày;Đến ngày;Thứ;Giờ;Địa điểm;Địa chỉ;Phường/xã;Trạng thái;Hình thức;Mã"


@pytest.fixture
def desk(small_files: Files, small_knowledge: Knowledge) -> Desk:
    return Desk(small_files, small_knowledge)


def kinds(plan: Plan) -> list[tuple[bool, tuple[str, ...]]]:
    """Whether each row is known, and what it changes."""
    return [(match.before is not None, match.fields) for match in plan.matches]


def test_a_new_row_becomes_a_session_at_a_place_that_is_typed_once(desk: Desk) -> None:
    desk.take(
        HEADINGS,
        "05/12/2026;7h30-11h;Nhà văn hóa Gió;Mang: bút",
        "06/12/2026;7h30-11h;nha van hoa gio;",
    )
    assert desk.file().places["nha-van-hoa-gio"].name == "Nhà văn hóa Gió"
    one = desk.session("nha-van-hoa-gio-2026-12-05")
    other = desk.session("nha-van-hoa-gio-2026-12-06")
    assert one.places == other.places == ("nha-van-hoa-gio",)
    assert (one.note, one.source, one.published) == ("Mang: bút", "Bảng lịch lich.csv", TODAY)
    assert (one.last_confirmed.by, one.last_confirmed.on) == ("Bà tổ trưởng", TODAY)


def test_a_place_is_known_by_its_name_or_another_name_of_it(desk: Desk) -> None:
    desk.take(HEADINGS, "05/12/2026;13h-15h;SÂN ĐÌNH GIÓ LÙA;", "06/12/2026;13h-15h;đình gió;")
    assert desk.session("san-dinh-2026-12-05").places == ("san-dinh",)
    assert desk.session("san-dinh-2026-12-06").places == ("san-dinh",)


def test_everything_else_in_the_file_stays_as_it_was(desk: Desk) -> None:
    before = desk.files[GIO]
    desk.take(HEADINGS, "05/12/2026;13h-15h;Sân đình Gió Lùa;")
    assert desk.files[GIO].startswith(before)


def test_the_same_table_twice_changes_nothing(desk: Desk) -> None:
    rows = (HEADINGS, "05/12/2026;13h-15h;Sân chơi;a", "05/12/2026;15h-17h;Sân chơi;b")
    assert kinds(desk.take(*rows)) == [(False, ()), (False, ())]
    later = Wish("khac.csv", date(2026, 12, 1), area="phường Gió Lùa")
    again = desk.plan(*rows, wish=later)
    assert (again.files, kinds(again)) == ({}, [(True, ()), (True, ())])


def test_a_row_of_the_same_place_and_day_updates_the_session(desk: Desk) -> None:
    desk.take(HEADINGS, "05/12/2026;13h-15h;Sân chơi;a")
    plan = desk.take(HEADINGS, "05/12/2026;14h-16h;Sân chơi;")
    [match] = plan.matches
    assert match.fields == ("hours", "note")
    assert list(match.differences()) == ["Giờ: 13h-15h → 14h-16h", "Ghi chú: a → (trống)"]
    session = desk.session("san-choi-2026-12-05")
    assert (session.hours[0].start.hour, session.note) == (14, None)


def test_what_the_table_has_no_column_for_stays(desk: Desk) -> None:
    before = desk.session("gio-thu-bay")
    desk.take(
        "Từ ngày;Đến ngày;Thứ;Giờ;Địa điểm",
        "05/12/2026;27/12/2026;T7, CN;7h-11h30;đình gió",
    )
    after = desk.session("gio-thu-bay")
    assert after.hours != before.hours
    kept = {"hours": before.hours, "last_confirmed": before.last_confirmed}
    assert after.model_copy(update=kept) == before


def test_a_changed_session_tells_who_vouches_for_it_and_keeps_its_source(desk: Desk) -> None:
    rows = ("Ngày;Địa điểm;Trạng thái", "13/12/2026;Chợ Nắng Lên;Hủy: mưa")
    desk.take(*rows)
    session = desk.session("gio-cho-nang")
    assert (session.status, session.reason, session.moved_to) == (State.CANCELLED, "mưa", None)
    assert (session.source, session.published) == ("Bảng tin đầu ngõ", date(2026, 11, 20))
    assert session.last_confirmed.by == "Bà tổ trưởng"


def test_a_source_that_is_told_holds_for_what_changes(desk: Desk) -> None:
    wish = Wish("lich.csv", TODAY, area="phường Gió Lùa", source="Thông báo số 7")
    desk.take("Ngày;Địa điểm;Trạng thái", "13/12/2026;Chợ Nắng Lên;Hủy", wish=wish)
    session = desk.session("gio-cho-nang")
    assert (session.source, session.published) == ("Thông báo số 7", TODAY)


def test_an_empty_state_does_not_call_a_session_back(desk: Desk) -> None:
    plan = desk.plan("Ngày;Địa điểm;Trạng thái", "13/12/2026;Chợ Nắng Lên;")
    assert kinds(plan) == [(True, ())]


def test_sessions_of_one_place_and_day_are_told_apart_by_hours(desk: Desk) -> None:
    desk.take(HEADINGS, "05/12/2026;7h-9h;Sân chơi;a", "05/12/2026;9h-11h;Sân chơi;b")
    plan = desk.take(HEADINGS, "05/12/2026;9h-11h;Sân chơi;x", "05/12/2026;13h-15h;Sân chơi;c")
    assert kinds(plan) == [(True, ("note",)), (False, ())]
    notes = {session.id: session.note for session in desk.file().sessions}
    assert notes["san-choi-2026-12-05"] == "a"
    assert notes["san-choi-2026-12-05-2"] == "x"
    assert notes["san-choi-2026-12-05-3"] == "c"


def test_the_id_finds_a_session_whose_day_and_place_change(desk: Desk) -> None:
    plan = desk.take("Mã;Ngày;Địa điểm", "gio-cho-nang;19/12/2026;Sân đình Gió Lùa")
    assert kinds(plan) == [(True, ("days", "places"))]
    session = desk.session("gio-cho-nang")
    assert (session.dates, session.places) == ((date(2026, 12, 19),), ("san-dinh",))


def test_a_suspension_can_be_told(desk: Desk) -> None:
    desk.take(
        "Từ ngày;Đến ngày;Địa điểm;Hình thức",
        "10/12/2026;11/12/2026;Sân đình Gió Lùa;Tạm dừng",
        "20/12/2026;21/12/2026;;Tạm dừng",
        "25/12/2026;26/12/2026;;Tạm dừng lưu động",
    )
    scopes = [session.scope for session in desk.file().sessions[-3:]]
    assert scopes == ["dia_diem", "tat_ca", "luu_dong"]


def test_another_address_moves_the_place_and_is_told(desk: Desk) -> None:
    rows = ("Ngày;Địa điểm;Địa chỉ", "08/12/2026;Sân đình Gió Lùa;5 ngõ Diều Giấy")
    plan = desk.take(*rows)
    assert plan.addresses == ("Sân đình Gió Lùa: địa chỉ 3 ngõ Diều Giấy → 5 ngõ Diều Giấy",)
    assert desk.file().places["san-dinh"].address == "5 ngõ Diều Giấy"


def test_each_row_goes_into_the_file_of_its_own_ward(desk: Desk) -> None:
    plan = desk.take(
        "Ngày;Địa điểm;Phường/xã",
        "05/12/2026;Sân chơi;phường Gió Lùa, tỉnh Mây",
        "05/12/2026;Sân chơi;xã Nắng Lên, tỉnh Mây",
        "06/12/2026;Bến đò;xã Gió Dưới, tỉnh Mây",
        wish=Wish("lich.csv", TODAY),
    )
    assert set(plan.files) == {GIO, NANG}
    first, *_ = desk.files[NANG].decode().splitlines()
    assert first == "# yaml-language-server: $schema=../.schema/sessions.json"
    assert desk.file(NANG).area == "xã Nắng Lên, tỉnh Mây"
    assert desk.session("san-choi-2026-12-05-2", NANG).places == ("san-choi",)
    assert desk.file().places["ben-do"].area == "xã Gió Dưới, tỉnh Mây"
    assert desk.file().places["san-choi"].area is None


def test_places_of_one_name_in_two_wards_are_two_places(desk: Desk) -> None:
    rows = (
        "Ngày;Địa điểm;Phường/xã",
        "05/12/2026;Nhà bia;xã Gió Trên",
        "06/12/2026;Nhà bia;xã Gió Dưới",
    )
    desk.take(*rows)
    assert [desk.file().places[name].area for name in ("nha-bia", "nha-bia-xa-gio-duoi")] == [
        "xã Gió Trên", "xã Gió Dưới",
    ]  # fmt: skip
    assert desk.plan(*rows).files == {}
    [said] = desk.refusals(HEADINGS, "07/12/2026;7h-8h;Nhà bia;")
    assert said == "C2: có 2 địa điểm tên «Nhà bia»; ghi rõ ở cột «Phường/xã»"


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("", "C2: chưa biết phường, xã nào; điền cột «Phường/xã», hoặc thêm --area"),
        ("xã Trăng Rằm", "C2: không tìm thấy phường, xã «xã Trăng Rằm»"),
        ("xã Đồi Chia", "C2: «xã Đồi Chia» có thể là nhiều nơi: "),
    ],
)
def test_a_row_without_one_ward_is_told(desk: Desk, area: str, said: str) -> None:
    rows = ("Ngày;Địa điểm;Phường/xã", f"05/12/2026;Sân chơi;{area}")
    [fault] = desk.refusals(*rows, wish=Wish("lich.csv", TODAY))
    assert fault.startswith(said)


def test_an_area_that_is_not_one_ward_is_told(desk: Desk) -> None:
    wish = Wish("lich.csv", TODAY, area="xã Trăng Rằm")
    [said] = desk.refusals(HEADINGS, "05/12/2026;7h-8h;Sân chơi;", wish=wish)
    assert said.startswith("--area: không tìm thấy phường, xã «xã Trăng Rằm»")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";;;;7h-11h;Sân chơi;;;;;", "A2: thiếu ngày; điền «Ngày»"),
        ("05/12/2026;;;;7h-11h;;;;;;", "F2: thiếu địa điểm; ghi tên nơi làm"),
        ("05/12/2062;;;;7h-11h;Sân chơi;;;;;", "A2: ngày 05/12/2062 quá xa hôm nay; xem lại năm"),
        (";01/12/2020;;;;Sân chơi;;;;;", "B2: ngày 01/12/2020 quá xa hôm nay; xem lại năm"),
        (";05/12/2026;;;;Sân chơi;;;;;", "B2: thành lịch mọi ngày không có ngày cuối"),
        ("05/12/2026;;;;;Sân chơi;;;;;Sân Chơi", "K2: mã chỉ có chữ thường không dấu"),
        (
            "24/12/2026;;;;;Sân chơi;;;;;",
            "A2: ngày 24/12/2026 là ngày nghỉ lễ (Hội diều mùa đông); nếu vẫn làm thì thêm "
            "«Làm» ở cột «Ngày lễ»",
        ),
        (
            ";01/12/2026;02/12/2026;T7;;Sân chơi;;;;;",
            "dòng 2: phiên không diễn ra ngày nào",
        ),
        (
            "04/12/2026;05/12/2026;10/12/2026;;;Sân chơi;;;;;",
            "A2: ngày 04/12/2026 nằm ngoài «Từ ngày» và «Đến ngày»",
        ),
        (
            "05/12/2026;;;;8h-9h;Sân đình Gió Lùa;;;;;",
            "dòng 2: trùng giờ, trùng chỗ với phiên «gio-thu-bay» ngày 05/12/2026",
        ),
    ],
    ids=str,
)
def test_a_row_that_is_no_session_is_told_at_its_cell(desk: Desk, row: str, said: str) -> None:
    [fault] = desk.refusals(EVERY_HEADING, row)
    assert fault.startswith(said)


@pytest.mark.parametrize(
    "row",
    [
        ";05/12/2026;đến khi có thông báo;;;Sân chơi;;;;;",
        ";05/12/2026;;T7;;Sân chơi;;;;;",
        ";05/12/2026;;;;Sân chơi;;;;Cố định;",
        "06/12/2026;05/12/2026;10/12/2026;;;Sân chơi;;;;;",
    ],
)
def test_a_range_may_have_no_end_where_the_row_means_it(desk: Desk, row: str) -> None:
    assert kinds(desk.plan(EVERY_HEADING, row)) == [(False, ())]


def test_every_row_at_fault_is_told_at_once(desk: Desk) -> None:
    told = desk.refusals(
        EVERY_HEADING,
        "mai;;;;sáng;Sân chơi;;xã Trăng Rằm;;;",
        "05/12/2026;;;;7h-9h;;;;;;",
        "06/12/2026;;;;7h-9h;Sân chơi;1 ngõ A;;;;",
        "07/12/2026;;;;7h-9h;Sân chơi;2 ngõ B;;;;",
        "07/12/2026;;;;7h-9h;Sân chơi;2 ngõ B;;;;",
    )
    assert [said.split(":")[0] for said in told] == ["A2", "E2", "H2", "F3", "G5", "dòng 6", "G6"]
    assert told[4] == "G5: «Sân chơi» ở dòng 4 có địa chỉ «1 ngõ A»; viết giống nhau"
    assert told[5] == "dòng 6: giống hệt dòng 5; xóa một dòng"


def test_a_row_that_changes_nothing_tells_its_address_too(desk: Desk) -> None:
    """Else the place would move to and fro each time the same table is taken over."""
    [said] = desk.refusals(
        "Mã;Ngày;Địa điểm;Địa chỉ;Phường/xã",
        ";08/12/2026;Sân đình Gió Lùa;9 ngõ Diều Giấy;",
        "gio-thu-bay;;Sân đình Gió Lùa;3 ngõ Diều Giấy;phường Gió Lùa, tỉnh Mây",
    )
    told = "D3: «Sân đình Gió Lùa» ở dòng 2 có địa chỉ «9 ngõ Diều Giấy»; viết giống nhau"
    assert said == told


def test_an_id_stands_in_one_row(desk: Desk) -> None:
    rows = ("Mã;Ngày;Địa điểm", "gio-cho-nang;19/12/2026;A", "gio-cho-nang;18/12/2026;B")
    assert desk.refusals(*rows) == ["A3: mã «gio-cho-nang» đã ở dòng 2"]


def test_rows_that_clash_with_each_other_name_each_other(desk: Desk) -> None:
    [said] = desk.refusals(HEADINGS, "05/12/2026;7h-9h;Sân chơi;a", "05/12/2026;8h-10h;Sân chơi;b")
    assert said.startswith("dòng 3: trùng giờ, trùng chỗ với dòng 2 ngày 05/12/2026")


def test_a_recurring_session_is_not_changed_by_a_row_of_one_day(desk: Desk) -> None:
    plan = desk.plan(EVERY_HEADING, "05/12/2026;;;;13h-15h;Sân đình Gió Lùa;;;;;")
    assert kinds(plan) == [(False, ())]


def test_faults_that_were_there_before_are_told_as_what_they_are(desk: Desk) -> None:
    desk.files["la.yaml"] = b"a: 1"
    with pytest.raises(KnowledgeError, match=r"la\.yaml:1:1"):
        desk.plan(HEADINGS, "05/12/2026;7h-9h;Sân chơi;a")


def test_a_file_of_sample_data_stays_one(small_files: Files) -> None:
    files = {**small_files, GIO: small_files[GIO].replace(b"places:", b"sample: true\nplaces:", 1)}
    desk = Desk(files, load(files))
    desk.take(HEADINGS, "05/12/2026;13h-15h;Sân chơi;")
    assert desk.file().sample
