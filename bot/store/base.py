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


class Store(Protocol):
    """Calls block; an event loop goes through a thread."""

    def record(self, asked: Asked) -> int:
        """Keep a question; return its number, by which it can be rated."""

    def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer; return False where no such answer is kept."""

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment; return how many."""

    def handled(self, update_ids: Iterable[int]) -> set[int]:
        """Return which of these Telegram updates were handled already."""

    def mark_handled(self, update_id: int, note: str = "") -> None:
        """Remember that an update was handled; `note` says why one was passed over."""

    def publish(self, digest: str, files: dict[str, bytes], author: str) -> Release:
        """Keep a release; the newest one of equal digest is returned instead of a copy."""

    def newest_release(self) -> tuple[Release, dict[str, bytes]] | None:
        """Return the release in force and its files, or None before the first one."""

    def ping(self) -> None:
        """Read something; raises `StoreError` where the database cannot be used."""

    def close(self) -> None:
        """Let go of the database."""
