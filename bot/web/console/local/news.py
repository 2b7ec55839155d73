"""The page before a change of sessions: who will be told of it, and in which words."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.assistant.question import VIETNAM
from bot.content import loading
from bot.content.editing import Edit
from bot.content.loading import Files
from bot.outreach import foreseeing
from bot.outreach.foreseeing import Foreseen
from bot.web.console.frame import desk
from bot.web.console.publishing import reviewing


async def review(
    request: web.Request, edit: Edit, files: Files, template: str = "session_review.html",
    **values: Any,
) -> web.Response:  # fmt: skip
    """Return the page of `reviewing.review` for an edit without fault, with the news above."""
    found = None
    if await reviewing.wish(request) != reviewing.CHANGES:
        found = await asyncio.to_thread(_foreseen, request, edit, files)
    return await reviewing.review(
        request, edit, files, edit.title, template, foreseen=found, **values
    )


def _foreseen(request: web.Request, edit: Edit, files: Files) -> Foreseen:
    at_desk = desk(request)
    after = loading.load(edit.onto(files))
    moment = at_desk.clock().astimezone(VIETNAM)
    return foreseeing.foreseen(at_desk.engine.knowledge, after, at_desk.store.chats, moment)
