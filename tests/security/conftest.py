"""Pages, console, Telegram and store for those who mean harm."""

from tests.telegram.conftest import api, office, room, specification, start, way

__all__ = ["api", "office", "room", "specification", "start", "way"]
