from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import telegram_app
from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM
from bot.config import Telegram
from bot.desk import Desk
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from handlers import patience
from handlers.polling import Polling
from tests.telegram.server import TOKEN, BotApi, bot_api
from tests.telegram.specification import PLACE, Specification

MOMENT = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
Starter = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture(scope="session")
def specification() -> Specification | None:
    """Every recorded call is held against it where it is there."""
    return Specification(PLACE) if PLACE.is_file() else None


@pytest.fixture
async def api(specification: Specification | None) -> AsyncIterator[BotApi]:
    async with bot_api(specification) as found:
        yield found
    assert found.faults == []


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = SqliteStore(tmp_path / "bot.db")
    yield made
    made.close()


@pytest.fixture
def desk(small_engine: Engine, store: Store) -> Desk:
    return Desk(small_engine, store, lambda: MOMENT)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try failed calls again at once."""
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))


@pytest.fixture
def start(api: BotApi, desk: Desk, store: Store) -> Starter:
    """Start the bot with its real handlers and its real polling; stop it in the end."""

    @asynccontextmanager
    async def polling(kept: Store = store, **settings: object) -> AsyncIterator[None]:
        told = Telegram(api_base_url=api.base_url, **{"poll_seconds": 5, **settings})
        app = telegram_app(TOKEN, told, desk)
        stop = asyncio.Event()
        await app.initialize()
        task = asyncio.create_task(Polling(app, kept, told.poll_seconds, lambda: None).run(stop))
        try:
            yield
        finally:
            stop.set()
            await task
            await app.shutdown()

    return polling


@pytest.fixture
async def bot(start: Starter) -> AsyncIterator[None]:
    """A running bot."""
    async with start():
        yield
