"""Invented knowledge about kites and cats, so that staff edits never break a unit test."""

from pathlib import Path

import pytest

from bot.assistant.engine import Engine
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load, read_folder
from tests.cards.knowledge import with_cards
from tests.postgresql import database_url, postgresql

__all__ = ["database_url", "postgresql"]  # fixtures


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
def card_files(small_files: Files) -> Files:
    """The small files and topics on an invented card that are looked up."""
    return with_cards(small_files)


@pytest.fixture(scope="session")
def card_knowledge(card_files: Files) -> Knowledge:
    return load(card_files)


@pytest.fixture(scope="session")
def card_engine(card_knowledge: Knowledge) -> Engine:
    return Engine(card_knowledge)
