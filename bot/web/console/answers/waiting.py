"""The questions that wait for the staff: read, and taken out of the queue once dealt with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.staff.queue import MOST
from bot.store.kept import Waiting
from bot.web.console.frame import desk, house, note

_HOW = {
    "attached": "gắn vào chủ đề", "new-topic": "viết chủ đề mới cho", "ignored": "bỏ qua",
}  # fmt: skip


async def waiting(request: web.Request) -> list[Waiting]:
    """Return the questions that wait, newest first."""
    since = desk(request).clock() - timedelta(days=house(request).config.retention_days)
    return await asyncio.to_thread(desk(request).store.queue.waiting, since, MOST)


async def those(request: web.Request, numbers: Iterable[int]) -> list[Waiting]:
    """Return those of these questions that still wait."""
    wanted = set(numbers)
    return [one for one in await waiting(request) if one.number in wanted]


def numbers_in(values: Iterable[Any]) -> tuple[int, ...]:
    """Return the numbers of questions in fields such as `12 15 18`; anything else is left out."""
    words = (word for value in values for word in str(value).split())
    found = (int(word) for word in words if word.isdecimal() and len(word) < 16)
    return tuple(dict.fromkeys(found))


async def resolve(request: web.Request, numbers: Sequence[int], how: str, about: str = "") -> int:
    """Take questions out of the queue, and note that; return how many were in it."""
    if not numbers:
        return 0
    done = await asyncio.to_thread(desk(request).store.queue.resolve, numbers, how)
    if done:
        await note(request, "queue", f"{_HOW[how]} {done} câu{about and ': '}{about}")
    return done
