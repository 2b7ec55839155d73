"""A page for each ward of which sessions or offices are known."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.scope import whole_area
from bot.web.keys import DESK, PAGES
from bot.web.language import language_of


async def overview(request: web.Request) -> web.Response:
    """List the wards of which something is known."""
    areas = request.app[DESK].engine.lookups.guide.areas.values()
    return _render(request, "wards.html", held=sorted(areas, key=lambda item: item.area.name))


async def page(request: web.Request) -> web.Response:
    """Show what is held in a ward and who works for it."""
    desk = request.app[DESK]
    guide = desk.engine.lookups.guide
    held = guide.areas.get(request.match_info["area"])
    if held is None:
        raise web.HTTPNotFound
    place = whole_area(held.area, desk.engine.knowledge.gazetteer)
    asked = Asked(desk.clock(), place=place, language=language_of(request))
    return _render(
        request, "ward.html", held=held, answers=(guide.sessions(asked), guide.office(asked))
    )


def _render(request: web.Request, template: str, **values: Any) -> web.Response:
    language, knowledge = language_of(request), request.app[DESK].engine.knowledge
    text = (
        request.app[PAGES]
        .get_template(template)
        .render(
            language=language,
            say=lambda message, **places: knowledge.say(message, language, **places),
            **values,
        )
    )
    return web.Response(text=text, content_type="text/html")
