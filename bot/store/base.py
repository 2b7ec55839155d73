"""What every store can do; SQL stays behind it, and calls block."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol

from bot.store.kept import (
    Asked,
    Batch,
    Group,
    Handled,
    Letter,
    NewBatch,
    PutOff,
    Release,
    Wording,
)
from bot.store.staff_base import Audit, Drafts, Figures, Queue, Relays, Staff, Statistics

Outcome = Literal["sent", "blocked", "failed"]
"""How a letter ended."""


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


class Chats(Protocol):
    """What groups have set, and which chats follow which ward."""

    def group(self, chat: int) -> Group | None:
        """Return the settings of a group, or None where it has none."""

    def keep_group(self, group: Group) -> None:
        """Keep the settings of a group in place of those before."""

    def groups_of(self, area: str) -> list[Group]:
        """Return the groups that are bound to a ward."""

    def follow(self, chat: int, area: str) -> bool:
        """Let a chat follow a ward; return False where it does already."""

    def unfollow(self, chat: int, area: str) -> bool:
        """End that; return False where the chat did not follow it."""

    def followed(self, chat: int) -> list[str]:
        """Return the wards that a chat follows, in the order in which it began."""

    def followers(self, area: str) -> list[int]:
        """Return the chats that follow a ward."""

    def areas(self) -> list[str]:
        """Return the wards that a group is bound to or a chat follows."""

    def move(self, old: int, new: int) -> None:
        """Hand all that is kept of a group over to the supergroup that it became."""

    def forget(self, chat: int) -> int:
        """Delete all that is kept of a chat, its letters too; return how many things."""


class Letters(Protocol):
    """What the assistant will send unasked; each is deleted when it was sent."""

    def add(self, letters: Iterable[Letter]) -> int:
        """Keep letters, each once; return how many are new."""

    def due(self, moment: datetime, most: int) -> list[Letter]:
        """Return letters that are due, oldest first."""

    def next_due(self) -> datetime | None:
        """Return when the next letter is due."""

    def settle(self, number: int, outcome: Outcome, following: Letter | None = None) -> None:
        """Delete a letter, count it in its batch, and keep the one that follows it."""

    def put_off(self, number: int, until: datetime) -> None:
        """Let a letter wait."""

    def of_chat(self, chat: int) -> list[Letter]:
        """Return the letters of a chat, the next one first."""

    def cancel(self, chat: int, number: int) -> bool:
        """Delete a letter of a chat; return False where it has none of this number."""

    def drop(self, chat: int, kind: str) -> int:
        """Delete the letters of a kind of a chat; return how many."""

    def announced(self) -> int | None:
        """Return the last release whose sessions were announced."""

    def announce(self, release: int, batches: Iterable[tuple[NewBatch, list[Letter]]]) -> bool:
        """Keep the announcements of a release, all or none.

        Return False, and keep nothing, where those of this or a later release are kept already.
        """

    def send_out(self, new: NewBatch, letters: list[Letter]) -> int:
        """Keep an announcement that no release makes, all or none; return its number."""

    def batch(self, number: int) -> Batch | None:
        """Return an announcement with its progress."""

    def batches(self, first: datetime, last: datetime) -> list[Batch]:
        """Return the announcements made between two moments, both included, oldest first."""


class Wordings(Protocol):
    """The history of what each answer said, by the codes printed below them."""

    def keep(self, release: int, wordings: Iterable[Wording]) -> None:
        """Keep what a release says; nothing where it is kept already."""

    def find(self, code: str) -> list[Wording]:
        """Return what a code stands for, the oldest release first."""

    def of_topic(self, topic: str, language: str) -> list[Wording]:
        """Return what a topic said, by release and first day."""


class Store(Protocol):
    """All that survives a restart."""

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
        """

    def ping(self) -> None:
        """Read something; raises `StoreError` where the database cannot be used."""

    def close(self) -> None:
        """Let go of the database."""
