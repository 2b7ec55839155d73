"""All pages for the staff, as one part of the web application."""

from __future__ import annotations

from aiohttp import web

from bot.staff.house import House
from bot.web.console import frame, leading, overview
from bot.web.console.answers import attaching, entries, parameters, queue, topics
from bot.web.console.local import exports, imports, notices, session, session_form, sessions
from bot.web.console.outgoing import alone, announcements, figures, posters, reports
from bot.web.console.people import audit, signing_in, staff
from bot.web.console.publishing import drafts, releases
from bot.web.keys import HOUSE, PAGES

_ROOMS = (
    signing_in,
    overview,
    queue,
    attaching,
    topics,
    entries,
    parameters,
    sessions,
    session,
    session_form,
    imports,
    exports,
    notices,
    drafts,
    releases,
    announcements,
    figures,
    reports,
    posters,
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
    alone.furnish(app)
    announcements.furnish(app)
    app.on_response_prepare.append(_keep_out_of_caches)
    for room in _ROOMS:
        app.router.add_routes(room.ROUTES)


async def _keep_out_of_caches(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == frame.ROOT or request.path.startswith(f"{frame.ROOT}/"):
        response.headers["Cache-Control"] = "no-store"
