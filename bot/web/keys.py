"""What the pages find in the application, with its types."""

from __future__ import annotations

import time
from dataclasses import dataclass

from aiohttp import web
from jinja2 import Environment

from bot.desk import Desk


@dataclass
class Pulse:
    """When Telegram was last heard; None while Telegram is off."""

    last_poll: float | None = None

    def beat(self) -> None:
        """Note a successful poll, or that polling begins."""
        self.last_poll = time.monotonic()

    def age(self) -> float | None:
        """Return the seconds since the last successful poll."""
        return None if self.last_poll is None else time.monotonic() - self.last_poll


DESK = web.AppKey("desk", Desk)
PULSE = web.AppKey("pulse", Pulse)
PAGES = web.AppKey("pages", Environment)
