"""The stand-in for Telegram, for runs of the real program."""

from tests.telegram.conftest import api, specification, way

__all__ = ["api", "specification", "way"]
