"""What every store can do; SQL stays behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and how it ended. Holds no name, number or chat of anybody."""

    moment: datetime
    """Aware."""
    channel: str
    """`web`, `telegram` or `terminal`."""
    question: str
    """Redacted."""
    status: str
    topics: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Release:
    """A snapshot of the knowledge that passed all checks."""

    number: int
    digest: str
    made_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Handled:
    """What is kept of a Telegram update that we are done with."""

    update_id: int
    mark: str = ""
    """Tells it from another update that happens to have its id."""
    note: str = ""
    """Why it was passed over, if it was; never the citizen's words."""
    reply: str = ""
    """What went back in the response to the webhook (JSON), to be given again."""
    later: tuple[str, ...] = ()
    """Calls of the Bot API that are still to be made (JSON), in order."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A call of the Bot API that Telegram would not take yet."""

    number: int
    call: str
    """JSON."""
    since: datetime
    """Aware."""


class Store(Protocol):
    """Calls block; an event loop goes through a thread."""

    def record(self, asked: Asked) -> int:
        """Keep a question; return its number, by which it can be rated."""

    def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer; return False where no such answer is kept."""

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment; return how many.

        What is kept of handled updates goes when Telegram no longer redelivers them.
        """

    def handled(self, update_ids: Iterable[int]) -> dict[int, Handled]:
        """Return what is kept of those of these updates that were handled, without `later`."""

    def mark_handled(self, updates: Iterable[Handled]) -> list[tuple[PutOff, ...]]:
        """Remember handled updates, all or none; return the calls put off by each."""

    def calls_put_off(self) -> list[PutOff]:
        """Return the calls that are still to be made, in order."""

    def call_made(self, number: int) -> None:
        """Forget a call that was put off."""

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role; return False while another one does.

        The role is free again when this store is closed or its process ends, however it ends.
        """

    def publish(self, digest: str, files: dict[str, bytes], author: str) -> Release:
        """Keep a release; the newest one of equal digest is returned instead of a copy."""

    def newest_release(self) -> tuple[Release, dict[str, bytes]] | None:
        """Return the release in force and its files, or None before the first one."""

    def ping(self) -> None:
        """Read something; raises `StoreError` where the database cannot be used."""

    def close(self) -> None:
        """Let go of the database."""
