"""All pages for the staff, as one part of the web application."""

from __future__ import annotations

from aiohttp import web

from bot.web.console import (
    attaching,
    audit,
    drafts,
    entries,
    frame,
    leading,
    overview,
    parameters,
    queue,
    releases,
    signing_in,
    staff,
    topics,
)
from bot.web.console.house import HOUSE, House
from bot.web.keys import PAGES

_ROOMS = (
    signing_in,
    overview,
    queue,
    attaching,
    topics,
    entries,
    parameters,
    drafts,
    releases,
    staff,
    audit,
)
"""Every module that has pages."""


def add_console(app: web.Application, house: House) -> None:
    """Add the pages to an application that has its desk and its templates."""
    app[HOUSE] = house
    frame.furnish(app[PAGES])
    signing_in.furnish(app)
    leading.furnish(app)
    app.on_response_prepare.append(_keep_out_of_caches)
    for room in _ROOMS:
        app.router.add_routes(room.ROUTES)


async def _keep_out_of_caches(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == frame.ROOT or request.path.startswith(f"{frame.ROOT}/"):
        response.headers["Cache-Control"] = "no-store"
