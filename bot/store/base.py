"""What every store can do; SQL stays behind it, and calls block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.store.kept import (
    Asked,
    Handled,
    PutOff,
    Release,
    Turn,
    Wording,
)
from bot.store.outreach_base import Chats, Letters
from bot.store.staff_base import Audit, Drafts, Figures, Queue, Relays, Staff, Statistics


class Questions(Protocol):
    """What was asked, redacted, and what people thought of the answers."""

    def record(self, asked: Asked) -> int:
        """Keep a question; return its number, by which it can be rated."""

    def record_all(self, questions: Iterable[Asked]) -> list[int]:
        """Keep questions, all or none; return their numbers, in order."""

    def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer; return False where no such answer is kept."""

    def explain(self, number: int, reason: str) -> bool:
        """Keep why an answer was no help; return False where no such answer is kept."""

    def hand_over(self, number: int) -> bool:
        """Put a question into the queue of the staff; return False where it is not kept."""

    def most_asked(self, since: datetime, most: int) -> list[str]:
        """Return the topics that were answered first since then, most often first."""

    def asked_since(self, since: datetime, most: int) -> list[str]:
        """Return different questions, redacted, asked since then, the newest first."""


class Updates(Protocol):
    """Which updates of Telegram were handled, and the calls that are still to be made."""

    def handled(self, update_ids: Iterable[int]) -> dict[int, Handled]:
        """Return what is kept of those of these updates that were handled, without `later`."""

    def highest(self) -> int:
        """Return the highest update of those that were handled, -1 where there is none."""

    def mark_handled(self, updates: Iterable[Handled]) -> list[tuple[PutOff, ...]]:
        """Remember handled updates, all or none; return the calls put off by each."""

    def calls_put_off(self) -> list[PutOff]:
        """Return the calls that are still to be made, in order."""

    def call_made(self, number: int) -> None:
        """Forget a call that was put off."""


class Releases(Protocol):
    """Every snapshot of the knowledge that ever was in force."""

    def publish(self, digest: str, files: dict[str, bytes], author: str) -> Release:
        """Keep a release; the newest one of equal digest is returned instead of a copy."""

    def newest(self) -> tuple[Release, dict[str, bytes]] | None:
        """Return the release in force and its files, or None before the first one."""

    def get(self, number: int) -> tuple[Release, dict[str, bytes]] | None:
        """Return a release and its files, or None where there is none of this number."""

    def list(self, most: int) -> list[Release]:
        """Return the last releases, newest first."""


class Wordings(Protocol):
    """The history of what each answer said, by the codes printed below them."""

    def keep(self, release: int, wordings: Iterable[Wording]) -> None:
        """Keep what a release says; nothing where it is kept already."""

    def find(self, code: str) -> list[Wording]:
        """Return what a code stands for, the oldest release first."""

    def of_topic(self, topic: str, language: str) -> list[Wording]:
        """Return what a topic said, by release and first day."""


class Recent(Protocol):
    """What processes that share a store must know of a chat for a while; kept by `updates`."""

    def find(self, chats: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return what is known of these chats (JSON by part); none of whom nothing is."""

    def forget(self) -> int:
        """Delete what is over; return how many parts."""


class Secrets(Protocol):
    """Secrets that all processes of an installation share."""

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None."""

    def settle(self, name: str, value: bytes) -> bytes:
        """Keep a secret unless there is one of that name; return the one that is kept."""


class Turns(Protocol):
    """Which chats are in hand in which process; all are free again when a process ends."""

    def take(self, turns: Sequence[Turn]) -> list[bool]:
        """Try to take chats in hand; who must wait is known to wait for its update."""

    def give_back(self, turns: Sequence[Turn]) -> list[bool]:
        """Give chats back; return for each whether another process waits for the same update."""

    def give_up(self, turns: Sequence[Turn]) -> None:
        """Wait for chats no longer."""


class Store(Protocol):
    """All that survives a restart."""

    @property
    def shared(self) -> bool:
        """Whether many processes may serve Telegram with it at the same time."""

    @property
    def turns(self) -> Turns:
        """Chats in hand; of use where the store is shared."""

    @property
    def recent(self) -> Recent:
        """What is known of chats for a while."""

    @property
    def secrets(self) -> Secrets:
        """Secrets of the installation."""

    @property
    def questions(self) -> Questions:
        """What was asked."""

    @property
    def updates(self) -> Updates:
        """Which updates were handled."""

    @property
    def releases(self) -> Releases:
        """The knowledge."""

    @property
    def chats(self) -> Chats:
        """Groups and subscriptions."""

    @property
    def letters(self) -> Letters:
        """What is sent unasked."""

    @property
    def wordings(self) -> Wordings:
        """What answers said."""

    @property
    def staff(self) -> Staff:
        """Who belongs to the staff."""

    @property
    def audit(self) -> Audit:
        """What the staff did."""

    @property
    def drafts(self) -> Drafts:
        """Edits that wait."""

    @property
    def queue(self) -> Queue:
        """Questions that wait."""

    @property
    def relays(self) -> Relays:
        """Questions at the staff's chat."""

    @property
    def figures(self) -> Figures:
        """Numbers that staff counted."""

    @property
    def statistics(self) -> Statistics:
        """Counts."""

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment; return how many.

        What is kept of handled updates goes when Telegram no longer redelivers them.
        """

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role; return False while another one does.

        The role is free again when this store is closed or its process ends, however it ends.
        Where the store is shared it can be lost before: who plays it asks again and again.
        """

    def on_release(self, news: Callable[[], object]) -> None:
        """Call back, from a thread, when a process may have published; a store may never do so."""

    def examine(self) -> list[str]:
        """Return what is wrong with the database, in plain words; slow."""

    def ping(self) -> None:
        """Read something; raises `StoreError` where the database cannot be used."""

    def close(self) -> None:
        """Let go of the database."""
