from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.process.program import SMALL, furnished


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small installation with a knowledge folder of its own, which a test may break."""
    shutil.copytree(SMALL, tmp_path / "knowledge")
    return furnished(tmp_path)
