"""What must hold of the sessions, offices, notices and holidays that the repository ships."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.assistant import review
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.content.local import Kind, State
from bot.content.neighbourhood import LocatedNotice
from bot.content.plan import days, is_public_holiday

pytestmark = pytest.mark.content
FOLDER = Path(__file__).parents[2] / "knowledge"
DAY = date(2026, 11, 22)
PHONE = re.compile(r"\d[\d .]{6,}\d")


def notice(knowledge: Knowledge, name: str) -> LocatedNotice:
    return next(item for item in knowledge.local.notices if item.notice.id == name)


# Campaigns that were real.


def test_the_campaigns_of_the_plans_are_told_and_over(shipped: Knowledge) -> None:
    real = {item.notice.id: item.notice for item in shipped.local.notices if not item.sample}

    assert {
        name: (found.from_, found.until) for name, found in real.items()
    } == {
        "lai-chau-cao-diem-2024": (date(2024, 8, 1), date(2024, 10, 30)),
        "phuong-ha-nam-2026": (date(2026, 3, 15), date(2026, 10, 15)),
    }  # fmt: skip
    assert all(found.until < DAY for found in real.values())


def test_targets_add_up(shipped: Knowledge) -> None:
    seen = 0
    for item in shipped.local.notices:
        for target in item.notice.targets:
            if target.total is not None:
                seen += 1
                parts = (target.obliged or 0) + (target.voluntary or 0)
                assert (target.area, parts) == (target.area, target.total)
    assert seen >= 7


def test_the_daily_target_reaches_the_total_in_the_days_of_the_campaign(
    shipped: Knowledge,
) -> None:
    """Which also shows that no two numbers of the plan were exchanged."""
    found = notice(shipped, "lai-chau-cao-diem-2024").notice
    length = (found.until - found.from_).days + 1

    for target in found.targets:
        assert target.total
        assert target.per_day
        assert abs(target.per_day - target.total / length) <= 1, target.area
    assert sum(target.total or 0 for target in found.targets) == 13176


def test_the_seven_wards_of_old_are_in_the_two_of_today(shipped: Knowledge) -> None:
    found = notice(shipped, "lai-chau-cao-diem-2024")
    names = shipped.area_names

    assert {area.name for area in found.areas} == {"phường Đoàn Kết", "phường Tân Phong"}
    reached = [names.atoms([target.area]) for target in found.notice.targets]
    assert [len(atoms) for atoms in reached] == [1] * 7
    assert frozenset.union(*reached) == found.atoms


def test_the_numbers_of_phuong_ha_nam_are_those_of_its_plan(shipped: Knowledge) -> None:
    found = notice(shipped, "phuong-ha-nam-2026")
    (target,) = found.notice.targets

    assert [(area.name, area.province) for area in found.areas] == [
        ("phường Hà Nam", "tỉnh Ninh Bình")
    ]
    assert (target.obliged, target.voluntary, target.accounts) == (25583, 6706, 23194)


# The sample ward.


def test_all_sessions_and_offices_are_samples_of_a_ward_that_does_not_exist(
    shipped: Knowledge,
) -> None:
    local = shipped.local
    samples = [*local.sessions, *local.offices, *(n for n in local.notices if n.sample)]

    assert all(item.sample for item in samples)
    assert {(area.name, area.province) for item in local.sessions for area in [item.area]} == {
        ("phường Mẫu", "tỉnh Mẫu")
    }
    assert {area.code for item in local.offices for area in item.handles} == {"mau"}
    assert {item.session.source for item in local.sessions} == {"Dữ liệu mẫu"}


def test_sample_data_has_no_phone_and_no_coordinates_of_anybody(shipped: Knowledge) -> None:
    local = shipped.local

    for item in local.sessions:
        assert item.session.phone is None
        assert not any(site.exact for site in item.file_sites.values())
    assert not any(item.office.phones or item.site.exact for item in local.offices)
    for name in ("sessions", "offices", "notices"):
        text = (FOLDER / name / "phuong-mau.yaml").read_text("utf-8")
        assert PHONE.search(text) is None


def test_the_sample_shows_every_kind_and_state(shipped: Knowledge) -> None:
    sessions = [item.session for item in shipped.local.sessions]
    states = {session.status for session in sessions}
    states |= {change.status for session in sessions for change in session.changes}

    assert {session.kind for session in sessions} == {Kind.MOBILE, Kind.HOME, Kind.SUSPENSION}
    assert states == set(State)
    assert any(session.slots for session in sessions)
    assert any(session.serves.school for session in sessions)
    assert any(item.office.closures for item in shipped.local.offices)


def test_on_any_day_the_sample_has_something_within_a_week(shipped: Knowledge) -> None:
    for ahead in range(0, 700, 7):
        day = DAY + timedelta(days=ahead)
        coming = [
            found
            for item in shipped.local.sessions
            if item.session.kind is not Kind.SUSPENSION
            for found in days(item.session, day, day + timedelta(days=6), shipped.local.holidays)
        ]
        assert coming, day


def test_nothing_in_local_data_waits_for_staff(shipped: Knowledge) -> None:
    rules = [review.unconfirmed, review.from_the_future, review.holidays_run_out]
    assert [remark for rule in rules for remark in rule(shipped, DAY)] == []


# Holidays.


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 2, 17), True),
        (date(2026, 8, 22), False),
        (date(2026, 8, 31), True),
        (date(2026, 9, 2), True),
        (date(2026, 11, 24), True),
        (date(2026, 11, 25), False),
        (date(2027, 1, 1), True),
        (date(2027, 2, 6), True),
        (date(2027, 5, 3), True),
    ],
)
def test_public_holidays_of_two_years_are_known(
    shipped: Knowledge, day: date, rests: bool
) -> None:
    assert is_public_holiday(day, shipped.local.holidays) == rests


def test_a_holiday_that_is_not_yet_official_says_so_to_staff(shipped: Knowledge) -> None:
    assert "thông báo chính thức" in (shipped.local.holidays[date(2026, 11, 24)].note or "")


def test_every_saturday_worked_in_lieu_is_a_saturday(shipped: Knowledge) -> None:
    swapped = [day for day, holiday in shipped.local.holidays.items() if holiday.working]

    assert swapped == [date(2026, 8, 22)]
    assert all(day.isoweekday() == 6 for day in swapped)


# The examples that staff copy.


def test_the_examples_of_the_manual_load_beside_what_is_shipped(shipped: Knowledge) -> None:
    manual = (FOLDER / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(# yaml-language-server.*?)^```", manual, re.DOTALL | re.M)
    files = loading.read_folder(FOLDER)
    for block in blocks:
        folder = re.search(r"\.schema/(\w+)\.json", block)
        assert folder
        files[f"{folder[1]}/vi-du.yaml"] = block.encode()
    local = loading.load(files).local

    assert len(blocks) == 3
    assert len(local.sessions) == len(shipped.local.sessions) + 3
    assert len(local.offices) == len(shipped.local.offices) + 1
    assert len(local.notices) == len(shipped.local.notices) + 1
