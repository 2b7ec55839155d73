"""Sign in by a link that works once, and sign out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from time import monotonic

from aiohttp import web

from bot.errors import BotError
from bot.staff.links import LINK_LASTS
from bot.store.kept import Deed
from bot.web.console import cookies, frame
from bot.web.console.frame import ROOT, desk, form, house, needs, note, render
from bot.web.console.guard import Attempts

SESSION_LASTS = timedelta(hours=12)
_ATTEMPTS_A_MINUTE = 10
ATTEMPTS = web.AppKey("attempts", Attempts)


async def explain(request: web.Request) -> web.StreamResponse:
    """Say how one signs in."""
    return render(request, "sign_in.html", minutes=LINK_LASTS.seconds // 60, secret="")


async def offer(request: web.Request) -> web.StreamResponse:
    """Show the button that uses a link up: what fetches links to show a preview presses none."""
    return render(request, "sign_in.html", secret=request.match_info["secret"])


async def enter(request: web.Request) -> web.StreamResponse:
    """Use a link up and begin a session."""
    if frame.is_from_elsewhere(request):
        return frame.fault(request, 403)
    if not request.app[ATTEMPTS].allow(_address(request), monotonic()):
        return frame.fault(request, 429, "Thử quá nhiều lần. Bạn đợi một phút rồi thử lại nhé.")
    try:
        session = await _redeem(request)
    except BotError as error:
        return frame.told_fault(request, error)
    if session is None:
        return render(request, "sign_in.html", status=403, secret="", spent=True)
    response = web.Response(status=303, headers={"Location": ROOT})
    seconds = int(SESSION_LASTS.total_seconds())
    cookies.set_cookie(request, response, cookies.SESSION, session, seconds)
    return response


@needs("viewer")
async def leave(request: web.Request) -> web.StreamResponse:
    """End the session."""
    await form(request)
    await note(request, "sign-out", "")
    await asyncio.to_thread(desk(request).store.staff.sign_out, request.cookies[cookies.SESSION])
    response = web.Response(status=303, headers={"Location": f"{ROOT}/vao"})
    response.del_cookie(cookies.SESSION, path=ROOT)
    return response


async def _redeem(request: web.Request) -> str | None:
    """Return the secret of a new session, None where the link is none any more."""
    store, now = desk(request).store, house(request).clock()
    secret = request.match_info["secret"]
    session = await asyncio.to_thread(store.staff.redeem, secret, now, SESSION_LASTS)
    if session is None:
        return None
    member = await asyncio.to_thread(store.staff.signed_in, session, now)
    if member is not None:
        await asyncio.to_thread(store.audit.note, Deed(now, member.name, "sign-in", ""))
    return session


def _address(request: web.Request) -> str:
    """Return where a request comes from, as a trusted proxy says."""
    if house(request).config.web.trust_proxy:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.remote or ""


ROUTES = [
    web.get(f"{ROOT}/vao", explain),
    web.get(f"{ROOT}/vao/{{secret}}", offer),
    web.post(f"{ROOT}/vao/{{secret}}", enter),
    web.post(f"{ROOT}/ra", leave),
]


def furnish(app: web.Application) -> None:
    """Begin to count attempts."""
    app[ATTEMPTS] = Attempts(_ATTEMPTS_A_MINUTE)
