"""Which store an installation has."""

from __future__ import annotations

from bot.config import Config
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore

FILE = "bot.db"
AnyStore = SqliteStore | PostgresStore


def open_store(config: Config) -> AnyStore:
    """Return the store that the settings name, its tables up to date; `StoreError` if need be."""
    if config.database_url is not None:
        return PostgresStore(config.database_url.get_secret_value())
    return SqliteStore(config.data / FILE)
