"""The table of questions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.store.database import LARGEST_NUMBER, Database, Transaction, stamp
from bot.store.kept import Asked


class QuestionTable:
    """What was asked, redacted, and what people thought of the answers."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def record(self, asked: Asked) -> int:
        """Keep a question; return its number."""
        return self.record_all([asked])[0]

    def record_all(self, questions: Iterable[Asked]) -> list[int]:
        """Keep questions in one transaction; return their numbers."""
        with self._database.writing() as db:
            return [_insert(db, asked) for asked in questions]

    def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer."""
        return self._note(number, "helpful", int(helpful))

    def explain(self, number: int, reason: str) -> bool:
        """Keep why an answer was no help."""
        return self._note(number, "reason", reason)

    def hand_over(self, number: int) -> bool:
        """Put a question into the queue of the staff."""
        return self._note(number, "handed_over", stamp(datetime.now(UTC)))

    def most_asked(self, since: datetime, most: int) -> list[str]:
        """Return the topics that were answered first since then, most often first."""
        sql = "select topics, count(*) from questions where moment >= ? group by topics"
        with self._database.reading() as db:
            rows = db.execute(sql, [stamp(since)]).fetchall()
        counts: Counter[str] = Counter()
        for topics, times in rows:
            for topic in json.loads(topics)[:1]:
                counts[topic] += times
        return [topic for topic, _ in counts.most_common(most)]

    def asked_since(self, since: datetime, most: int) -> list[str]:
        """Return different questions asked since then, the newest first."""
        sql = (
            "select question from questions where moment >= ?"
            " group by question order by max(id) desc limit ?"
        )
        with self._database.reading() as db:
            return [row[0] for row in db.execute(sql, [stamp(since), most]).fetchall()]

    def _note(self, number: int, column: str, value: object) -> bool:
        if not 0 < number <= LARGEST_NUMBER:
            return False
        with self._database.writing() as db:
            sql = f"update questions set {column} = ? where id = ?"  # noqa: S608
            return bool(db.execute(sql, [value, number]).rowcount)


def _insert(db: Transaction, asked: Asked) -> int:
    [number] = db.execute(
        "insert into questions (moment, channel, question, status, topics, confidence)"
        " values (?, ?, ?, ?, ?, ?) returning id",
        [
            stamp(asked.moment), asked.channel, asked.question, asked.status,
            json.dumps(asked.topics), asked.confidence,
        ],
    ).fetchone()  # fmt: skip
    return int(number)


def forget_questions(db: Transaction, moment: datetime) -> int:
    """Delete questions asked before a moment; return how many."""
    return db.execute("delete from questions where moment < ?", [stamp(moment)]).rowcount
