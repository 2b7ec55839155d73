"""A running process from its start to its end: the store, the pages and Telegram together."""

from __future__ import annotations

import asyncio
import getpass
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.app import telegram_side
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import versions
from bot.desk import Desk
from bot.errors import BotError
from bot.observing.pulse import Pulse
from bot.provenance.seal import seal_of
from bot.releasing import in_force
from bot.releasing.following import Follower
from bot.releasing.preparing import Preparer
from bot.staff.house import House
from bot.store.opening import open_store
from bot.upkeep import (
    Duty,
    announce,
    feel_the_loop,
    hear,
    keep_history,
    on_duty,
    spare_memory,
    sweep,
    take_up,
)
from bot.web.metrics import make_metrics_app
from bot.web.server import Handler, make_app
from handlers.staff.complaints import Complaints
from handlers.staff.room import Room, open_room
from handlers.staff.telling import tell_staff


async def serve(config: Config, fixed: datetime | None = None) -> None:
    """Serve the web chat, and Telegram where a token is set, until SIGTERM or SIGINT."""
    store = open_store(config)
    try:
        author = getpass.getuser()
        preparer = Preparer(config.data / "cache")
        mend = partial(versions.mend, config.knowledge, config.data)
        mend()
        found = in_force.at_start(config.knowledge, store, preparer, author)
        clock: Callable[[], datetime] = (lambda: fixed) if fixed else now_in_vietnam
        found.engine.warm_up(clock())  # before anybody waits for it
        desk = Desk(found.engine, store, clock, seal_of(store, config.data))
        await keep_history(desk, found)
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        complaints = Complaints(store)
        serve_it = partial(take_up, desk)
        follower = Follower(
            config.knowledge, store, preparer, found, serve_it, complaints.of_edit,
            mend=mend,
        )  # fmt: skip
        house = House(config, Preparer(config.data / "cache"), follower.follow_store)
        await _serve(desk, open_room(house), follower, complaints, stop)
    finally:
        store.close()


async def _serve(
    desk: Desk, room: Room, follower: Follower, complaints: Complaints, stop: asyncio.Event
) -> None:
    pulse, config = Pulse(), room.house.config
    pages = make_app(desk, pulse, room.house)
    telegram = telegram_side(config.telegram, desk, pulse, config.retention_days, room)
    if telegram and telegram.webhook:
        _add_page(pages, telegram.webhook.path, telegram.webhook.handle)
    host, port = config.web.host, config.web.port
    async with _listening(pages, host, port, "web.port") as address:
        print(f"Trang trò chuyện: {address}", flush=True)
        duties: dict[str, Duty] = {
            "announcing": partial(announce, desk),
            "following": partial(follower.run, stop),
            "telling": partial(tell_staff, desk, room, complaints, stop),
        }
        endless: dict[str, Duty] = {
            "hearing": partial(hear, desk.store, follower.follow_store),
            "sweeping": partial(sweep, desk.store, config.retention_days),
            "feeling the loop": feel_the_loop,
            "sparing memory": spare_memory,
        }
        tasks = [asyncio.create_task(on_duty(each, duties[each], stop)) for each in duties]
        others = [asyncio.create_task(on_duty(each, endless[each], stop)) for each in endless]
        async with _metrics(desk, pulse, config):
            if telegram is None:
                print("Telegram: tắt (chưa có TELEGRAM_BOT_TOKEN)", flush=True)
                await stop.wait()
            elif await telegram.reach(stop):
                print(f"Telegram: @{telegram.username}", flush=True)
                await telegram.run(stop)
        for task in others:
            task.cancel()
        await asyncio.gather(*tasks)


@asynccontextmanager
async def _metrics(desk: Desk, pulse: Pulse, config: Config) -> AsyncIterator[None]:
    """Serve the numbers for Prometheus where they are wanted."""
    port = config.web.metrics_port
    if port is None:
        yield
        return
    pages = make_metrics_app(desk, pulse)
    async with _listening(pages, config.web.host, port, "web.metrics_port") as address:
        print(f"Số liệu vận hành: {address}/metrics", flush=True)
        yield


def _add_page(pages: web.Application, path: str, handler: Handler) -> None:
    taken = {
        route.resource.canonical for route in pages.router.routes() if route.resource is not None
    }
    if path in taken:
        raise BotError("telegram.webhook_url: đường dẫn này đã có trang khác dùng")
    pages.router.add_post(path, handler)


@asynccontextmanager
async def _listening(pages: web.Application, host: str, port: int, key: str) -> AsyncIterator[str]:
    """Serve pages; yield their address. `key`: the setting that holds the port."""
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise BotError(
                f"không mở được {host}:{port} ({error.strerror}); "
                f"đổi cổng bằng mục {key} trong config.yaml"
                f"{' hoặc --port' if key == 'web.port' else ''}"
            ) from None
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
