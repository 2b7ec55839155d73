from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.office import GIO, ON, Import, importer, knowledge, with_knowledge
from tests.content.tables import text, workbook
from tests.process.program import PATIENCE, environment, perform, run

AREA = ("--area", "phường Gió Lùa")
TABLE = text(
    "Ngày;Giờ;Địa điểm;Ghi chú",
    "05/12/2026;7h30-11h30;Trường THCS Hoa Mai;",
    "13/12/2026;6h-9h;Chợ Nắng Lên;mang ghế",
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An installation of its own, with the small knowledge to change and a table to import."""
    (tmp_path / "lich.csv").write_text(TABLE, "utf-8")
    return with_knowledge(tmp_path)


@pytest.fixture
def imported(office: Path) -> Import:
    return importer(office)


def plain(out: str) -> str:
    """What a table says, without its lines and the breaks in its cells."""
    return " ".join(out.translate(dict.fromkeys(map(ord, "┃│━─┏┓┡┩└┘├┤┼╇┳┴╈"), " ")).split())


@pytest.mark.process
def test_a_table_is_shown_and_written(office: Path) -> None:
    done = run(office, "import-sessions", "lich.csv", *AREA, *ON, "--yes", "--by", "Bà tổ trưởng")
    assert (done.code, done.error) == (0, "")
    shown = plain(done.out)
    assert "mới Thứ Bảy 05/12/2026, 7h30–11h30, Trường THCS Hoa Mai" in shown
    assert "đổi Chủ nhật 13/12/2026, 6h–9h, Chợ Nắng Lên" in shown
    assert "Ghi chú: (trống) → mang ghế" in shown
    assert "1 mới, 1 đổi, 0 giữ nguyên" in shown
    assert "Đã ghi sessions/phuong-gio.yaml. Trở lại như cũ:" in shown
    written = (office / "knowledge" / GIO).read_text("utf-8")
    assert "    dates: [05/12/2026]\n    hours: [7h30-11h30]\n" in written
    assert "last_confirmed: {by: Bà tổ trưởng, on: 22/11/2026}" in written
    assert perform(office, "check").code == 0


@pytest.mark.parametrize("answer", ["c\n", "CÓ\n", "y\n"])
def test_it_asks_before_it_writes(office: Path, imported: Import, answer: str) -> None:
    before = knowledge(office)
    done = imported("lich.csv", *AREA, given=answer)
    assert done.code == 0
    assert "Ghi vào kiến thức? [c/K]" in done.out
    assert knowledge(office) != before


@pytest.mark.parametrize("answer", ["k\n", "\n", "không\n"])
def test_any_other_answer_writes_nothing(office: Path, imported: Import, answer: str) -> None:
    before = knowledge(office)
    done = imported("lich.csv", *AREA, given=answer)
    assert (done.code, done.out.splitlines()[-1]) == (0, "Ghi vào kiến thức? [c/K] Chưa ghi gì.")
    assert knowledge(office) == before


def test_where_nobody_answers_nothing_is_written(office: Path, imported: Import) -> None:
    before = knowledge(office)
    done = imported("lich.csv", *AREA)
    assert (done.code, done.errors) == (2, ["không có ai trả lời; thêm --yes để ghi luôn"])
    assert knowledge(office) == before


def test_the_second_time_changes_nothing(office: Path, imported: Import) -> None:
    assert imported("lich.csv", *AREA, "--yes").code == 0
    before = knowledge(office)
    done = imported("lich.csv", *AREA, "--yes")
    assert done.code == 0
    assert "0 mới, 0 đổi, 2 giữ nguyên\nKhông có gì mới; chưa ghi gì.\n" in done.out
    assert knowledge(office) == before


def test_sample_data_is_called_by_its_name(office: Path, imported: Import) -> None:
    file = office / "knowledge" / GIO
    file.write_text(f"sample: true\n{file.read_text('utf-8')}", "utf-8")
    done = imported("lich.csv", *AREA, "--yes")
    assert "Chú ý: sessions/phuong-gio.yaml là dữ liệu mẫu" in plain(done.out)


def test_undo_brings_back_the_version_before(office: Path, imported: Import) -> None:
    before = knowledge(office)
    imported("lich.csv", *AREA, "--yes")
    done = imported("--undo")
    assert (done.code, done.out) == (0, "Đã trở lại bản trước lần nhập «lich.csv».\n")
    assert knowledge(office) == before
    again = imported("--undo")
    assert (again.code, again.errors) == (2, ["không có lần nhập nào để hoàn tác"])


def test_every_fault_is_told_at_its_cell_and_nothing_is_written(
    office: Path, imported: Import
) -> None:
    before = knowledge(office)
    (office / "lich.xlsx").write_bytes(
        workbook([
            ("Ngày", "Giờ", "Địa điểm", "Số lượng"),
            ("31/11/2026", "7h-9h", "Sân chơi", None),
            ("05/12/2026", "sáng", "Sân chơi", "nhiều"),
            ("06/12/2026", "7h-9h", "Sân chơi", 60),
        ])
    )  # fmt: skip
    done = imported("lich.xlsx", *AREA, "--yes")
    assert done.code == 2
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["A2", "B3", "D3"]
    assert done.errors == ["3 lỗi trong lich.xlsx; chưa ghi gì."]
    assert knowledge(office) == before


def test_what_would_be_a_fault_of_the_knowledge_is_not_written(
    office: Path, imported: Import
) -> None:
    before = knowledge(office)
    (office / "lich.csv").write_text("Ngày;Địa điểm\n24/12/2026;Sân chơi\n", "utf-8")
    done = imported("lich.csv", *AREA, "--yes")
    assert done.code == 2
    assert done.out.startswith("A2: ngày 24/12/2026 là ngày nghỉ lễ (Hội diều mùa đông)")
    assert knowledge(office) == before


def test_into_a_knowledge_with_faults_nothing_is_imported(office: Path, imported: Import) -> None:
    (office / "knowledge" / "la.yaml").write_text("a: 1", "utf-8")
    before = knowledge(office)
    done = imported("lich.csv", *AREA, "--yes")
    assert done.code == 2
    assert done.error.startswith("Kiến thức có lỗi: la.yaml:1:1: ")
    assert knowledge(office) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "ghi một tệp bảng, hoặc --undo; ví dụ: import-sessions lich.xlsx"),
        (
            ("lich.csv", "--undo"),
            "ghi một tệp bảng, hoặc --undo; ví dụ: import-sessions lich.xlsx",
        ),
        (("khong-co.csv",), "khong-co.csv: không đọc được (No such file or directory)"),
        (("knowledge",), "knowledge: không đọc được (Is a directory)"),
    ],
    ids=str,
)
def test_what_cannot_be_imported_is_one_clear_line(
    imported: Import, arguments: tuple[str, ...], said: str
) -> None:
    done = imported(*arguments)
    assert (done.code, done.out, done.errors) == (2, "", [said])


def test_a_file_too_large_is_not_even_read(office: Path, imported: Import) -> None:
    with (office / "lich.csv").open("wb") as file:
        file.truncate(10_000_001)
    assert imported("lich.csv").errors == ["lich.csv: lớn hơn 10 MB; chia nhỏ bảng"]


def test_a_broken_file_leaves_everything_as_it_was(office: Path, imported: Import) -> None:
    before = knowledge(office)
    data = workbook([("Ngày", "Địa điểm"), ("05/12/2026", "Sân chơi")])
    (office / "lich.xlsx").write_bytes(data[: len(data) // 2])
    done = imported("lich.xlsx", *AREA, "--yes")
    assert done.code == 2
    assert "không đọc được tệp Excel này" in done.out
    assert knowledge(office) == before


def test_words_that_would_spoil_the_files_are_cleaned(office: Path, imported: Import) -> None:
    done = imported(
        "lich.csv", *AREA, "--yes", "--by", "Bà\x07 A: «#1»\u200b", "--source", " - x "
    )
    assert done.code == 0
    written = (office / "knowledge" / GIO).read_text("utf-8")
    assert 'by: "Bà  A: «#1»"' in written
    assert 'source: "- x"' in written


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.cli import main
real, done, times = Path.replace, [], int(sys.argv.pop(1))
def replace(self, target):
    if len(done) == times:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(target)
    return real(self, target)
Path.replace = replace
main()
"""


@pytest.mark.process
@pytest.mark.parametrize("times", [1, 2])
def test_killed_between_its_files_each_is_whole_and_undo_brings_all_back(
    office: Path, imported: Import, times: int
) -> None:
    before = knowledge(office)
    (office / "lich.csv").write_text(
        text("Ngày;Địa điểm;Phường/xã", "05/12/2026;Sân;phường Gió Lùa, tỉnh Mây",
             "05/12/2026;Sân;xã Nắng Lên, tỉnh Mây"),
        "utf-8",
    )  # fmt: skip
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(times), "import-sessions", "lich.csv", *ON, "--yes"],
        cwd=office, env=environment(), capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert perform(office, "check").code == 0
    imported("--undo")
    now = {name: data for name, data in knowledge(office).items() if not name.endswith(".new")}
    assert now == before
    done = imported("lich.csv", "--yes")
    assert (done.code, done.error) == (0, "")
    assert perform(office, "check").code == 0
    assert not [name for name in knowledge(office) if name.endswith(".new")]
