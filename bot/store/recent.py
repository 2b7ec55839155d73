"""The table of what processes that share a store must know of a chat for a while.

With one process it stays empty: that keeps such things in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.store.database import Database, Transaction, stamp
from bot.store.kept import Known


class RecentTable:
    """What chats need for a while."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def find(self, chats: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return what is known of these chats, by part."""
        wanted = [*dict.fromkeys(chats)]
        if not wanted:
            return {}
        marks = ", ".join("?" * len(wanted))
        sql = f"select chat, part, state from recent where until > ? and chat in ({marks})"  # noqa: S608
        found: dict[str, dict[str, str]] = {}
        with self._database.reading() as db:
            rows = db.execute(sql, [stamp(datetime.now(UTC)), *wanted]).fetchall()
        for chat, part, state in rows:
            found.setdefault(chat, {})[part] = state
        return found

    def forget(self) -> int:
        """Delete what is over; return how many parts."""
        with self._database.writing() as db:
            return forget_recent(db)


def keep_recent(db: Transaction, chats: Iterable[Known]) -> None:
    """Keep what is known of chats, each once, in place of what was known before."""
    sql = "insert into recent (chat, part, until, state) values (?, ?, ?, ?)"
    for known in chats:
        db.execute("delete from recent where chat = ?", [known.chat])
        for part in known.parts:
            db.execute(sql, [known.chat, part.name, stamp(part.until), part.state])


def forget_recent(db: Transaction) -> int:
    """Delete what is over; return how many parts."""
    now = stamp(datetime.now(UTC))
    return db.execute("delete from recent where until <= ?", [now]).rowcount
