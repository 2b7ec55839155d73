"""The invented knowledge of `tests/small`, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from bot.content.knowledge import Knowledge
from bot.content.loading import load, read_folder

settings.register_profile("calm", deadline=None)  # a deadline would be a timing assertion
settings.load_profile("calm")

SMALL = Path(__file__).parents[1] / "small"


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    """The files of the invented knowledge; copy before changing."""
    return read_folder(SMALL)


@pytest.fixture(scope="session")
def knowledge(small: dict[str, bytes]) -> Knowledge:
    return load(small)
