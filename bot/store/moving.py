"""Moves all that an installation keeps: to another engine, into a file, and back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.store import sqlite
from bot.store.copying import Copied, copy_all
from bot.store.opening import AnyStore
from bot.store.roles import Roles
from bot.store.sqlite import SqliteStore


def in_use(folder: Path) -> bool:
    """Return whether a process plays a role in an installation whose file lies in a folder."""
    roles = Roles(folder)
    try:
        return not all(roles.claim(lock.stem) for lock in folder.glob("*.lock"))
    finally:
        roles.leave()


def save(store: AnyStore, place: Path) -> None:
    """Copy a store that may be in use into a new file of SQLite."""
    if isinstance(store, SqliteStore):
        sqlite.copy(store.path, place)
        return
    with closing(SqliteStore(place)) as target:
        copy_all(store, target)


def fill(store: AnyStore, place: Path) -> Copied:
    """Copy a file of SQLite, of this version or an earlier one, into an empty store."""
    with closing(SqliteStore(place)) as source:
        faults = source.examine()
        if faults:
            raise StoreError(f"{place}: cơ sở dữ liệu hỏng ({faults[0]})")
        return copy_all(source, store)
