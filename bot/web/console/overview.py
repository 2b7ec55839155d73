"""The first page: what was asked, what needs a look, and whether everything works."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bot.content import loading
from bot.errors import Fault, KnowledgeError
from bot.observing.pulse import Pulse
from bot.staff.endings import by_day, endings, top_topics
from bot.staff.queue import MOST
from bot.store.kept import Release
from bot.web.console import agenda, bars
from bot.web.console.answers.waiting import waiting
from bot.web.console.frame import ROOT, day_of, desk, house, needs, render
from bot.web.health import STALE_POLL
from bot.web.keys import PULSE

_DAYS, _WEEK = 30, 7
_MOST_TOPICS = 8
_MOST_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Health:
    """Whether everything works."""

    telegram: str
    """`off`, `good` or `bad`."""
    trouble: str
    """What keeps Telegram from being heard, where that is known."""
    release: Release | None
    faults: tuple[Fault, ...]
    """The first faults of the folder, where it is not what the release holds."""
    faulty: int


@needs("viewer")
async def overview(request: web.Request) -> web.StreamResponse:
    """Show how things are."""
    at_desk = desk(request)
    knowledge, store = at_desk.engine.knowledge, at_desk.store
    today = day_of(request)
    first, week = today - timedelta(days=_DAYS - 1), today - timedelta(days=_WEEK - 1)
    tallies = await asyncio.to_thread(store.statistics.tallies, first, today)
    days = by_day(tallies, first, today)
    pieces, width, most = bars.chart(days)
    return render(
        request, "overview.html",
        days=days, pieces=pieces, width=width, height=bars.HEIGHT, most=most,
        periods=[
            (f"{length} ngày qua", endings(t for t in tallies if t.day >= since),
             top_topics(tallies, since, _MOST_TOPICS))
            for length, since in ((_WEEK, week), (_DAYS, first))
        ],
        agenda=await asyncio.to_thread(agenda.of, knowledge, today),
        health=await _health(request),
        waiting=len(await waiting(request)), most_waiting=MOST,
    )  # fmt: skip


async def _health(request: web.Request) -> Health:
    served = desk(request).engine.knowledge.digest
    newest = await asyncio.to_thread(desk(request).store.releases.list, 1)
    faults = await asyncio.to_thread(_faults, house(request).config.knowledge, served)
    telegram, trouble = _telegram(request.app[PULSE])
    release = next(iter(newest), None)
    return Health(telegram, trouble, release, faults[:_MOST_FAULTS], len(faults))


def _telegram(pulse: Pulse) -> tuple[str, str]:
    age = pulse.age()
    if age is None:
        return ("bad" if pulse.trouble else "off"), pulse.trouble
    return ("bad" if age > STALE_POLL or pulse.trouble else "good"), pulse.trouble


def _faults(folder: Path, served: str) -> tuple[Fault, ...]:
    """Return the faults of the folder; none where it is what is served."""
    try:
        files = loading.read_folder(folder)
        if loading.digest(files) != served:
            loading.load(files)
    except KnowledgeError as error:
        return tuple(error.faults)
    return ()


ROUTES = [web.get(ROOT, overview)]
