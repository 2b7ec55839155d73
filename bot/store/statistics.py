"""Counts over the table of questions."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from bot.store.database import Database, stamp
from bot.store.kept import Tally

_VIETNAM = timedelta(hours=7)
"""Ahead of UTC, without summer time."""


class StatisticsOfQuestions:
    """How much was asked, and how it ended."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return counts by day in Vietnam, channel, status and topic."""
        sql = (
            "select substr(moment, 1, 13), channel, status, topics, count(*) from questions"
            " where moment >= ? and moment < ? group by 1, 2, 3, 4"
        )
        with self._database.reading() as db:
            rows = db.execute(sql, _bounds(first, last)).fetchall()
        counts: Counter[tuple[date, str, str, str]] = Counter()
        for hour, channel, status, topics, count in rows:
            day = (datetime.fromisoformat(f"{hour}:00") + _VIETNAM).date()
            counts[day, channel, status, next(iter(json.loads(topics)), "")] += count
        return [Tally(*key, count) for key, count in sorted(counts.items())]

    def reasons(self, first: date, last: date) -> dict[str, int]:
        """Return why answers were no help, with counts."""
        sql = (
            "select coalesce(reason, ''), count(*) from questions"
            " where moment >= ? and moment < ? and helpful = 0 group by 1"
        )
        with self._database.reading() as db:
            return dict(db.execute(sql, _bounds(first, last)).fetchall())


def _bounds(first: date, last: date) -> list[str]:
    """Return the moments between which days in Vietnam lie, the second one excluded."""
    days = first, last + timedelta(days=1)
    return [stamp(datetime.combine(day, time(), UTC) - _VIETNAM) for day in days]
