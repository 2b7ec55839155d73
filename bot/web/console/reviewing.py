"""Between an edit and its coming into force: what it would change for citizens, and the choice."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.content import loading
from bot.content.editing import Edit
from bot.content.loading import Files
from bot.web.console import differences, saving
from bot.web.console.frame import desk, form, house, render

WISH = "viec"
"""Name of the buttons of a form, by which it says what is to be done."""
PUBLISH, DRAFT, CHANGES, BACK = "phat-hanh", "ban-nhap", "thay-doi", "sua"
"""Wishes of the page that shows what an edit changes."""
FINAL = {PUBLISH, DRAFT}


async def read_folder(request: web.Request) -> dict[str, bytes]:
    """Return the knowledge folder as it is now; `KnowledgeError` where it cannot be read."""
    return await asyncio.to_thread(loading.read_folder, house(request).config.knowledge)


async def wish(request: web.Request) -> str:
    """Return which button of a form was pressed."""
    return str((await form(request)).get(WISH, ""))


async def review(request: web.Request, edit: Edit, folder: Files, title: str) -> web.Response:
    """Show what an edit without fault changes, and let its author decide.

    The page sends all that the form held once more to its own address, where the edit is made
    anew. `title`: of what is edited.
    """
    if await wish(request) == CHANGES:
        newest = await asyncio.to_thread(desk(request).store.releases.newest)
        before = newest[1] if newest else folder
        shown = await differences.of(request, before, edit.onto(folder))
        return differences.page(request, shown, f"Thay đổi: {title}")
    sent = await form(request)
    return render(
        request, "review.html", title=title, edit=edit, address=request.path, wish=WISH,
        kept=[(name, text) for name, text in sent.items() if name not in {WISH, "csrf"}],
        must_draft=saving.must_draft(request),
    )  # fmt: skip
