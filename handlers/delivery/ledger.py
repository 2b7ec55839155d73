"""Which updates were handled, asked and written in batches: one commit serves many."""

from __future__ import annotations

from collections.abc import Mapping

from bot.store.base import Store
from bot.store.batched import Batched
from bot.store.kept import Handled, PutOff


class Ledger:
    """The durable set of handled updates."""

    def __init__(self, store: Store) -> None:
        """Every call raises `StoreError` where the store is in trouble."""

        def handled(updates: list[int]) -> list[Handled | None]:
            found = store.updates.handled(updates)
            return [found.get(update) for update in updates]

        def known(chats: list[str]) -> list[Mapping[str, str]]:
            found = store.recent.find(chats)
            return [found.get(chat, {}) for chat in chats]

        self.look_up: Batched[int, Handled | None] = Batched(handled)
        """What is kept of an update that was handled, or None."""
        self.known: Batched[str, Mapping[str, str]] = Batched(known)
        """What other processes know of a chat, by part."""
        self.keep: Batched[Handled, tuple[PutOff, ...]] = Batched(store.updates.mark_handled)
        """Mark an update as handled; the calls that it put off come back with their numbers."""
