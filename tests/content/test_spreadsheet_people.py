"""Cells of people, papers and states: every way in which staff fill them."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from bot.content.local import Kind, OnHoliday, Residency, Scope, Serves, State
from bot.content.spreadsheet.people_cells import (
    read_groups,
    read_list,
    read_people,
    read_phone,
    read_quota,
    written_list,
    written_people,
)
from bot.content.spreadsheet.state_cells import (
    Form,
    Standing,
    read_form,
    read_holidays,
    read_standing,
    written_form,
    written_standing,
)
from bot.content.spreadsheet.table import LONGEST_CELL, Value, text_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "serves"),
    [
        ("", Serves()),
        ("Mọi công dân", Serves()),
        ("Tất cả", Serves()),
        ("Từ 14 tuổi trở lên", Serves(age_min=14)),
        ("Công dân từ đủ 14 tuổi", Serves(age_min=14)),
        ("14 tuổi trở lên", Serves(age_min=14)),
        ("6-13 tuổi", Serves(age_min=6, age_max=13)),
        ("Từ đủ 6 đến dưới 14 tuổi", Serves(age_min=6, age_max=13)),
        ("trẻ dưới 6 tuổi", Serves(age_max=5)),
        ("Sinh năm 2011, 2012", Serves(birth_years=(2011, 2012))),
        ("sinh 2009–2011", Serves(birth_years=(2009, 2010, 2011))),
        ("Thường trú", Serves(residency=Residency.PERMANENT)),
        ("người dân tạm trú", Serves(residency=Residency.TEMPORARY)),
        ("thường trú và tạm trú", Serves()),
        ("Học sinh trường THCS Hoa Mai", Serves(school="Trường THCS Hoa Mai")),
        ("Học sinh lớp 9", Serves(group="Học sinh lớp 9")),
        ("Người già, người khuyết tật", Serves(group="Người già, người khuyết tật")),
        (
            "Từ 14 tuổi, thường trú",
            Serves(age_min=14, residency=Residency.PERMANENT),
        ),
        (
            "HS trường A; sinh năm 2012; Nhóm  B",
            Serves(school="Trường A", birth_years=(2012,), group="Nhóm B"),
        ),
        ("trên 60 tuổi", Serves(group="trên 60 tuổi")),
        ("từ 300 tuổi", Serves(group="từ 300 tuổi")),
        ("sinh năm 1900-2020", Serves(group="sinh năm 1900-2020")),
    ],
    ids=str,
)
def test_a_cell_of_people_is_read_as(cell: str, serves: Serves) -> None:
    assert read_people(cell) == serves
    assert read_people(written_people(serves)) == serves


def test_alternatives_are_no_condition_that_both_must_meet() -> None:
    assert read_people("Từ 14 tuổi; dưới 6 tuổi") == Serves(group="Từ 14 tuổi; dưới 6 tuổi")


def test_ages_the_wrong_way_round_are_told() -> None:
    with pytest.raises(ValueError, match="tuổi 14 lớn hơn tuổi 6"):
        read_people("từ 14 đến 6 tuổi")


@pytest.mark.parametrize(
    ("cell", "groups"),
    [
        ("1-7", "Tổ 1-7"),
        (5, "Tổ 5"),
        ("1, 2 và 3", "Tổ 1, 2 và 3"),
        ("Tổ 1-7", "Tổ 1-7"),
        ("Khối 9", "Khối 9"),
        ("thôn Đông\nthôn Tây", "thôn Đông, thôn Tây"),
        (None, ""),
    ],
    ids=str,
)
def test_a_cell_of_residential_groups_is_read_as(cell: Value, groups: str) -> None:
    assert read_groups(cell) == groups


@pytest.mark.parametrize(
    ("cell", "quota"),
    [
        (150, 150),
        ("150", 150),
        ("150 hồ sơ/ngày", 150),
        ("khoảng 100 người", 100),
        ("1.200", 1200),
        (None, None),
    ],
    ids=str,
)
def test_a_cell_of_a_quota_is_read_as(cell: Value, quota: int | None) -> None:
    assert read_quota(cell) == quota


@pytest.mark.parametrize("cell", [0, "nhiều", 150.5, "-5", "10000000"])
def test_a_cell_that_is_no_quota_is_told(cell: Value) -> None:
    with pytest.raises(ValueError, match="không phải số lượng một ngày; viết một số"):
        read_quota(cell)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("thẻ cũ, giấy khai sinh", ("thẻ cũ", "giấy khai sinh")),
        ("thẻ cũ, nếu có; giấy khai sinh", ("thẻ cũ, nếu có", "giấy khai sinh")),
        ("- Thẻ cũ\n- Giấy khai sinh", ("Thẻ cũ", "Giấy khai sinh")),
        ("thẻ cũ, nếu có;", ("thẻ cũ, nếu có",)),
        (" ; ", ()),
        (None, ()),
    ],
    ids=str,
)
def test_a_cell_of_papers_is_read_as(cell: Value, parts: tuple[str, ...]) -> None:
    assert read_list(cell) == parts
    assert read_list(written_list(parts)) == parts


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0912 345 678", "0912 345 678"),
        (912345678, "0912345678"),
        (2133876543, "02133876543"),
        ("đ/c trực: 0213.3876.543", "đ/c trực: 0213.3876.543"),
        ("+84912345678", "+84912345678"),
        ("1900 0368", "1900 0368"),
        (None, ""),
    ],
    ids=str,
)
def test_a_cell_of_a_phone_is_read_with_the_zero_that_spreadsheets_drop(
    cell: Value, phone: str
) -> None:
    assert read_phone(cell) == phone


@pytest.mark.parametrize("cell", ["hỏi tổ trưởng", "0912", 12345])
def test_a_cell_without_a_phone_number_is_told(cell: Value) -> None:
    with pytest.raises(ValueError, match="không phải số điện thoại; viết đủ số"):
        read_phone(cell)


@pytest.mark.parametrize(
    ("cell", "standing"),
    [
        ("Lên lịch", Standing(State.PLANNED)),
        ("dự kiến", Standing(State.PLANNED)),
        ("hoãn", Standing(State.POSTPONED)),
        ("Hoãn sang 12/12/2026", Standing(State.POSTPONED, date(2026, 12, 12))),
        ("Dời sang thứ 7, 12/12", Standing(State.POSTPONED, date(2026, 12, 12))),
        ("Hoãn đến ngày 12/12: mưa", Standing(State.POSTPONED, date(2026, 12, 12), "mưa")),
        ("Hoãn đến khi có thông báo", Standing(State.POSTPONED, None, "đến khi có thông báo")),
        ("huỷ", Standing(State.CANCELLED)),
        ("Hủy do mất điện", Standing(State.CANCELLED, None, "mất điện")),
        ("Hủy (mất điện)", Standing(State.CANCELLED, None, "mất điện")),
        ("Hết chỗ", Standing(State.FULL)),
        ("đủ người", Standing(State.FULL)),
        ("", None),
    ],
    ids=str,
)
def test_a_cell_of_a_state_is_read_as(cell: str, standing: Standing | None) -> None:
    assert read_standing(cell, TODAY) == standing
    if standing:
        assert read_standing(written_standing(standing), TODAY) == standing


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("xong", "không hiểu trạng thái «xong»; viết một trong: Lên lịch, Hoãn, Hủy, Hết chỗ"),
        ("Tạm dừng", "«tạm dừng» ghi ở cột «Hình thức»"),
        ("Hoãn sang 31/11", "không đọc được ngày «31/11»"),
        ("Hoãn sang thứ 7, 13/12/2026", "ngày 13/12/2026 là Chủ nhật"),
    ],
)
def test_a_cell_that_is_no_state_is_told_why(cell: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_standing(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("Lưu động", Form(Kind.MOBILE)),
        ("cố định", Form(Kind.FIXED)),
        ("tại nhà", Form(Kind.HOME)),
        ("Tạm dừng", Form(Kind.SUSPENSION)),
        ("Tạm dừng lưu động", Form(Kind.SUSPENSION, Scope.MOBILE)),
        ("", None),
    ],
)
def test_a_cell_of_a_form_is_read_as(cell: str, form: Form | None) -> None:
    assert read_form(cell) == form
    if form:
        assert read_form(written_form(form)) == form


def test_a_cell_that_is_no_form_is_told_what_to_write() -> None:
    with pytest.raises(ValueError, match="không hiểu hình thức «qua mạng»; viết một trong"):
        read_form("qua mạng")


@pytest.mark.parametrize(
    ("cell", "found"),
    [("Làm", OnHoliday.OPEN), ("nghỉ", OnHoliday.CLOSED), ("", None)],
)
def test_a_cell_of_holidays_is_read_as(cell: str, found: OnHoliday | None) -> None:
    assert read_holidays(cell) == found


def test_a_cell_of_holidays_takes_two_words_only() -> None:
    with pytest.raises(ValueError, match="viết Nghỉ hoặc Làm"):
        read_holidays("tùy")


def test_text_is_freed_of_signs_that_nobody_sees() -> None:
    assert text_of("\ufeff Nhà\u200b văn\u00a0hóa\x07 ") == "Nhà văn hóa"


def test_text_longer_than_anybody_reads_is_told() -> None:
    with pytest.raises(ValueError, match=f"dài quá {LONGEST_CELL} ký tự"):
        text_of("a" * (LONGEST_CELL + 1))


def test_excel_is_named_where_it_changed_what_was_typed() -> None:
    with pytest.raises(ValueError, match="Excel đã đổi ô này thành giờ 07:30"):
        read_groups(time(7, 30))
