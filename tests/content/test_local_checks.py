"""What the checks of local data let pass, and how exactly they point; faults are on the shelf."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.content.plan import falls_on
from tests.content.altering import faults_of

HEAD = """\
area: phường Gió Lùa, tỉnh Mây
places: {san-bong: {name: Sân bóng}, nha-hat: {name: Nhà hát}}
"""
REST = (
    "source: Bảng tin, published: 20/11/2026, last_confirmed: {by: Ông tổ trưởng, on: 22/11/2026}"
)
SATURDAYS = "places: [san-bong], from: 01/12/2026, weekdays: T7, hours: [7h-11h]"
"""A plan on 5, 12, 19, 26 December and ever after."""


def with_sessions(files: Files, *plans: str) -> dict[str, bytes]:
    lines = [f"  - {{id: phien-{number}, {plan}, {REST}}}" for number, plan in enumerate(plans)]
    text = "\n".join([HEAD + "sessions:", *lines])
    return {**files, "sessions/vi-du.yaml": text.encode()}


# One team.


@pytest.mark.parametrize(
    "other",
    [
        "places: [san-bong], dates: [05/12/2026], hours: [11h-12h]",
        "places: [nha-hat], dates: [05/12/2026], hours: [7h-11h]",
        "places: [san-bong], dates: [06/12/2026], hours: [7h-11h]",
        "places: [san-bong], dates: [05/12/2026]",
        "places: [san-bong], dates: [05/12/2026], hours: [7h-11h], status: huy",
        "places: [san-bong], dates: [05/12/2026], hours: [7h-11h], status: hoan",
        "kind: tam_dung, scope: dia_diem, places: [san-bong], dates: [05/12/2026]",
        "places: [san-bong], dates: [05/12/2026], hours: [7h-11h], "
        "changes: [{date: 05/12/2026, hours: [14h-16h]}]",
        "places: [san-bong], dates: [05/12/2026], hours: [7h-11h], "
        "changes: [{date: 05/12/2026, place: nha-hat}]",
        "places: [san-bong], dates: [05/12/2026], hours: [7h-11h], "
        "changes: [{date: 05/12/2026, status: huy}]",
        "places: [san-bong], from: 06/12/2026, weekdays: T2-T6, hours: [7h-11h]",
        "kind: tai_nha, dates: [05/12/2026], hours: [7h-11h]",
    ],
    ids=["hours that touch", "another place", "another day", "unknown hours", "cancelled",
         "postponed", "suspension", "other hours on that day", "another place on that day",
         "cancelled on that day", "other weekdays for ever", "at home"],
)  # fmt: skip
def test_one_team_can_do_both(small_files: Files, other: str) -> None:
    assert len(load(with_sessions(small_files, SATURDAYS, other)).local.sessions) == 8


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("places: [san-bong], dates: [05/12/2026], hours: [10h-12h]", "05/12/2026"),
        ("places: [nha-hat, san-bong], dates: [12/12/2026], hours: [7h-8h]", "12/12/2026"),
        ("places: [san-bong], from: 01/11/2027, hours: [10h59-15h]", "06/11/2027"),
        ("places: [nha-hat], dates: [26/12/2026], hours: [7h-8h], "
         "changes: [{date: 26/12/2026, place: san-bong}]", "26/12/2026"),
        ("places: [san-bong], dates: [19/12/2026], hours: [14h-15h], "
         "changes: [{date: 19/12/2026, hours: [8h-9h]}]", "19/12/2026"),
    ],
    ids=["at once", "at one of two places", "for ever", "place of that day", "hours of that day"],
)  # fmt: skip
def test_one_team_cannot_do_both(small_files: Files, other: str, day: str) -> None:
    faults = faults_of(with_sessions(small_files, SATURDAYS, other))

    assert [fault.line for fault in faults] == [5]
    assert f"với phiên «phien-0» ngày {day}" in faults[0].message


def test_teams_of_two_files_are_two_teams(small_files: Files) -> None:
    files = with_sessions(small_files, SATURDAYS)
    again = files["sessions/vi-du.yaml"].replace(b"phien-0", b"phien-khac")

    assert load({**files, "sessions/vi-du-hai.yaml": again})


# Days.


@pytest.mark.parametrize(
    "plan",
    [
        "dates: [24/12/2026], on_holiday: lam",
        "kind: tam_dung, scope: tat_ca, dates: [24/12/2026]",
        "dates: [22/08/2026]",
        "from: 01/12/2026, to: 01/12/2026",
        "from: 01/12/2026, to: 12/12/2026, weekdays: T7, dates: [06/12/2026]",
        "from: 01/12/2026, dates: [05/12/2026]",
        "weekdays: T7",
        "dates: [05/12/2026], changes: [{date: 05/12/2026, status: huy, moved_to: 06/12/2026}]",
        "dates: [05/12/2026], changes: [{date: 05/12/2026, status: hoan, moved_to: 06/12/2026}, "
        "{date: 06/12/2026, hours: [7h-8h]}]",
        "dates: [05/12/2026], status: hoan, moved_to: 06/12/2026, "
        "changes: [{date: 06/12/2026, reason: sân mới}]",
        "dates: [05/12/2026], hours: [7h-11h], slots: [{hours: 7h-11h, for: Tổ 1}]",
        "dates: [05/12/2026], slots: [{hours: 7h-11h, for: Tổ 1}]",
        "dates: [05/12/2026], hours: [13h-17h], from_time: 13h",
        "kind: tam_dung, scope: tat_ca, from: 05/12/2026, from_time: 13h",
        "from: 01/12/2026, hours: [7h-8h], hours_by_day: {T2-T6: [8h-9h], CN: [9h-10h]}",
        "dates: [05/12/2026], serves: {age_min: 6, age_max: 6, birth_years: [1906, 2026]}",
        "from: 01/12/9999",
        "dates: [31/12/9999]",
    ],
)
def test_this_plan_is_no_fault(small_files: Files, plan: str) -> None:
    assert len(load(with_sessions(small_files, plan)).local.sessions) == 7


def test_a_change_is_measured_by_the_same_plan_that_is_told(small_files: Files) -> None:
    """What the checks call a day of the session is what `falls_on` says, holidays included."""
    plan = "from: 21/12/2026, to: 27/12/2026, weekdays: T2-T7, except: [26/12/2026]"
    session = load(with_sessions(small_files, plan)).local.sessions[-1].session
    holidays = load(small_files).local.holidays

    for day in range(20, 29):
        change = f"{plan}, changes: [{{date: {day}/12/2026, reason: thử}}]"
        files = with_sessions(small_files, change)
        if falls_on(session, date(2026, 12, day), holidays):
            assert load(files)
        else:
            assert "vốn không có phiên này" in faults_of(files)[0].message


def test_whether_a_file_loads_does_not_depend_on_the_day(small_files: Files) -> None:
    old = with_sessions(small_files, SATURDAYS)["sessions/vi-du.yaml"].replace(b"/2026", b"/2016")

    assert load({**small_files, "sessions/vi-du.yaml": old})


# Areas.


def test_candidates_are_named_and_more_than_five_are_cut(small_files: Files) -> None:
    file = small_files["sessions/phuong-gio.yaml"].decode()
    vague = file.replace("area: xã Gió Dưới", "area: phường Trần Hưng Đạo")
    faults = faults_of({**small_files, "sessions/phuong-gio.yaml": vague.encode()})

    assert [fault.line for fault in faults] == [10]
    assert faults[0].message.count(";") > 1
    assert "«phường Trần Hưng Đạo» chưa chỉ rõ một nơi; viết một trong: " in faults[0].message


def test_a_bare_name_means_the_one_in_the_province_of_the_file(small_files: Files) -> None:
    file = small_files["sessions/phuong-gio.yaml"].decode()
    double = file.replace("area: xã Gió Dưới", "area: xã Sóng Đôi").encode()
    local = load({**small_files, "sessions/phuong-gio.yaml": double}).local

    assert local.sessions[0].file_sites["truong-diem"].area.code == "song-may"


def test_a_misspelt_ward_is_not_taken_for_the_province_beside_it(small_files: Files) -> None:
    file = small_files["notices/mua-dieu.yaml"].decode()
    areas = "areas: [phường Gió Lùa, xã Nắng Lên]"
    misspelt = file.replace(areas, 'areas: ["phường Hoa Giấy Vàng, tỉnh Mây"]')
    faults = faults_of({**small_files, "notices/mua-dieu.yaml": misspelt.encode()})

    assert "không tìm thấy địa bàn «phường Hoa Giấy Vàng, tỉnh Mây»" in faults[0].message


def test_areas_wait_until_the_place_words_can_be_read(small_files: Files) -> None:
    """Units of an installation's own are in that file: nothing is called unknown before."""
    faults = faults_of({**small_files, "language/places.yaml": b"units: ["})

    assert [fault.file for fault in faults] == ["language/places.yaml"]


def test_rules_do_not_change_what_was_read(small_files: Files, small_knowledge: Knowledge) -> None:
    assert load(small_files).local == small_knowledge.local
