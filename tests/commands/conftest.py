from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.program import furnished


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small installation that the commands of this room share."""
    return furnished(tmp_path_factory.mktemp("home"))
