from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore
from tests.postgresql import Server
from tests.store.looking import Kept, emptied


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.db"


@pytest.fixture(scope="session")
def reused(postgresql: Server) -> str:
    """A database that many tests use, one after the other."""
    return postgresql.database()


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, place: Path) -> Iterator[Callable[[], Kept]]:
    """What opens one store, again and again as other processes do; it is empty at first."""
    made: list[Kept] = []
    address = ""
    if request.param == "postgres":
        address = request.getfixturevalue("reused")
        emptied(address)

    def opened_() -> Kept:
        made.append(PostgresStore(address) if address else SqliteStore(place))
        return made[-1]

    yield opened_
    for store in made:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Kept]) -> Kept:
    return opened()


@pytest.fixture
def other(opened: Callable[[], Kept], store: Kept) -> Kept:
    """The store of another process."""
    return opened()
