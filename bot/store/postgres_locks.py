"""Locks that live as long as a connection: roles of a process, and chats that it has in hand.

The database takes them back when the process ends, however it ends; nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar

import psycopg

from bot.store.kept import Turn
from bot.store.postgres_address import Address

Result = TypeVar("Result")
_TRY = "select n, pg_try_advisory_lock(k) from unnest(%s::bigint[]) with ordinality as t (k, n)"
_FREE = "select pg_advisory_unlock(k) from unnest(%s::bigint[]) as t (k)"


def key_of(name: str) -> int:
    """Return the number by which the database knows a lock."""
    digest = blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


class Locks:
    """Locks on a connection of their own; when it breaks, all of them are gone."""

    def __init__(self, address: Address) -> None:
        """Nothing is reached before the first lock is wanted."""
        self._address = address
        self._lock = Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._held: set[int] = set()
        self._closed = False

    def claim(self, role: str) -> bool:
        """Take a lock, or tell whether it is still ours: another process may have it since."""
        key = key_of(f"role:{role}")

        def claimed() -> bool:
            if key in self._held:
                self._run("select 1", [])
                return True
            return self._try([key]) == [True]

        return self.do(claimed)

    def do(self, work: Callable[[], Result]) -> Result:
        """Work with the locks; once more on a new connection where the one before broke."""
        with self._lock, self._address.faults():
            if self._closed:
                raise psycopg.OperationalError("the store is closed")
            fresh = self._connection is None
            try:
                return work()
            except psycopg.Error:
                self._drop()
                if fresh:
                    raise
            try:
                return work()
            except psycopg.Error:
                self._drop()
                raise

    def tried(self, keys: Sequence[int]) -> list[bool]:
        """Try to take each; return which are ours now. Only within `do`."""
        return self._try(keys)

    def freed(self, keys: Iterable[int]) -> None:
        """Give back those that are ours. Only within `do`."""
        ours = [key for key in keys if key in self._held]
        if ours:
            self._run(_FREE, [ours])
            self._held.difference_update(ours)

    def has(self, key: int) -> bool:
        """Return whether a lock is ours, as far as we know."""
        return key in self._held

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            self._closed = True
            self._drop()

    def _try(self, keys: Sequence[int]) -> list[bool]:
        if not keys:
            return []
        found = [got for _, got in sorted(self._run(_TRY, [[*keys]]))]
        self._held.update(key for key, got in zip(keys, found, strict=True) if got)
        return found

    def _run(self, sql: str, values: list[object]) -> list[Any]:
        if self._connection is None:
            self._connection = self._address.connect()
        return self._connection.execute(sql.encode(), values).fetchall()

    def _drop(self) -> None:
        self._held.clear()
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None


class Turns:
    """Which chats are in hand in this process; other processes wait for them."""

    def __init__(self, locks: Locks) -> None:
        """`locks` are used for nothing else."""
        self._locks = locks

    def take(self, turns: Sequence[Turn]) -> list[bool]:
        """Try to take chats in hand; who must wait is known to wait for its update."""

        def taken() -> list[bool]:
            found = self._locks.tried([_chat(turn) for turn in turns])
            waiting = [_update(turn) for turn, got in zip(turns, found, strict=True) if not got]
            self._locks.tried([key for key in waiting if not self._locks.has(key)])
            self._locks.freed(_update(turn) for turn, got in zip(turns, found, strict=True) if got)
            return found

        return self._locks.do(taken)

    def give_back(self, turns: Sequence[Turn]) -> list[bool]:
        """Give chats back; return for each whether another process waits for the same update."""

        def given() -> list[bool]:
            updates = [_update(turn) for turn in turns]
            alone = self._locks.tried(updates)
            self._locks.freed([*updates, *(_chat(turn) for turn in turns)])
            return [not free for free in alone]

        return self._locks.do(given)

    def give_up(self, turns: Sequence[Turn]) -> None:
        """Wait for chats no longer."""
        self._locks.do(lambda: self._locks.freed(_update(turn) for turn in turns))

    def close(self) -> None:
        """Give everything back."""
        self._locks.close()


def _chat(turn: Turn) -> int:
    return key_of(f"chat:{turn.bot}:{turn.chat}")


def _update(turn: Turn) -> int:
    return key_of(f"update:{turn.bot}:{turn.update_id}")
