"""Between an edit and its coming into force: what it would change for citizens, and the choice."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.content import loading
from bot.content.editing import Edit
from bot.content.loading import Files
from bot.web.console.frame import desk, form, house, render
from bot.web.console.publishing import differences, saving

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


async def review(
    request: web.Request, edit: Edit, folder: Files, title: str,
    template: str = "review.html", **values: Any,
) -> web.Response:  # fmt: skip
    """Show what an edit without fault changes, and let its author decide.

    The page sends all that the form held once more to its own address, where the edit is made
    anew. `title`: of what is edited. `template`: one that extends `review.html`, with `values` for
    it; `also` among them holds fields that the page is to send beside those of the form.
    """
    if await wish(request) == CHANGES:
        newest = await asyncio.to_thread(desk(request).store.releases.newest)
        before = newest[1] if newest else folder
        shown = await differences.of(request, before, edit.onto(folder))
        return differences.page(request, shown, f"Thay đổi: {title}")
    sent = await form(request)
    also: dict[str, str] = values.pop("also", {})
    left_out = {WISH, "csrf", *also}
    kept = [(name, text) for name, text in sent.items()
            if isinstance(text, str) and name not in left_out]  # fmt: skip
    return render(
        request, template, title=title, edit=edit, address=request.path, wish=WISH,
        kept=[*kept, *also.items()], must_draft=saving.must_draft(request), **values,
    )  # fmt: skip
