"""Invented knowledge about kites and cats, so that staff edits never break a unit test."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load, read_folder
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from tests.cards.knowledge import with_cards
from tests.postgresql import database_url, postgresql

__all__ = ["database_url", "postgresql"]  # fixtures
MOMENT = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
"""A Sunday, before all sessions of the small knowledge."""


@pytest.fixture(scope="session")
def small_files() -> Files:
    return read_folder(Path(__file__).parent / "small")


@pytest.fixture(scope="session")
def small_knowledge(small_files: Files) -> Knowledge:
    return load(small_files)


@pytest.fixture(scope="session")
def small_engine(small_knowledge: Knowledge) -> Engine:
    return Engine(small_knowledge)


@pytest.fixture(scope="session")
def guide(small_knowledge: Knowledge) -> LocalGuide:
    return LocalGuide(small_knowledge)


@pytest.fixture(scope="session")
def card_files(small_files: Files) -> Files:
    """The small files and topics on an invented card that are looked up."""
    return with_cards(small_files)


@pytest.fixture(scope="session")
def card_knowledge(card_files: Files) -> Knowledge:
    return load(card_files)


@pytest.fixture(scope="session")
def card_engine(card_knowledge: Knowledge) -> Engine:
    return Engine(card_knowledge)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "bot.db")
    yield made
    made.close()


class Clock:
    """Stands still until it is moved, or let run."""

    def __init__(self) -> None:
        self.now = MOMENT
        self._began: float | None = None

    def __call__(self) -> datetime:
        if self._began is None:
            return self.now
        return self.now + timedelta(seconds=time.monotonic() - self._began)

    def run(self) -> None:
        self._began = time.monotonic()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(request: pytest.FixtureRequest, store: SqliteStore, clock: Clock) -> Desk:
    """The desk with the small knowledge, or with that on cards where the test is marked so."""
    on_cards = request.node.get_closest_marker("cards") is not None
    engine = request.getfixturevalue("card_engine" if on_cards else "small_engine")
    return Desk(engine, store, clock)


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()
