from __future__ import annotations

import asyncio
import socket
from collections import namedtuple
from pathlib import Path

import pytest
from aiohttp import web

from bot.commands.checkup import program, storage
from bot.store.sqlite import SqliteStore
from tests.commands.looking import LONG_TOKEN, looked, serving, with_port
from tests.process.program import furnished, perform, run


def test_every_line_has_a_sign_and_nothing_is_made(house: Path) -> None:
    before = sorted(house.iterdir())
    done = perform(house, "doctor")
    assert (done.code, done.error) == (0, "")
    assert all(line[:2] in {"✓ ", "! ", "✗ "} for line in done.out.splitlines())
    assert sorted(house.iterdir()) == before


def test_without_a_token_telegram_is_off_and_the_rest_is_looked_at(house: Path) -> None:
    report = looked(house)
    assert (report.code, report.faults) == (0, set())
    assert list(report.lines)[:3] == ["packages", "config", "knowledge"]
    assert {"index", "data", "disk", "database", "web", "time_zone"} <= report.lines.keys()
    state, told = report.lines["telegram"]
    assert state == "warning"
    assert "TELEGRAM_BOT_TOKEN" in told


def test_a_token_that_only_stands_in_the_file_for_make_is_pointed_out(house: Path) -> None:
    (house / ".env").write_text("# …\nTELEGRAM_BOT_TOKEN=\n", "utf-8")
    assert "environment" not in looked(house).lines
    (house / ".env").write_text(f"# …\nTELEGRAM_BOT_TOKEN={LONG_TOKEN}\n", "utf-8")
    state, told = looked(house).lines["environment"]
    assert state == "warning"
    assert ".env" in told
    assert "GEHEIM" not in told


def test_a_missing_configuration_means_the_defaults(house: Path) -> None:
    (house / "config.yaml").unlink()
    state, told = looked(house).lines["config"]
    assert state == "ok"
    assert "mặc định" in told


def test_a_missing_or_old_package_is_a_fault_that_ends_the_examination(
    house: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = tmp_path / "pyproject.toml"
    needed = '["khong-co-goi-nay>=1.0", "aiohttp>=999.1", "pyyaml[x]>=6.0", "rich"]'
    project.write_text(
        f'[project]\nrequires-python = ">=3.11"\ndependencies = {needed}\n', "utf-8"
    )
    monkeypatch.setattr(program, "_PROJECT", project)
    report = looked(house)
    assert (report.code, list(report.lines)) == (2, ["packages"])
    told = report.told("packages")
    assert "thiếu khong-co-goi-nay" in told
    assert "cũ hơn 999.1" in told
    assert "pyyaml" not in told


def test_an_old_python_is_a_fault(
    house: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nrequires-python = ">=99.1"\ndependencies = []\n', "utf-8")
    monkeypatch.setattr(program, "_PROJECT", project)
    assert "99.1" in looked(house).told("packages")


def test_faults_of_the_knowledge_are_counted_and_the_rest_is_looked_at(house: Path) -> None:
    (house / "knowledge" / "la.yaml").write_text("a: 1", "utf-8")
    (house / "knowledge" / "lung-tung.yaml").write_text("a: 1", "utf-8")
    report = looked(house)
    assert (report.code, report.faults) == (2, {"knowledge"})
    assert "2 lỗi, lỗi đầu: la.yaml:1:1: " in report.told("knowledge")
    assert "web" in report.lines


def test_answers_that_run_out_are_told_before_and_after(house: Path) -> None:
    calm, soon, late = (
        looked(house, "--on", day) for day in ("2026-03-01", "2026-04-20", "2026-05-02")
    )
    assert calm.state("expiring") == "ok"
    assert (soon.state("expiring"), late.state("expired")) == ("warning", "warning")
    for told in (soon.told("expiring"), late.told("expired")):
        assert "1 chủ đề (meo-om)" in told
    assert (calm.code, soon.code, late.code) == (0, 0, 0)


def test_overdue_reviews_are_counted(house: Path) -> None:
    assert looked(house, "--on", "2031-01-01").state("review") == "warning"


def test_sample_data_is_pointed_out(house: Path) -> None:
    sessions = next((house / "knowledge" / "sessions").glob("*.yaml"))
    text = sessions.read_text("utf-8").replace("sample: true\n", "")
    sessions.write_text(text.replace("area:", "sample: true\narea:", 1), "utf-8")
    state, told = looked(house).lines["samples"]
    assert state == "warning"
    assert "lịch" in told


def test_an_index_that_is_there_is_found(house: Path) -> None:
    assert looked(house).state("index") == "warning"
    assert perform(house, "ask", "diều").code == 0
    assert looked(house).state("index") == "ok"


def test_a_data_folder_that_cannot_be_written_is_a_fault(house: Path) -> None:
    (house / "tap-tin").write_text("", "utf-8")
    furnished(house, "data: tap-tin/data\nweb: {port: 0}\n")
    report = looked(house)
    assert (report.code, report.faults) == (2, {"data"})


@pytest.mark.parametrize(
    ("free", "state"), [(50 * 1024**2, "fault"), (500 * 1024**2, "warning"), (5 * 1024**3, "ok")]
)
def test_little_room_on_the_disk_is_told(
    house: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    usage = namedtuple("usage", "total used free")(10**12, 10**11, free)
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda _: usage)
    assert looked(house).state("disk") == state


def test_a_database_is_opened_and_its_size_told(house: Path) -> None:
    SqliteStore(house / "data" / "bot.db").close()
    state, told = looked(house).lines["database"]
    assert state == "ok"
    assert "kB" in told


def test_a_broken_database_is_a_fault(house: Path) -> None:
    (house / "data").mkdir()
    (house / "data" / "bot.db").write_bytes(b"khong phai co so du lieu" * 100)
    report = looked(house)
    assert (report.code, report.faults) == (2, {"database"})


async def test_a_port_that_another_program_has_is_a_fault(house: Path) -> None:
    async with serving(web.Application()) as port:
        with_port(house, port)
        report = await asyncio.to_thread(looked, house)
    assert (report.code, report.faults) == (2, {"web"})
    assert "đổi cổng" in report.told("web")


def test_a_port_that_is_held_is_a_fault_though_nobody_answers_there(
    house: Path, closed: int
) -> None:
    with_port(house, closed)
    assert looked(house).faults == {"web"}


def test_a_free_port_is_told(house: Path) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with_port(house, port)
    assert looked(house).lines["web"] == ("ok", f"Trang trò chuyện: 127.0.0.1:{port} còn trống")


@pytest.mark.process
def test_a_fault_is_the_exit_code_two_of_the_process(house: Path) -> None:
    (house / "knowledge" / "la.yaml").write_text("a: 1", "utf-8")
    done = run(house, "doctor")
    assert done.code == 2
    assert [line for line in done.out.splitlines() if line.startswith("✗ ")]
    assert done.error == ""
