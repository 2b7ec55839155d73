"""What tests of the store look at: its tables, and things to keep in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.store.kept import Asked, Handled
from bot.store.migrations import TABLES
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore

Kept = SqliteStore | PostgresStore

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=7)))
KITE = Asked(NOON, "web", "diều giá …", "answered", ("mua-dieu", "tha-dieu"), 0.9)


def emptied(url: str) -> None:
    """Empty the tables of a PostgreSQL database; numbers begin anew."""
    store = PostgresStore(url)
    try:
        with store.writing() as db:
            db.execute(f"truncate {', '.join([*TABLES, 'recent'])} restart identity")
    finally:
        store.close()


def rows(place: Path | Kept, query: str) -> list[tuple[Any, ...]]:
    """Look past the store into its tables, or into a file."""
    if not isinstance(place, Path):
        with place.reading() as db:
            return db.execute(query).fetchall()
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute(query).fetchall()


def questions(place: Path | Kept) -> list[tuple[Any, ...]]:
    return rows(place, "select id, question, helpful from questions order by id")


def mark(store: Kept, *numbers: int) -> None:
    store.updates.mark_handled([Handled(number) for number in numbers])
