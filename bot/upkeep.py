"""What a running process does beside answering: takes up releases, deletes what is old."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.clock import now_in_vietnam
from bot.desk import Desk
from bot.errors import BotError
from bot.outreach.announcements import announce_in_force
from bot.provenance import history
from bot.releasing.in_force import InForce
from bot.store.base import Store

log = logging.getLogger(__name__)
_SWEEP_EVERY = 6 * 3600


async def take_up(desk: Desk, found: InForce) -> None:
    """Answer from a release that has come into force, and announce what it changes."""
    desk.engine = found.engine
    await keep_history(desk, found)
    await announce(desk)


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
