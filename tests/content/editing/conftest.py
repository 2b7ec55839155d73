"""A knowledge folder on disk, of invented knowledge."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.content.editing.room import SMALL, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    folder = Path(shutil.copytree(SMALL, tmp_path / "knowledge"))
    return Room(folder, tmp_path / "data" / "edits")
