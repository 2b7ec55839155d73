"""The map of the code names what is there, and every module says its job in one sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.assistant.engine import STEPS
from scripts import draw_rooms

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROWS = re.findall(r"^\| (`[^|]+`) \| ([^|]+) \|$", MAP, re.MULTILINE)
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "knowledge" / "README.md"})
MODULES = sorted(
    path for top in ("bot", "handlers", "bench", "scripts") for path in (ROOT / top).rglob("*.py")
)
LONGEST = 300


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_picture_of_the_rooms_is_the_one_that_the_code_draws() -> None:
    drawn = draw_rooms.PICTURE.read_text("utf-8")
    assert drawn == draw_rooms.picture(), "run `python -m scripts.draw_rooms`"


def test_the_map_names_every_room_once_and_no_other() -> None:
    named = [room for rooms, _ in ROWS for room in re.findall(r"`([^`]+)`", rooms)]
    assert sorted(named) == sorted(draw_rooms.rooms())


def test_the_map_names_the_folders_of_each_room() -> None:
    told = {room: job for rooms, job in ROWS for room in re.findall(r"`([^`]+)`", rooms)}
    for room, job in told.items():
        for folder in (ROOT / room).glob("*/__init__.py"):
            assert f"`{folder.parent.name}/`" in job, f"{room} has {folder.parent.name}"


def test_the_life_of_a_question_names_the_steps_of_the_engine_in_order() -> None:
    listed = MAP.split("first that has a reply wins:", 1)[1].split("\n3. ", 1)[0]
    assert re.findall(r"`(\w+)`", listed) == [step.__name__ for step in STEPS]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_its_job_in_one_sentence(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first, _, rest = said.partition("\n")
    assert re.fullmatch(r"(?:(?![.?!] ).)+\.|.+: `.+`\.?", first), first
    assert not rest or rest.startswith("\n"), "the sentence fits in one line"


def test_no_file_is_longer_than_a_reader_likes() -> None:
    files = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    long = [name(path) for path in files if len(path.read_text("utf-8").splitlines()) > LONGEST]
    assert long == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_module_named_in_the_documents_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    known = [name(path) for path in (*MODULES, *(ROOT / "tests").rglob("*.py"))]
    for file, test in re.findall(r"`([\w/]+\.py)(?:: (\w+)…?)?`", text):
        found = [path for path in known if f"/{path}".endswith(f"/{file}")]
        assert found, file
        assert any(test in (ROOT / path).read_text("utf-8") for path in found), test
    for module in re.findall(r"python -m ((?:bench|scripts|tests)(?:\.\w+)*)", text):
        place = ROOT / module.replace(".", "/")
        assert place.is_dir() or place.with_suffix(".py").is_file(), module
