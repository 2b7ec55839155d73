"""The page for Prometheus, on a port of its own that nobody outside reaches."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from aiohttp import web
from prometheus_client import Gauge
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.assistant.timeline import withheld_days
from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.errors import StoreError
from bot.observing.metrics import REGISTRY
from bot.observing.pulse import Pulse
from bot.store.base import Store
from bot.web.keys import DESK, PULSE

PATH = "/metrics"
_AHEAD = timedelta(days=30)
_KEPT = timedelta(days=365)
_MOST = 1000
"""Waiting questions that are counted."""
_LONGEST = 5.0
"""Seconds that the store may take."""

_SILENT = Gauge(
    "cancuoc_topics_withheld", "Topics without an answer for today.", registry=REGISTRY
)
_ENDING = Gauge(
    "cancuoc_topics_expiring", "Topics that will have none within 30 days.", registry=REGISTRY
)
_TOPICS = Gauge("cancuoc_topics", "Topics of the release in force.", registry=REGISTRY)
_POLLED = Gauge(
    "cancuoc_telegram_silent_seconds", "Time since Telegram was last heard; -1 while it is off.",
    registry=REGISTRY,
)  # fmt: skip
_TASKS = Gauge("cancuoc_tasks", "Tasks of the event loop.", registry=REGISTRY)
_STORE = Gauge("cancuoc_store_up", "Whether the store could be read.", registry=REGISTRY)
_RELEASE = Gauge("cancuoc_release", "Number of the newest release.", registry=REGISTRY)
_WAITING = Gauge("cancuoc_queue", "Questions that wait for the staff.", registry=REGISTRY)
_LATE = Gauge(
    "cancuoc_letters_late_seconds", "How long the oldest reminder or announcement is overdue.",
    registry=REGISTRY,
)  # fmt: skip
_PUT_OFF = Gauge(
    "cancuoc_calls_put_off", "Replies that Telegram would not take yet.", registry=REGISTRY
)


def make_metrics_app(desk: Desk, pulse: Pulse) -> web.Application:
    """Return an application with this page alone."""
    app = web.Application()
    app[DESK] = desk
    app[PULSE] = pulse
    app.router.add_get(PATH, page)
    return app


async def page(request: web.Request) -> web.Response:
    """Show every number as of now."""
    desk, pulse = request.app[DESK], request.app[PULSE]
    age = pulse.age()
    _POLLED.set(-1 if age is None else age)
    _TASKS.set(len(asyncio.all_tasks()))
    knowledge = desk.engine.knowledge
    try:
        async with asyncio.timeout(_LONGEST):
            await asyncio.to_thread(_look_at_store, desk.store)
            _STORE.set(1)
    except (StoreError, TimeoutError):
        _STORE.set(0)
    await asyncio.to_thread(_look_at_knowledge, knowledge, desk.clock().date())
    body = generate_latest(REGISTRY)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _look_at_store(store: Store) -> None:
    now = datetime.now(UTC)
    due = store.letters.next_due()
    _LATE.set(max(0.0, (now - due).total_seconds()) if due else 0.0)
    _WAITING.set(len(store.queue.waiting(now - _KEPT, _MOST)))
    _PUT_OFF.set(len(store.updates.calls_put_off()))
    newest = store.releases.list(1)
    _RELEASE.set(newest[0].number if newest else 0)


def _look_at_knowledge(knowledge: Knowledge, today: date) -> None:
    firsts = [
        next((since for since, _ in withheld_days(knowledge, topic, today, today + _AHEAD)), None)
        for topic in knowledge.entries
    ]
    _TOPICS.set(len(firsts))
    _SILENT.set(sum(first == today for first in firsts))
    _ENDING.set(sum(first is not None and first > today for first in firsts))
