"""What a store does for what is sent unasked; a part of the contract in `base`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol

from bot.store.kept import Batch, Group, Letter, NewBatch

Outcome = Literal["sent", "blocked", "failed"]
"""How a letter ended."""


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

    def due(self, moment: datetime, most: int, who: str = "") -> list[Letter]:
        """Return letters that are due and in nobody's hands but those of `who`, oldest first."""

    def take(
        self, numbers: Iterable[int], who: str, moment: datetime, until: datetime
    ) -> set[int]:
        """Take letters in hand until a moment; return those that nobody else has in hand.

        A letter that is put off is in nobody's hands any more.
        """

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

    def cancel_batch(self, number: int) -> int:
        """Delete the letters of an announcement that were not sent; return how many.

        The announcement knows then that it was cancelled.
        """

    def batch(self, number: int) -> Batch | None:
        """Return an announcement with its progress."""

    def batches(self, first: datetime, last: datetime) -> list[Batch]:
        """Return the announcements made between two moments, both included, oldest first."""
