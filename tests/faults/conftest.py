from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.machine import LONG, Home
from tests.telegram.conftest import (
    api,
    quick,
    specification,
    start,
    swift,
    way,
)
from tests.telegram_server.server import BotApi

__all__ = [  # fixtures
    "api", "quick", "specification", "start", "swift", "way",
]  # fmt: skip


@dataclass
class Tally:
    """What a test injected, and what came of it."""

    injected: int = 0
    lost: int = 0
    twice: int = 0
    excused: int = 0
    """So many may come twice, as was promised."""
    more: str = ""


@pytest.fixture
def tally(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tally]:
    """Print what the test counted, and keep it in `faults.txt` below pytest's folder."""
    made = Tally()
    yield made
    line = (
        f"{request.node.name}: {made.injected} faults, {made.lost} lost, {made.twice} twice"
        f" (at most {made.excused}){made.more and '; '}{made.more}"
    )
    print(f"\nFAULTS {line}")
    with (tmp_path_factory.getbasetemp() / "faults.txt").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


@pytest.fixture
def dice() -> random.Random:
    seed = int(os.environ.get("FAULTS_SEED") or random.randrange(10**9))
    print(f"FAULTS_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def home(tmp_path: Path, api: BotApi) -> Home:
    """An installation whose bot speaks to the stand-in for Telegram."""
    return Home(tmp_path / "home", api)


@pytest.fixture(params=["sqlite", "postgresql"] if LONG else ["sqlite"])
def either_home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An installation without Telegram, in the long form on both engines."""
    postgresql = request.param == "postgresql"
    database = request.getfixturevalue("database_url") if postgresql else ""
    return Home(tmp_path / "home", None, database)


@pytest.fixture
def quiet_home(tmp_path: Path) -> Home:
    """An installation without Telegram."""
    return Home(tmp_path / "home")
