from __future__ import annotations

import subprocess
import sys

import pytest

from tests.process.program import ROOT, environment

HEAVY = ("docx", "matplotlib", "openpyxl", "segno")


@pytest.mark.process
@pytest.mark.parametrize(
    "room", ["bot.reporting.making", "bot.reporting.due", "bot.commands.report"]
)
def test_no_document_or_drawing_package_is_loaded_before_it_is_needed(room: str) -> None:
    told = f"import sys, {room}; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=environment(), capture_output=True,
        text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
