"""The releases there were, what each changed, and the way back to one of them."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.releasing.going_back import go_back
from bot.store.kept import Release
from bot.web.console.frame import (
    ROOT,
    desk,
    guard_area,
    house,
    needs,
    note,
    redirect,
    render,
    signed_in,
)
from bot.web.console.publishing import differences

_LIST = f"{ROOT}/phat-hanh"
_MOST = 200


@needs("viewer")
async def everything(request: web.Request) -> web.StreamResponse:
    """List the releases, newest first; the first one is in force."""
    found = await asyncio.to_thread(desk(request).store.releases.list, _MOST)
    return render(request, "releases.html", releases=found)


@needs("viewer")
async def one(request: web.Request) -> web.StreamResponse:
    """Show a release; what it changed is loaded after the page, for that takes a while."""
    release, _ = await _release(request)
    newest = await asyncio.to_thread(desk(request).store.releases.list, 1)
    return render(
        request, "release.html", release=release, in_force=newest[0].number == release.number
    )


@needs("viewer")
async def changes(request: web.Request) -> web.StreamResponse:
    """Show what a release changed, against the one before it; a part where htmx asks."""
    release, files = await _release(request)
    found = await asyncio.to_thread(desk(request).store.releases.get, release.number - 1)
    shown = await differences.of(request, found[1], files) if found else None
    return differences.page(request, shown, f"Bản {release.number} thay đổi những gì")


@needs("approver")
async def back(request: web.Request) -> web.StreamResponse:
    """Bring the files of a release into force again."""
    guard_area(request)
    number, at_home, store = _number(request), house(request), desk(request).store
    folder, data = at_home.config.knowledge, at_home.config.data
    async with at_home.one_at_a_time:
        done = await asyncio.to_thread(
            go_back, number, folder, data, store, at_home.preparer, signed_in(request).name
        )
    await at_home.follow()
    await note(request, "rollback", f"bản {number}, thành bản {done.release.number}")
    return redirect(request, _LIST, told=str(done))


async def _release(request: web.Request) -> tuple[Release, dict[str, bytes]]:
    found = await asyncio.to_thread(desk(request).store.releases.get, _number(request))
    if found is None:
        raise web.HTTPNotFound
    return found


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])


_ONE = f"{_LIST}/{{number:[0-9]{{1,15}}}}"
ROUTES = [
    web.get(_LIST, everything),
    web.get(_ONE, one),
    web.get(f"{_ONE}/thay-doi", changes),
    web.post(f"{_ONE}/tro-lai", back),
]
