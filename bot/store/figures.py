"""The table of numbers that staff counted."""

from __future__ import annotations

from datetime import date

from bot.store.database import Database
from bot.store.kept import Figure


class FigureTable:
    """Numbers that staff counted."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def keep(self, figure: Figure) -> None:
        """Keep a number in place of that of the same ward, day and name."""
        sql = (
            "insert into figures (area, day, name, count, by) values (?, ?, ?, ?, ?)"
            " on conflict (area, day, name) do update"
            " set count = excluded.count, by = excluded.by"
        )
        with self._database.writing() as db:
            day = figure.day.isoformat()
            db.execute(sql, [figure.area, day, figure.name, figure.count, figure.by])

    def between(self, first: date, last: date, area: str | None = None) -> list[Figure]:
        """Return numbers from one day to another, both included."""
        sql = "select area, day, name, count, by from figures where day >= ? and day <= ?"
        values = [first.isoformat(), last.isoformat()]
        if area is not None:
            sql, values = f"{sql} and area = ?", [*values, area]
        with self._database.reading() as db:
            rows = db.execute(f"{sql} order by day, area, name", values).fetchall()
        return [Figure(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]
