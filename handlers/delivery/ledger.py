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
        self._shared = store.shared
        self._found_highest: int | None = None
        """The highest update in the store when it was first asked."""
        self._kept_highest = -1
        """The highest update that was marked since."""

        def handled(updates: list[int]) -> list[Handled | None]:
            if self._found_highest is None and not self._shared:
                self._found_highest = store.updates.highest()
            found = store.updates.handled(updates)
            return [found.get(update) for update in updates]

        def known(chats: list[str]) -> list[Mapping[str, str]]:
            found = store.recent.find(chats)
            return [found.get(chat, {}) for chat in chats]

        self._look_up: Batched[int, Handled | None] = Batched(handled)
        self.known: Batched[str, Mapping[str, str]] = Batched(known)
        """What other processes know of a chat, by part."""
        self._keep: Batched[Handled, tuple[PutOff, ...]] = Batched(store.updates.mark_handled)

    async def look_up(self, update: int) -> Handled | None:
        """Return what is kept of an update that was handled, or None.

        Who alone marks updates need not ask for one that is higher than all that were marked.
        """
        highest = self._found_highest
        if highest is not None and update > max(highest, self._kept_highest):
            return None
        return await self._look_up(update)

    async def keep(self, done: Handled) -> tuple[PutOff, ...]:
        """Mark an update as handled; the calls that it put off come back with their numbers."""
        self._kept_highest = max(self._kept_highest, done.update_id)
        return await self._keep(done)
