from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from selenium import webdriver

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from bot.web.keys import Pulse
from bot.web.server import make_app
from tests.web.browsing import chromium

MOMENT = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
Opener = Callable[[Engine], Awaitable[TestClient]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "bot.db")
    yield made
    made.close()


@pytest.fixture
def desk(small_engine: Engine, store: SqliteStore) -> Desk:
    return Desk(small_engine, store, lambda: MOMENT)


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()


@pytest.fixture
async def client(desk: Desk, pulse: Pulse) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(make_app(desk, pulse))) as found:
        yield found


@pytest.fixture
async def opened(store: SqliteStore) -> AsyncIterator[Opener]:
    async with AsyncExitStack() as stack:

        async def browse(engine: Engine) -> TestClient:
            app = make_app(Desk(engine, store, lambda: MOMENT), Pulse())
            return await stack.enter_async_context(TestClient(TestServer(app)))

        yield browse


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    driver = chromium()
    yield driver
    driver.quit()
