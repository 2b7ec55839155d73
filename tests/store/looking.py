"""What tests of the store look at: its file, and things to keep in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.store.kept import Asked, Handled
from bot.store.sqlite import SqliteStore

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=7)))
KITE = Asked(NOON, "web", "diều giá …", "answered", ("mua-dieu", "tha-dieu"), 0.9)


def rows(place: Path, query: str) -> list[tuple[Any, ...]]:
    """Look past the store into its file."""
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute(query).fetchall()


def questions(place: Path) -> list[tuple[Any, ...]]:
    return rows(place, "select id, question, helpful from questions order by id")


def mark(store: SqliteStore, *numbers: int) -> None:
    store.updates.mark_handled([Handled(number) for number in numbers])
