"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.errors import StoreError
from bot.web.keys import DESK, PULSE

STALE_POLL = 120.0
"""Seconds without a good poll or a delivery after which Telegram counts as cut off."""

_LONGEST = 3.0
"""Seconds after which a store that does not answer counts as lost."""


async def alive(_: web.Request) -> web.Response:
    """Answer as long as the event loop turns."""
    return web.json_response({"status": "ok"})


async def ready(request: web.Request) -> web.Response:
    """Answer 200 when knowledge, store and Telegram work, else 503 and what does not."""
    desk, pulse = request.app[DESK], request.app[PULSE]
    age = pulse.age()
    faults = []
    try:
        async with asyncio.timeout(_LONGEST):
            await asyncio.to_thread(desk.store.ping)
    except (StoreError, TimeoutError):
        faults.append("store")
    if age is not None and (age > STALE_POLL or pulse.trouble):
        faults.append("telegram")
    body = {
        "status": "unavailable" if faults else "ok",
        "faults": faults,
        "knowledge": desk.engine.knowledge.digest[:12],
        "topics": len(desk.engine.knowledge.entries),
        "telegram_last_poll_seconds": None if age is None else round(age, 1),
        "telegram_trouble": pulse.trouble,
    }
    return web.json_response(body, status=503 if faults else 200)
