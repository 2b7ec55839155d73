"""The table of what the staff did."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import LARGEST_NUMBER, Database, stamp
from bot.store.kept import Deed


class AuditTable:
    """What the staff did."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def note(self, deed: Deed) -> None:
        """Keep a deed."""
        with self._database.writing() as db:
            sql = "insert into deeds (moment, who, what, about) values (?, ?, ?, ?)"
            db.execute(sql, [stamp(deed.moment), deed.who, deed.what, deed.about])

    def deeds(self, most: int, before: int | None = None) -> list[Deed]:
        """Return the last deeds, newest first."""
        sql = (
            "select moment, who, what, about, number from deeds where number < ?"
            " order by number desc limit ?"
        )
        with self._database.reading() as db:
            rows = db.execute(sql, [LARGEST_NUMBER if before is None else before, most]).fetchall()
        return [Deed(datetime.fromisoformat(row[0]), *row[1:]) for row in rows]
