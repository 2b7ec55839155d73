from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import strategies as st

from bot.assistant.question import VIETNAM
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load

IN_VIETNAM = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001  (the zone is added)
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(VIETNAM),
)
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
"""A Sunday, before all sessions of the small knowledge."""
SESSIONS = "sessions/phuong-gio.yaml"
Edit = Callable[..., Knowledge]
RAIN = "reason: mưa to}\n"
CANCELLED = (RAIN, f"{RAIN}      - {{date: 03/12/2026, status: huy, reason: mất điện}}\n")
LATER = ("hours: [18h30-20h30]", "hours: [19h-20h30]")


@pytest.fixture(scope="session")
def edited(small_files: Files) -> Edit:
    """Return the small knowledge after edits of the file of sessions: what stood, what stands."""

    def made(*edits: tuple[str, str], name: str = SESSIONS) -> Knowledge:
        return load(edited_files(small_files, *edits, name=name))

    return made


def edited_files(files: Files, *edits: tuple[str, str], name: str = SESSIONS) -> dict[str, bytes]:
    text = files[name].decode()
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return {**files, name: text.encode()}
