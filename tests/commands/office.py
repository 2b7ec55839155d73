"""An installation whose sessions are changed by tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.process.program import SMALL, Outcome, furnished, perform

ON = ("--on", "2026-11-22")
GIO = Path("sessions", "phuong-gio.yaml")
Import = Callable[..., Outcome]


def with_knowledge(folder: Path) -> Path:
    """Give a folder a small knowledge of its own."""
    shutil.copytree(SMALL, folder / "knowledge")
    return furnished(folder)


def importer(office: Path) -> Import:
    """Return the command that imports a table into an installation."""

    def command(*arguments: str, given: str = "") -> Outcome:
        return perform(office, "import-sessions", *arguments, *ON, given=given)

    return command


def knowledge(office: Path) -> dict[str, bytes]:
    return {
        path.relative_to(office).as_posix(): path.read_bytes()
        for path in (office / "knowledge").rglob("*")
        if path.is_file()
    }
