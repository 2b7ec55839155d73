"""`sessions` over the small knowledge: a ward of kites, `phường Gió Lùa, tỉnh Mây`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.process.program import SMALL, Outcome, perform, run

BASE = ("sessions", "--knowledge", str(SMALL), "--on", "2026-11-22T09:00")


def ask(home: Path, *arguments: str) -> Outcome:
    return perform(home, *BASE, *arguments)


def answer(home: Path, *arguments: str) -> dict[str, Any]:
    done = ask(home, *arguments, "--json")
    assert (done.code, done.error) == (0, "")
    [line] = done.out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.process
def test_the_sessions_of_a_ward_at_a_time(home: Path) -> None:
    done = run(home, *BASE, "--place", "phường Gió Lùa", "--when", "thứ bảy 5/12")
    assert (done.code, done.error) == (0, "")
    assert done.out.startswith("Lịch làm căn cước thứ Bảy 05/12/2026 ở phường Gió Lùa:\n\n")
    assert "Thứ Bảy 05/12/2026, 7h30–11h30: Sân đình Gió Lùa, 3 ngõ Diều Giấy" in done.out


def test_the_same_for_other_programs(home: Path) -> None:
    found = answer(home, "--place", "phuong gio lua", "--when", "thứ bảy 5/12")
    assert found.pop("text").startswith("Lịch làm căn cước")
    assert found == {
        "status": "sessions",
        "ask": False,
        "areas": ["phường Gió Lùa, tỉnh Mây"],
        "when": {"from": "2026-12-05", "to": "2026-12-05"},
        "sessions": [
            {
                "id": "gio-thu-bay",
                "date": "2026-12-05",
                "from": "07:30",
                "to": "11:30",
                "place": "Sân đình Gió Lùa",
            }
        ],
    }


def test_near_a_point_distances_are_told(home: Path) -> None:
    found = answer(home, "--near", "22.41,103.46", "--when", "5/12")
    assert found["areas"] == []
    [session] = found["sessions"]
    assert session["distance_km"] == pytest.approx(1.11, abs=0.02)


def test_a_place_of_sessions_can_be_named_itself(home: Path) -> None:
    found = answer(home, "--place", "sân đình gió lùa", "--when", "tháng 12")
    assert {session["place"] for session in found["sessions"]} == {"Sân đình Gió Lùa"}


def test_without_a_place_everything_is_listed(home: Path) -> None:
    found = answer(home)
    assert (found["ask"], found["areas"], found["when"]) == (False, [], None)
    days = [session["date"] for session in found["sessions"]]
    assert days == sorted(days)
    assert len(days) > 5


def test_where_nothing_is_held_then_the_nearest_is_given(home: Path) -> None:
    found = answer(home, "--place", "phường Gió Lùa", "--when", "4/12")
    assert found["when"] == {"from": "2026-12-04", "to": "2026-12-04"}
    assert [session["date"] for session in found["sessions"]] == ["2026-12-05"]


def test_an_ambiguous_place_lists_the_candidates(home: Path) -> None:
    found = answer(home, "--place", "xã Tân Thành")
    assert (found["ask"], found["sessions"], found["status"]) == (True, [], "needs_detail")
    assert len(found["areas"]) > 1
    done = ask(home, "--place", "xã Tân Thành")
    assert (done.code, done.error) == (0, "")
    assert [line.removeprefix("• ") for line in done.out.splitlines()[2:]] == found["areas"]


@pytest.mark.parametrize("moment", ["9999-12-31T20:00", "0001-01-03T08:00"])
@pytest.mark.parametrize("more", [[], ["--when", "hôm nay"], ["--near", "22.41,103.46"]], ids=str)
def test_the_ends_of_the_calendar_do_no_harm(home: Path, moment: str, more: list[str]) -> None:
    done = perform(home, *BASE[:3], "--on", moment, *more, "--ics", "lich.ics")
    assert done.code == 0
    assert done.out


def test_the_sessions_are_written_as_a_calendar(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    done = ask(home, "--place", "phường Gió Lùa", "--when", "5/12", "--ics", str(file))
    assert (done.code, done.errors) == (0, [f"Đã ghi {file}"])
    [event] = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["UID"] == "gio-thu-bay-20261205@tro-ly-can-cuoc"


def test_no_file_is_written_where_there_is_nothing_to_write(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "lich.ics"
    done = ask(home, "--place", "xã Tân Thành", "--ics", str(file))
    assert (done.code, done.errors) == (0, [f"Không có buổi nào; chưa ghi {file}"])
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--when", "xanh lè"], "«xanh lè» không rõ là khi nào"),
        (["--when", ""], "«» không rõ là khi nào"),
        (["--place", "qwrtp"], "không tìm thấy địa bàn «qwrtp»"),
        (["--place", ""], "không tìm thấy địa bàn «»"),
        (["--near", "22.4"], "«22.4» không phải tọa độ"),
        (["--near", "91,103"], "«91,103» không phải tọa độ"),
        (["--near", "22,181"], "«22,181» không phải tọa độ"),
        (["--near", "nan,103"], "«nan,103» không phải tọa độ"),
        (["--near", "1,2,3"], "«1,2,3» không phải tọa độ"),
        (["--near", "bắc,đông"], "«bắc,đông» không phải tọa độ"),
        (["--when", "5/12", "--ics", "nowhere/lich.ics"], "nowhere/lich.ics: không ghi được"),
        (["--on", "9999-12-31", "--when", "ngày mai"], "«ngày mai» nằm ngoài lịch"),
        (["--bay"], "unrecognized arguments"),
    ],
    ids=str,
)
def test_bad_input_is_one_clear_line(home: Path, arguments: list[str], said: str) -> None:
    done = ask(home, *arguments)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert said in line
