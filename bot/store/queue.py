"""The questions that wait for the staff; a part of the table of questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.store.database import LARGEST_NUMBER, Database, stamp
from bot.store.kept import Waiting

_UNANSWERED = ("choices", "declined_unknown", "withheld")
_COLUMNS = "id, moment, question, status, topics, helpful, reason, handed_over"
_WAITS = (
    f"resolved is null and (status in ({', '.join('?' * len(_UNANSWERED))})"
    " or helpful = 0 or handed_over is not null)"
)


class QueueTable:
    """Questions that were not answered well."""

    def __init__(self, database: Database) -> None:
        """`database` has the table of questions."""
        self._database = database

    def waiting(self, since: datetime, most: int) -> list[Waiting]:
        """Return what waits, newest first."""
        sql = (
            f"select {_COLUMNS} from questions where moment >= ? and {_WAITS}"  # noqa: S608
            " order by id desc limit ?"
        )
        with self._database.reading() as db:
            rows = db.execute(sql, [stamp(since), *_UNANSWERED, most]).fetchall()
        return [_waiting(row) for row in rows]

    def get(self, number: int) -> Waiting | None:
        """Return a question that waits, or None."""
        if not 0 < number <= LARGEST_NUMBER:
            return None
        sql = f"select {_COLUMNS} from questions where id = ? and {_WAITS}"  # noqa: S608
        with self._database.reading() as db:
            row = db.execute(sql, [number, *_UNANSWERED]).fetchone()
        return _waiting(row) if row else None

    def resolve(self, numbers: Iterable[int], how: str) -> int:
        """Take questions out of the queue; return how many were in it."""
        sql = "update questions set resolved = ? where id = ? and resolved is null"
        with self._database.writing() as db:
            known = (number for number in numbers if 0 < number <= LARGEST_NUMBER)
            return sum(db.execute(sql, [how, number]).rowcount for number in known)

    def resolved(self, first: datetime, last: datetime) -> dict[str, int]:
        """Return how many questions asked between two moments ended how."""
        sql = (
            "select resolved, count(*) from questions where moment >= ? and moment <= ?"
            " and resolved is not null group by resolved"
        )
        with self._database.reading() as db:
            return dict(db.execute(sql, [stamp(first), stamp(last)]).fetchall())


def _waiting(row: Any) -> Waiting:
    number, moment, question, status, topics, helpful, reason, handed_over = row
    return Waiting(
        number, datetime.fromisoformat(moment), question, status, tuple(json.loads(topics)),
        None if helpful is None else bool(helpful), reason or "", handed_over is not None,
    )  # fmt: skip
