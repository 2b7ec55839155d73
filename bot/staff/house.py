"""What the staff work on: the settings, and what prepares releases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clock import Clock, now_in_vietnam
from bot.config import Config
from bot.releasing.preparing import Preparer


@dataclass(frozen=True)
class House:
    """Without a house there are no pages and no commands for the staff."""

    config: Config
    preparer: Preparer
    """Used by one task at a time: whoever holds `one_at_a_time`."""
    follow: Callable[[], Awaitable[None]]
    """Lets this process answer from the newest release at once."""
    clock: Clock = now_in_vietnam
    """The real time, by which links and sessions end and deeds are noted: never a fixed one."""
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the folder is written, or releases are prepared and compared."""
