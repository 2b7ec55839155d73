"""The guide for the staff names only what is there, and shows it as it is."""

from __future__ import annotations

import re
from pathlib import Path

from bot.web.console.frame import PAGES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDE = (DOCS / "huong-dan-can-bo.md").read_text("utf-8")
PICTURES = DOCS / "screenshots" / "console"
CONSOLE = ROOT / "bot" / "web" / "console"
TEMPLATES = ROOT / "bot" / "web" / "templates" / "console"
STAFF = ROOT / "handlers" / "staff"


def read(*files: Path) -> str:
    return "\n".join(file.read_text("utf-8") for file in files)


def anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")


def test_every_picture_of_the_guide_is_there() -> None:
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE)
    assert len(named) > 20
    assert [name for name in named if not (DOCS / name).is_file()] == []


def test_every_picture_is_taken_by_a_test_at_both_widths() -> None:
    tests = read(*(ROOT / "tests" / "console").glob("test_*.py"))
    names: dict[str, set[str]] = {}
    for file in PICTURES.glob("*.png"):
        name, _, width = file.stem.rpartition("-")
        names.setdefault(name, set()).add(width)
    assert {name for name in names if f'"{name}"' not in tests} == set()
    alone = {name for name, widths in names.items() if widths != {"360", "1280"}}
    assert alone == {"muc-luc"}  # a desktop always shows the menu


def test_the_guide_knows_every_page_of_the_menu_and_no_other() -> None:
    named = set(re.findall(r"[Mm]ục \*\*(.+?)\*\*", GUIDE))
    assert named == {page.label for page in PAGES}


def test_every_label_in_bold_stands_on_a_page() -> None:
    pages = read(*CONSOLE.rglob("*.py"), *TEMPLATES.glob("*.html"))
    labels = set(re.findall(r"\*\*(.+?)\*\*", GUIDE, re.DOTALL))
    assert {label for label in labels if " ".join(label.split()) not in pages} == set()


def test_every_command_of_the_guide_is_one_of_the_staff_and_none_is_missing() -> None:
    named = set(re.findall(r"`/([a-z]+)`", GUIDE))
    assert named == set(re.findall(r'CommandHandler\("(\w+)"', read(STAFF / "taking.py")))


def test_every_link_inside_the_guide_leads_to_a_heading() -> None:
    headings = {anchor(text) for text in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) - headings == set()
