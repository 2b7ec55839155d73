from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import pytest
from aiohttp.test_utils import TestClient, TestServer
from selenium import webdriver

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from bot.web.server import make_app
from tests.conftest import MOMENT
from tests.web.browsing import chromium

Opener = Callable[[Engine], Awaitable[TestClient]]


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
