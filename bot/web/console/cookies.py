"""The cookies of the console: whose session it is, and words for the next page."""

from __future__ import annotations

import base64
import binascii

from aiohttp import web

from bot.staff.links import CONSOLE
from bot.web.console import guard
from bot.web.keys import HOUSE

PATH = CONSOLE
"""Below which the cookies are sent."""
SESSION = "ten"
_WORDS = "loi-nhan"
_WORDS_LAST = 60
"""Seconds."""
_MOST_WORDS = 1000


def set_cookie(
    request: web.Request, response: web.Response, name: str, value: str, seconds: int
) -> None:
    """Set a cookie that no script and no other site can use."""
    response.set_cookie(
        name, value, max_age=seconds, path=PATH, httponly=True, samesite="Strict",
        secure=is_https(request),
    )  # fmt: skip


def is_https(request: web.Request) -> bool:
    """Return whether the browser's connection is encrypted, as a trusted proxy says."""
    forwarded = request.headers.get("X-Forwarded-Proto", "")
    return request.secure or (request.app[HOUSE].config.web.trust_proxy and forwarded == "https")


def keep_words(request: web.Request, response: web.Response, words: str) -> None:
    """Let the next page say something once; nobody else can make it say anything."""
    words = words[:_MOST_WORDS]
    sealed = guard.mark(request.cookies.get(SESSION, ""), "told", words)
    coded = base64.urlsafe_b64encode(words.encode(errors="replace")).decode()
    set_cookie(request, response, _WORDS, f"{sealed}.{coded}", _WORDS_LAST)


def words(request: web.Request) -> str:
    """Return what a page is to say once, empty where that is nothing."""
    sealed, _, coded = request.cookies.get(_WORDS, "").partition(".")
    try:
        told = base64.urlsafe_b64decode(coded.encode()).decode()
    except (binascii.Error, ValueError):
        return ""
    session = request.cookies.get(SESSION, "")
    return told if guard.is_mark(sealed, session, "told", told) else ""


def forget_words(response: web.Response) -> None:
    """Say them no more."""
    response.del_cookie(_WORDS, path=PATH)
