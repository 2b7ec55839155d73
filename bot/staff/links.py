"""The links by which the staff come into the console: each works once, and not for long."""

from __future__ import annotations

from datetime import timedelta

CONSOLE = "/console"
"""Where the pages for the staff begin."""
LINK_LASTS = timedelta(minutes=15)


def link(base: str, secret: str) -> str:
    """Return the address of a one-time link; `base` as `Web.address` gives it."""
    return f"{base}{CONSOLE}/vao/{secret}"
