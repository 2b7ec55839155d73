"""The shipped knowledge, read and learnt once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant.engine import Engine
from bot.content import loading
from bot.content.knowledge import Knowledge

FOLDER = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    return loading.load(loading.read_folder(FOLDER))


@pytest.fixture(scope="session")
def assistant(shipped: Knowledge) -> Engine:
    return Engine(shipped)
