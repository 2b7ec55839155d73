"""The table of secrets that all processes of an installation share."""

from __future__ import annotations

from bot.store.database import Database


class SecretTable:
    """Secrets by name; each is settled once."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None."""
        with self._database.reading() as db:
            row = db.execute("select value from secrets where name = ?", [name]).fetchone()
        return bytes(row[0]) if row else None

    def settle(self, name: str, value: bytes) -> bytes:
        """Keep a secret unless there is one of that name; return the one that is kept."""
        with self._database.writing() as db:
            sql = "insert into secrets (name, value) values (?, ?) on conflict do nothing"
            db.execute(sql, [name, value])
            [kept] = db.execute("select value from secrets where name = ?", [name]).fetchone()
        return bytes(kept)
