"""The table of edits that wait."""

from __future__ import annotations

import builtins
import json
from datetime import datetime

from bot.store.database import LARGEST_NUMBER, Database, stamp
from bot.store.kept import Draft


class DraftTable:
    """Edits that wait for approval."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def keep(self, draft: Draft) -> int:
        """Keep a draft; return its number."""
        sql = (
            "insert into drafts (author, title, files, base, made_at) values (?, ?, ?, ?, ?)"
            " returning number"
        )
        files, base = json.dumps(dict(draft.files)), json.dumps(dict(draft.base))
        with self._database.writing() as db:
            values = [draft.author, draft.title, files, base, stamp(draft.made_at)]
            return int(db.execute(sql, values).fetchone()[0])

    def get(self, number: int) -> Draft | None:
        """Return a draft, or None."""
        if not 0 < number <= LARGEST_NUMBER:
            return None
        return next(iter(self._drafts("where number = ?", number)), None)

    def list(self) -> builtins.list[Draft]:
        """Return all, oldest first."""
        return self._drafts("order by number")

    def drop(self, number: int) -> bool:
        """Delete a draft."""
        with self._database.writing() as db:
            return bool(db.execute("delete from drafts where number = ?", [number]).rowcount)

    def _drafts(self, rest: str, *values: object) -> builtins.list[Draft]:
        sql = f"select author, title, files, base, made_at, number from drafts {rest}"  # noqa: S608
        with self._database.reading() as db:
            rows = db.execute(sql, values).fetchall()
        return [
            Draft(author, title, json.loads(files), json.loads(base),
                  datetime.fromisoformat(made_at), number)
            for author, title, files, base, made_at, number in rows
        ]  # fmt: skip
