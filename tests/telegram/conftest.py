from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import telegram_side
from bot.assistant.engine import Engine
from bot.config import Telegram
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.releasing.preparing import Preparer
from bot.store.sqlite import SqliteStore
from handlers.delivery import outbox, polling, post, retries
from handlers.delivery.service import Delivery
from handlers.staff.room import Room
from tests.telegram.officers import STAFF, Office, hire, installation, room_in
from tests.telegram_server.server import TOKEN, BotApi, bot_api
from tests.telegram_server.specification import PLACE, Specification

KITE = "Con diều bao nhiêu tiền"
CAT = "Tắm mèo bằng gì"
Starter = Callable[..., AbstractAsyncContextManager[Delivery]]
Release = Callable[[str, str, str], Engine]
needs_specification = pytest.mark.skipif(
    not PLACE.is_file(), reason="the Bot API specification is not beside the project"
)
both_ways = pytest.mark.parametrize("way", ["polling", "webhook"], indirect=True)


@pytest.fixture(scope="session")
def specification() -> Specification | None:
    """Every recorded call is held against it where it is there."""
    return Specification(PLACE) if PLACE.is_file() else None


@pytest.fixture
async def api(specification: Specification | None) -> AsyncIterator[BotApi]:
    async with bot_api(specification) as found:
        found.queue.tempo = 0.01
        yield found
    assert found.faults == []


@pytest.fixture
def release(card_files: Files, card_engine: Engine) -> Release:
    """Return the knowledge that looks things up after an edit of one file."""

    def released(name: str, before: str, after: str) -> Engine:
        text = card_files[name].decode()
        assert before in text
        files = {**card_files, name: text.replace(before, after).encode()}
        return Engine(load(files), card_engine._tools.understanding)

    return released


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try failed calls again at once."""
    monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0, 0.0, 0.0))
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.05)


@pytest.fixture
def way(request: pytest.FixtureRequest) -> str:
    """How updates come in."""
    return str(getattr(request, "param", "polling"))


@pytest.fixture
def start(api: BotApi, desk: Desk, pulse: Pulse, way: str) -> Starter:
    """Start the whole Telegram side; stop it in the end as SIGTERM does."""

    @asynccontextmanager
    async def started(
        asked: Desk = desk, room: Room | None = None, **settings: object
    ) -> AsyncIterator[Delivery]:
        async with served() as (address, pages):
            given: dict[str, object] = {
                "token": TOKEN, "api_base_url": api.base_url, "poll_seconds": 5,
            }  # fmt: skip
            if way == "webhook":
                given["webhook_url"] = f"{address}/telegram"
            told = Telegram.model_validate({**given, **settings})
            side = telegram_side(told, asked, pulse, room=room)
            assert side is not None
            if side.webhook is not None:
                pages["telegram"] = side.webhook.handle
            stop = asyncio.Event()
            assert await side.reach(stop)
            task = asyncio.create_task(side.run(stop))
            if way == "webhook":
                await api.until(lambda: api.queue.hook.url == side.webhook.url, "a webhook")
            try:
                yield side
            finally:
                stop.set()
                await task

    return started


@asynccontextmanager
async def served() -> AsyncIterator[tuple[str, dict[str, Callable[..., object]]]]:
    """Serve a page that is named later; yield the address and where to name it."""
    pages: dict[str, Callable[..., object]] = {}

    async def page(request: web.Request) -> web.StreamResponse:
        return await pages[request.match_info["name"]](request)  # type: ignore[misc, no-any-return]

    app = web.Application()
    app.router.add_post("/{name}", page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", pages
    finally:
        await runner.cleanup()


@pytest.fixture
async def bot(start: Starter) -> AsyncIterator[Delivery]:
    """A running bot."""
    async with start() as side:
        yield side


@pytest.fixture
def room(tmp_path: Path, desk: Desk, small_files: Files) -> Room:
    """The staff's side of a bot, with a knowledge folder of its own that is in force."""
    desk.store.releases.publish(desk.engine.knowledge.digest, dict(small_files), "thư mục")
    config = installation(tmp_path, web={"public_url": "https://can-cuoc.example"})
    return room_in(config, desk, Preparer(None))


@pytest.fixture
async def office(
    api: BotApi, store: SqliteStore, start: Starter, room: Room
) -> AsyncIterator[Office]:
    """The staff, and a running bot."""
    hire(store, *STAFF)
    async with start(room=room):
        yield Office(api, store)


class Gate:
    """Holds a question of one person back until it is opened."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str = KITE) -> None:
        self.reached, self.opened = asyncio.Event(), asyncio.Event()
        ask = desk.ask

        async def waiting(asked: str, *rest: object, **more: object) -> object:
            if asked == text:
                self.reached.set()
                await self.opened.wait()
            return await ask(asked, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(desk, "ask", waiting)


@pytest.fixture
def gate(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(desk, monkeypatch)


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for letters all the time, and let no chat wait for its next one."""
    for name in ("LOOK_EVERY", "BREATH", "CHAT_PAUSE", "GROUP_PAUSE"):
        monkeypatch.setattr(post, name, 0.01)


def note_of(store: SqliteStore, update: int) -> str:
    [[note]] = store._db.execute("select note from updates where id = ?", [update]).fetchall()
    return str(note)
