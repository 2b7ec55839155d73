from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.assistant.engine import Engine
from bot.config import Config
from bot.content.loading import Files
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.staff.house import House
from bot.store.kept import Group, StaffMember
from bot.store.sqlite import SqliteStore
from bot.web.server import make_app
from tests.conftest import MOMENT
from tests.web.console.visitor import Visitor
from tests.web.console.written import Written

Enter = Callable[..., Awaitable[Visitor]]
SMALL = Path(__file__).parents[2] / "small"


class Watch:
    """The real time as a test sets it."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def settings() -> dict[str, object]:
    """What a test sets in `config.yaml`, by parametrizing `settings`."""
    return {}


@pytest.fixture
def config(tmp_path: Path, settings: dict[str, object]) -> Config:
    """A small installation whose knowledge folder a test may write."""
    shutil.copytree(SMALL, tmp_path / "knowledge")
    places = {"knowledge": tmp_path / "knowledge", "data": tmp_path}
    return Config.model_validate({**settings, **places})


@pytest.fixture
def house(config: Config, watch: Watch, console_desk: Desk, store: SqliteStore) -> House:
    preparer = Preparer(None)

    async def follow() -> None:
        found = in_force.newest(store, preparer)
        assert found is not None
        console_desk.engine = found.engine

    return House(config, preparer, follow, watch)


@pytest.fixture
def console_desk(small_engine: Engine, small_files: Files, store: SqliteStore) -> Desk:
    """A desk whose release is in the store, as after a start."""
    store.releases.publish(small_engine.knowledge.digest, dict(small_files), "thư mục")
    return Desk(small_engine, store, lambda: MOMENT)


@pytest.fixture
def app(console_desk: Desk, pulse: Pulse, house: House) -> web.Application:
    return make_app(console_desk, pulse, house)


@pytest.fixture
async def enter(app: web.Application, store: SqliteStore, house: House) -> AsyncIterator[Enter]:
    """Return how somebody of a role, maybe for some wards only, comes in and is signed in."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(app))

        async def come(role: str | None = "admin", *areas: str, name: str = "") -> Visitor:
            visitor = await stack.enter_async_context(Visitor(server))
            if role is not None:
                member = StaffMember(name or f"Cán bộ {role}", role, areas)
                number = store.staff.keep(member)
                secret = store.staff.invite(number, house.clock(), timedelta(minutes=15))
                await visitor.sign_in(secret)
            return visitor

        yield come


@pytest.fixture
def file(config: Config) -> Written:
    """The file of a topic."""
    return Written(config.knowledge / "faq" / "do-choi.yaml")


@pytest.fixture
def followed(store: SqliteStore) -> None:
    """The ward has two followers and a group; another ward shares one of the followers."""
    for chat, area in ((1, "gio"), (2, "gio"), (2, "dao"), (3, "dao")):
        store.chats.follow(chat, area)
    store.chats.keep_group(Group(-1, "gio", 12))
