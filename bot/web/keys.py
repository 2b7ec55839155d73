"""What the pages find in the application, with its types."""

from __future__ import annotations

from aiohttp import web
from jinja2 import Environment

from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.staff.house import House

DESK = web.AppKey("desk", Desk)
HOUSE = web.AppKey("house", House)
PULSE = web.AppKey("pulse", Pulse)
PAGES = web.AppKey("pages", Environment)
