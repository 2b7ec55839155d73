"""The language that a page is asked for in."""

from __future__ import annotations

from aiohttp import web

from bot.language.english import Language


def language_of(request: web.Request) -> Language:
    """Return English only where it is asked for in the address."""
    return "en" if request.query.get("lang") == "en" else "vi"
