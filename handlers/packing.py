"""How memories hand over what they know of a chat."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Packed:
    """What one memory knows of a chat."""

    seconds: float
    """For how long it is of use."""
    state: Any
    """Lists, numbers and texts, as JSON has them."""


class Carried(Protocol):
    """A memory whose knowledge of a chat can be carried elsewhere."""

    def pack(self, chat: int) -> Packed | None:
        """Return what is known of a chat, None where nothing is."""

    def unpack(self, chat: int, state: Any) -> None:
        """Know of a chat what was packed."""

    def forget(self, chat: int) -> None:
        """Know nothing of a chat."""


def now_by(clock: Callable[[], float]) -> float:
    """Return what to add to a clock that only counts on, to tell the time of day.

    Moments are carried as the time of day: each machine counts from another beginning.
    """
    return time.time() - clock()
