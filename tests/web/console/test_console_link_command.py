from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL, furnished, perform

CONFIG = "data: data\nweb: {port: 8080}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "knowledge")
    return furnished(tmp_path, CONFIG)


def linked(home: Path, *arguments: str) -> tuple[str, str]:
    """Run the command; return whom it names and the secret of the link."""
    outcome = perform(home, "console-link", *arguments)
    assert (outcome.code, outcome.error) == (0, "")
    first, address = outcome.out.splitlines()
    found = re.fullmatch(r"(.+), dùng một lần trong 15 phút:", first)
    secret = re.fullmatch(r"http://127\.0\.0\.1:8080/console/vao/([\w-]{43})", address)
    assert found
    assert secret
    return found[1], secret[1]


def refused(home: Path, *arguments: str) -> str:
    outcome = perform(home, "console-link", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    [line] = outcome.errors
    return line


def members(home: Path) -> list[StaffMember]:
    store = SqliteStore(home / "data" / "bot.db")
    try:
        return store.staff.members()
    finally:
        store.close()


def whose(home: Path, secret: str, later: timedelta) -> StaffMember | None:
    store = SqliteStore(home / "data" / "bot.db")
    try:
        moment = datetime.now(UTC) + later
        session = store.staff.redeem(secret, moment, timedelta(hours=1))
        return store.staff.signed_in(session, moment) if session else None
    finally:
        store.close()


def test_the_first_person_is_an_admin_and_signs_in_once(home: Path) -> None:
    name, secret = linked(home, "--name", "Lan")
    assert name == "Lan (admin)"
    found = whose(home, secret, timedelta(minutes=14))
    assert found is not None
    assert (found.name, found.role) == ("Lan", "admin")
    assert whose(home, secret, timedelta(minutes=14)) is None


def test_a_link_ends_after_a_quarter_of_an_hour_whatever_the_clock_is_set_to(home: Path) -> None:
    _, secret = linked(home, "--name", "Lan", "--on", "2031-01-01")
    assert whose(home, secret, timedelta(minutes=16)) is None


def test_whoever_comes_later_may_only_look(home: Path) -> None:
    linked(home, "--name", "Lan")
    assert linked(home, "--name", "Mai")[0] == "Mai (viewer)"
    assert linked(home, "--name", "Minh", "--role", "approver")[0] == "Minh (approver)"


def test_somebody_is_added_once_and_keeps_role_and_wards(home: Path) -> None:
    linked(home, "--name", "Lan")
    area = "phường Đoàn Kết, tỉnh Lai Châu"
    linked(home, "--name", "Mai", "--role", "editor", "--area", area)
    linked(home, "--name", "  mai ")
    [_, mai] = members(home)
    assert (mai.name, mai.role, len(mai.areas)) == ("Mai", "editor", 1)
    linked(home, "--name", "Mai", "--area", *mai.areas, area)
    assert members(home)[1] == mai
    assert linked(home, "--name", "Mai", "--role", "admin")[0] == "Mai (admin)"
    assert members(home)[1].areas == ()


def test_the_audit_log_names_who_ran_the_command_but_no_secret(home: Path) -> None:
    _, secret = linked(home, "--name", "Lan")
    store = SqliteStore(home / "data" / "bot.db")
    deeds = store.audit.deeds(9)
    store.close()
    assert [(deed.what, deed.about) for deed in deeds] == [("link", "Lan"), ("staff-add", "Lan")]
    assert secret not in (home / "data" / "bot.db").read_bytes().decode("latin-1")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--name", " "), "ghi họ tên sau --name, nhiều nhất 80 chữ"),
        (("--name", "a" * 81), "ghi họ tên sau --name, nhiều nhất 80 chữ"),
        (("--name", "a\x1b[2Jb"), "ghi họ tên sau --name, nhiều nhất 80 chữ"),
        (("--name", "Lan", "--area", "xã Không Có Đâu"), "«xã Không Có Đâu» không rõ"),
        (("--name", "Lan", "--role", "owner"), "argument --role"),
        ((), "the following arguments are required: --name"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    home: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in refused(home, *arguments)
    assert members(home) == []


def test_without_a_known_address_there_is_no_link(home: Path) -> None:
    furnished(home, "data: data\nweb: {port: 0}\n")
    assert "web.public_url" in refused(home, "--name", "Lan")
    furnished(home, "data: data\nweb: {port: 0, public_url: 'https://hoi.example.org'}\n")
    outcome = perform(home, "console-link", "--name", "Lan")
    assert outcome.out.splitlines()[1].startswith("https://hoi.example.org/console/vao/")
