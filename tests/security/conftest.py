"""Pages, console, Telegram and store for those who mean harm."""

from tests.telegram.conftest import api, office, room, specification, start, way
from tests.web.console.conftest import app, config, console_desk, enter, house, settings, watch

__all__ = [  # fixtures
    "api", "app", "config", "console_desk", "enter", "house", "office", "room", "settings",
    "specification", "start", "watch", "way",
]  # fmt: skip
