"""The web application: routes, headers, and one clear page for every fault."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.staff.house import House
from bot.web import calendars, chat, health, wards
from bot.web.console.app import add_console
from bot.web.keys import DESK, PAGES, PULSE

log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_LARGEST_FORM = 64 * 1024
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(desk: Desk, pulse: Pulse, house: House | None = None) -> web.Application:
    """Return the application; `pulse` tells how the other ways in are doing.

    `house`: what the pages for the staff need; without it there are none.
    """
    app = web.Application(middlewares=[_safe], client_max_size=_LARGEST_FORM)
    app[DESK] = desk
    app[PULSE] = pulse
    app[PAGES] = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    app.router.add_get("/", chat.page)
    app.router.add_post("/", chat.ask)
    app.router.add_post("/rate", chat.rate)
    app.router.add_get("/topic/{topic}", chat.topic)
    app.router.add_get("/phuong", wards.overview)
    app.router.add_get("/phuong/{area}", wards.page)
    app.router.add_get("/lich/{area}.ics", calendars.ward)
    app.router.add_get("/lich/phien/{key}.ics", calendars.session)
    app.router.add_get("/lich/nhac/{kind}/{day}.ics", calendars.reminder)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    app.router.add_static("/static", _HERE / "static")
    if house is not None:
        add_console(app, house)
    return app


@web.middleware
async def _safe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Add the security headers; turn faults into pages without a word of the question."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = _plain(error.status)
    except Exception:
        resource = request.match_info.route.resource  # the path itself may hold a secret
        log.exception("a page failed: %s %s", request.method, resource and resource.canonical)
        response = _plain(500)
    response.headers.update(_HEADERS)
    return response


_TEXTS = {
    404: "Không có trang này. Bạn quay về trang đầu để hỏi nhé.",
    405: "Trang này không nhận cách gửi đó.",
    413: "Tin quá dài. Bạn viết ngắn lại nhé.",
}


def _plain(status: int) -> web.Response:
    text = _TEXTS.get(status, "Có trục trặc. Bạn thử lại sau ít phút nhé.")
    return web.Response(status=status, text=text)
