"""One process at a time handles updates of a chat, where many share a store."""

from __future__ import annotations

import asyncio
import logging
from hashlib import blake2b

from bot.errors import StoreError
from bot.store.base import Store
from bot.store.batched import Batched
from bot.store.kept import Turn

log = logging.getLogger(__name__)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
"""Seconds between two looks whether another process has finished with a chat."""


class InTurn:
    """Takes chats in hand, in batches; a store in trouble costs nobody the answer."""

    def __init__(self, store: Store, token: str) -> None:
        """`token` tells the chats of one bot from those of another."""
        self._store = store
        self._bot = blake2b(token.encode(), digest_size=8).hexdigest()
        self._take = Batched(store.turns.take)
        self._give_back = Batched(store.turns.give_back)

    async def take(self, chat: str, update: int) -> Turn:
        """Wait until no other process handles updates of a chat."""
        turn, pause = Turn(self._bot, chat, update), _FIRST_PAUSE
        try:
            while not await self._take(turn):
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        except StoreError:
            log.exception("nobody can tell whether another process has a chat in hand")
        except asyncio.CancelledError:
            await asyncio.to_thread(self._give_up, turn)
            raise
        return turn

    async def give_back(self, turn: Turn) -> bool:
        """Return whether another process waits for the same update, to answer it."""
        try:
            return await self._give_back(turn)
        except StoreError:
            log.exception("a chat could not be given back; it is free with the connection")
            return False

    def _give_up(self, turn: Turn) -> None:
        try:
            self._store.turns.give_up([turn])
        except StoreError:
            log.warning("another process may believe that an update is waited for")
