from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.process.program import SMALL, perform, run

_PLACE = re.compile(r"^[\w/-]+\.ya?ml:\d+:\d+: .+", re.MULTILINE)


@pytest.fixture
def kites(tmp_path: Path) -> Path:
    """A knowledge folder to break."""
    return shutil.copytree(SMALL, tmp_path / "kites")


def test_a_good_folder_is_counted(home: Path) -> None:
    done = perform(home, "check", "--knowledge", str(SMALL))
    assert done.code == 0
    *remarks, last = done.out.splitlines()
    assert last.startswith("Không có lỗi: 6 chủ đề, 5 thông số, ")
    assert all(line.startswith("nên xem: ") for line in remarks)


@pytest.mark.process
def test_faults_are_the_exit_code_two_of_the_process(home: Path, kites: Path) -> None:
    (kites / "la.yaml").write_text("a: 1", "utf-8")
    done = run(home, "check", "--knowledge", str(kites))
    assert done.code == 2
    assert done.out.startswith("la.yaml:1:1: ")


def test_every_fault_is_told_at_once_with_its_place(home: Path, kites: Path) -> None:
    faq = kites / "faq" / "do-choi.yaml"
    faq.write_text(faq.read_text("utf-8").replace("{gia-dieu}", "{gia-dju}"), "utf-8")
    (kites / "groups.yaml").write_text("groups: [", "utf-8")
    (kites / "la.yaml").write_text("a: 1", "utf-8")
    done = perform(home, "check", "--knowledge", str(kites))
    assert done.code == 2
    faults = done.out.splitlines()
    assert all(_PLACE.match(fault) for fault in faults)
    assert {fault.split(":")[0] for fault in faults} >= {
        "faq/do-choi.yaml", "groups.yaml", "la.yaml",
    }  # fmt: skip
    assert any("gia-dju" in fault for fault in faults)
    [line] = done.errors
    assert line == f"{len(faults)} lỗi; chưa có gì thay đổi trên trợ lý."


def test_schemas_are_written_on_request_and_then_fresh(home: Path, kites: Path) -> None:
    stale = perform(home, "check", "--knowledge", str(kites))
    written = perform(home, "check", "--write-schemas", "--knowledge", str(kites))
    after = perform(home, "check", "--knowledge", str(kites))
    assert [stale.code, written.code, after.code] == [0, 0, 0]
    assert ".schema/faq.json: lược đồ cũ" in stale.error
    assert (written.error, after.error) == ("", "")


@pytest.mark.parametrize("more", [[], ["--write-schemas"]])
def test_a_missing_folder_is_a_fault_like_others(
    home: Path, tmp_path: Path, more: list[str]
) -> None:
    done = perform(home, "check", "--knowledge", str(tmp_path / "nowhere"), *more)
    assert done.code == 2
    assert "không có thư mục kiến thức này" in done.out
    assert len(done.errors) == 1


def test_other_commands_name_the_first_fault_and_count_the_rest(home: Path, kites: Path) -> None:
    (kites / "la.yaml").write_text("a: 1", "utf-8")
    (kites / "lung-tung.yaml").write_text("a: 1", "utf-8")
    done = perform(home, "ask", "diều", "--knowledge", str(kites))
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert line.startswith("Kiến thức có lỗi: la.yaml:1:1: ")
    assert "và 1 lỗi khác" in line
