from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.process.program import SMALL, perform, run

KNOWLEDGE = ("--knowledge", str(SMALL), "--on", "2026-11-22")
GOOD = [
    {"id": 1, "q": "Con diều bao nhiêu tiền", "topic": "mua-dieu", "style": "thuong"},
    {"id": 2, "q": "Tắm mèo bằng gì", "topic": "dieu-rach", "style": "thuong"},
    {"id": 3, "q": "Diều rách cánh", "topic": "tha-dieu", "also_ok": ["dieu-rach"], "style": "la"},
    {"id": 4, "q": "Giá vàng hôm nay", "topic": None, "style": "la"},
    {"id": 5, "q": "Diều", "topic": "chua-tung-co", "style": "la"},
]


def file_of(folder: Path, rows: list[object]) -> str:
    path = folder / "cau-hoi.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in rows), "utf-8")
    return str(path)


def cells(out: str, style: str) -> list[str]:
    [line] = [line for line in out.splitlines() if line.startswith(f"│ {style} ")]
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_eval_counts_by_style_and_in_all(home: Path, tmp_path: Path) -> None:
    done = perform(home, "eval", file_of(tmp_path, [*GOOD]), *KNOWLEDGE, COLUMNS="160")
    assert (done.code, done.error) == (0, "")
    assert cells(done.out, "thuong") == ["thuong", "2", "50.0", "50.0", "50.0", "0", "–", "–"]
    assert cells(done.out, "la") == ["la", "1", "100.0", "100.0", "0.0", "1", "100.0", "0.0"]
    assert cells(done.out, "tất cả")[:4] == ["tất cả", "3", "66.7", "66.7"]


@pytest.mark.process
def test_eval_shows_the_same_in_a_process_of_its_own(home: Path, tmp_path: Path) -> None:
    done = run(home, "eval", file_of(tmp_path, [*GOOD]), *KNOWLEDGE, COLUMNS="160")
    assert (done.code, done.error) == (0, "")
    assert cells(done.out, "tất cả")[:4] == ["tất cả", "3", "66.7", "66.7"]


def test_misses_are_listed_on_request(home: Path, tmp_path: Path) -> None:
    done = perform(home, "eval", file_of(tmp_path, [*GOOD]), "--misses", *KNOWLEDGE, COLUMNS="160")
    [miss] = [line for line in done.out.splitlines() if "→" in line]
    assert miss.startswith("2 thuong answered ")
    assert miss.endswith("| Tắm mèo bằng gì | dieu-rach → tam-meo")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("diều", 'cần "q" và "topic"'),
        ({"q": "a"}, 'cần "q" và "topic"'),
        ({"q": "a", "topic": ["mua-dieu"]}, '"topic" là một mã chủ đề'),
    ],
)
def test_a_bad_row_is_named_with_its_line(
    home: Path, tmp_path: Path, bad: object, said: str
) -> None:
    file = file_of(tmp_path, [GOOD[0], bad])
    done = perform(home, "eval", file, *KNOWLEDGE)
    assert done.code == 2
    [line] = done.errors
    assert line.startswith(f"{file}:3: ")
    assert said in line


def test_what_is_no_question_file_is_one_clear_line(home: Path, tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "nowhere.jsonl"):
        done = perform(home, "eval", str(file), *KNOWLEDGE)
        assert done.code == 2
        [line] = done.errors
        assert line.startswith(f"{file}: không đọc được")
