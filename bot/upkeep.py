"""What a running process does beside answering: takes up releases, deletes what is old."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from bot.allocator import give_back
from bot.clock import now_in_vietnam
from bot.desk import Desk
from bot.errors import BotError
from bot.observing import metrics
from bot.outreach.announcements import announce_in_force
from bot.provenance import history
from bot.releasing.in_force import InForce
from bot.store.base import Store

log = logging.getLogger(__name__)
_SWEEP_EVERY = 6 * 3600
_GIVE_BACK_EVERY = 60.0
_PAUSE = 5.0
"""Seconds before a duty that failed begins anew."""
_BEAT = 0.5
Duty = Callable[[], Awaitable[None]]
"""What must go on beside the answering."""


async def on_duty(name: str, work: Duty, stop: asyncio.Event) -> None:
    """Do what must go on beside the answering: a fault is counted, logged, and it begins anew."""
    while not stop.is_set():
        try:
            await work()
        except Exception:
            metrics.DUTY_FAULTS.labels(name).inc()
            log.exception("%s failed and begins anew", name)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _PAUSE)
        else:
            return


async def feel_the_loop() -> None:
    """Measure how long the event loop stands still, so that a call that blocks it shows."""
    while True:
        began = time.monotonic()
        await asyncio.sleep(_BEAT)
        metrics.LOOP_LAG.observe(max(0.0, time.monotonic() - began - _BEAT))


async def take_up(desk: Desk, found: InForce) -> None:
    """Answer from a release that has come into force, and announce what it changes."""
    await asyncio.to_thread(found.engine.warm_up, desk.clock())  # before anybody waits for it
    desk.engine = found.engine
    await keep_history(desk, found)
    await announce(desk)


async def hear(store: Store, follow: Duty) -> None:
    """Follow a release as soon as another process tells of it, where the store passes that on."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    store.on_release(lambda: loop.call_soon_threadsafe(news.set))
    while True:
        await news.wait()
        news.clear()
        await follow()


async def keep_history(desk: Desk, found: InForce) -> None:
    """Keep what a release says, so that its answers are known when it is out of force."""
    knowledge, moment = found.engine.knowledge, desk.clock()
    try:
        await asyncio.to_thread(history.keep_history, desk.store, found.release, knowledge, moment)
    except BotError:
        log.exception("what release %d says could not be kept", found.release.number)


async def announce(desk: Desk) -> None:
    """Announce what the release in force changes, once; a fault costs nobody the answers."""
    try:
        await asyncio.to_thread(announce_in_force, desk.store, desk.engine.knowledge, desk.clock())
    except Exception:
        log.exception("what a release changes could not be announced")


async def sweep(store: Store, days: int) -> None:
    """Delete questions older than the retention time, now and every few hours."""
    while True:
        try:
            await asyncio.to_thread(store.forget_before, now_in_vietnam() - timedelta(days=days))
        except BotError:
            log.exception("old questions could not be deleted")
        await asyncio.sleep(_SWEEP_EVERY)


async def spare_memory() -> None:
    """Give back now and then what answering has freed: scattered, it adds up to a tenth."""
    while True:
        await asyncio.sleep(_GIVE_BACK_EVERY)
        await asyncio.to_thread(give_back)
