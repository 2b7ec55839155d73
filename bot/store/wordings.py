"""The table of what answers said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.store.database import Database
from bot.store.kept import Wording

_COLUMNS = "code, topic, language, first_day, last_day, release"


class WordingTable:
    """The history of what each answer said."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def keep(self, release: int, wordings: Iterable[Wording]) -> None:
        """Keep what a release says, unless it is kept already."""
        insert = f"insert into wordings ({_COLUMNS}) values (?, ?, ?, ?, ?, ?)"  # noqa: S608
        with self._database.writing("wordings") as db:
            known = db.execute("select 1 from wordings where release = ? limit 1", [release])
            if known.fetchone():
                return
            for said in wordings:
                last = said.last.isoformat() if said.last else None
                first = said.first.isoformat()
                db.execute(insert, [said.code, said.topic, said.language, first, last, release])

    def find(self, code: str) -> list[Wording]:
        """Return what a code stands for, the oldest release first."""
        return self._wordings("code = ?", code)

    def of_topic(self, topic: str, language: str) -> list[Wording]:
        """Return what a topic said, by release and first day."""
        return self._wordings("topic = ? and language = ?", topic, language)

    def _wordings(self, condition: str, *values: object) -> list[Wording]:
        sql = f"select {_COLUMNS} from wordings where {condition} order by release, first_day"  # noqa: S608
        with self._database.reading() as db:
            rows = db.execute(sql, values).fetchall()
        return [
            Wording(
                code, topic, language, date.fromisoformat(first),
                date.fromisoformat(last) if last else None, release,
            )
            for code, topic, language, first, last, release in rows
        ]  # fmt: skip
