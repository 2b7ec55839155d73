"""Pages, console, Telegram and store for those who mean harm."""

from tests.telegram.conftest import (
    api,
    desk,
    office,
    pulse,
    room,
    specification,
    start,
    store,
    way,
)

__all__ = ["api", "desk", "office", "pulse", "room", "specification", "start", "store", "way"]
