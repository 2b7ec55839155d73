from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.program import SMALL, perform, run

KNOWLEDGE = ("--knowledge", str(SMALL))


@pytest.mark.process
def test_changes_of_the_next_year_are_told_by_day(home: Path) -> None:
    done = run(home, "changes", "--on", "2026-11-22", *KNOWLEDGE)
    assert (done.code, done.error) == (0, "")
    [line] = [line for line in done.out.splitlines() if "mua-dieu" in line]
    assert line.startswith("2027-01-01  mua-dieu: ")
    assert line.index("20.000 đồng") < line.index("40.000 đồng")


def test_changes_between_two_days(home: Path) -> None:
    done = perform(home, "changes", "--from", "2025-12-31", "--until", "2026-01-31", *KNOWLEDGE)
    assert done.out.splitlines() == [
        "2026-01-01  dieu-rach: Đem diều rách ra tiệm vá.  →  "
        "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."
    ]


def test_the_page_of_all_topics_is_written(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang.md"
    done = perform(home, "changes", "--page", str(page), *KNOWLEDGE)
    assert (done.code, done.error) == (0, "")
    assert "mua-dieu" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "mai"], "«mai» không phải ngày"),
        (["--from", "2027-01-02", "--until", "2027-01-01"], "đổi lại"),
        (["--from", "9999-06-01"], "nằm ngoài lịch"),
        (["--page", "nowhere/trang.md"], "nowhere/trang.md: không ghi được"),
    ],
    ids=str,
)
def test_days_and_files_that_cannot_be_are_one_clear_line(
    home: Path, arguments: list[str], said: str
) -> None:
    done = perform(home, "changes", *arguments, *KNOWLEDGE)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert said in line
