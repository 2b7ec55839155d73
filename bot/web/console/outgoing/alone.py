"""Reports and posters are made in a thread, one after another in the process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from aiohttp import web

_ALONE = web.AppKey("alone", asyncio.Lock)
P = ParamSpec("P")
T = TypeVar("T")


async def alone(
    request: web.Request, make: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    """Return what a function that blocks makes, once nothing else is being made."""
    async with request.app[_ALONE]:
        return await asyncio.to_thread(make, *given, **named)


def furnish(app: web.Application) -> None:
    """Let an application make things."""
    app[_ALONE] = asyncio.Lock()
