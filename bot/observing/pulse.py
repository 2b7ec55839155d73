"""Whether Telegram is heard: when last, and what keeps it from being heard."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass
class Pulse:
    """When Telegram was last heard, by a good poll or a delivery; None while Telegram is off."""

    last_poll: float | None = None
    trouble: str = ""
    """What keeps Telegram from being heard, where that is known and somebody must act."""
    bot: str = ""
    """Name of the bot at Telegram, once it was reached."""

    def beat(self) -> None:
        """Note that Telegram was heard, or that listening begins."""
        self.last_poll = time.monotonic()
        self.trouble = ""

    def complain(self, trouble: str) -> None:
        """Note what is wrong; the next beat takes it back."""
        self.trouble = trouble

    def age(self) -> float | None:
        """Return the seconds since Telegram was last heard."""
        return None if self.last_poll is None else time.monotonic() - self.last_poll
