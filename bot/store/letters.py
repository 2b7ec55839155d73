"""The tables of letters and of the announcements that some of them belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.store.database import LARGEST_NUMBER, Database, Transaction, stamp
from bot.store.kept import CANCELLED, Batch, Letter, NewBatch
from bot.store.outreach_base import Outcome

_COLUMNS = "chat, due, kind, subject, thread, batch, number"
_ADDING = "letters"
"""Who adds many letters is alone: two that add the same ones could wait for each other forever."""
_TAKING = "letters in hand"
_FREE = "(taken_until <= ? or taken_by = ?)"
_BATCH = "number, kind, text, author, made_at, total, sent, blocked, failed"


class LetterTable:
    """What the assistant will send unasked."""

    def __init__(self, database: Database) -> None:
        """`database` has the tables."""
        self._database = database

    def add(self, letters: Iterable[Letter]) -> int:
        """Keep letters, each once; return how many are new."""
        with self._database.writing(_ADDING) as db:
            return sum(_add(db, letter) for letter in letters)

    def due(self, moment: datetime, most: int, who: str = "") -> list[Letter]:
        """Return letters that are due and in nobody else's hands, oldest first."""
        now = stamp(moment)
        return self._letters(
            f"where due <= ? and {_FREE} order by due, number limit ?", now, now, who, most,
        )  # fmt: skip

    def take(
        self, numbers: Iterable[int], who: str, moment: datetime, until: datetime
    ) -> set[int]:
        """Take letters in hand until a moment; return those that nobody else has in hand."""
        sql = f"update letters set taken_by = ?, taken_until = ? where number = ? and {_FREE}"  # noqa: S608
        now, then = stamp(moment), stamp(until)
        with self._database.writing(_TAKING) as db:
            return {
                number
                for number in numbers
                if db.execute(sql, [who, then, number, now, who]).rowcount
            }

    def next_due(self) -> datetime | None:
        """Return when the next letter is due."""
        with self._database.reading() as db:
            [first] = db.execute("select min(due) from letters").fetchone()
        return datetime.fromisoformat(first) if first else None

    def settle(self, number: int, outcome: Outcome, following: Letter | None = None) -> None:
        """Delete a letter, count it in its batch, and keep the one that follows it.

        A letter that has gone meanwhile is not followed: somebody cancelled it.
        """
        with self._database.writing() as db:
            sql = "delete from letters where number = ? returning batch"
            gone = db.execute(sql, [number]).fetchone()
            if gone is None:
                return
            if gone[0] is not None:
                sql = f"update batches set {outcome} = {outcome} + 1 where number = ?"  # noqa: S608
                db.execute(sql, [gone[0]])
            if following is not None:
                _add(db, following)

    def put_off(self, number: int, until: datetime) -> None:
        """Let a letter wait."""
        with self._database.writing() as db:
            sql = "update letters set due = ?, taken_until = '' where number = ?"
            db.execute(sql, [stamp(until), number])

    def of_chat(self, chat: int) -> list[Letter]:
        """Return the letters of a chat, the next one first."""
        return self._letters("where chat = ? order by due, number", chat)

    def cancel(self, chat: int, number: int) -> bool:
        """Delete a letter of a chat."""
        if not 0 < number <= LARGEST_NUMBER:
            return False
        with self._database.writing() as db:
            sql = "delete from letters where chat = ? and number = ?"
            return bool(db.execute(sql, [chat, number]).rowcount)

    def drop(self, chat: int, kind: str) -> int:
        """Delete the letters of a kind of a chat; return how many."""
        with self._database.writing() as db:
            sql = "delete from letters where chat = ? and kind = ?"
            return db.execute(sql, [chat, kind]).rowcount

    def announced(self) -> int | None:
        """Return the last release whose sessions were announced."""
        with self._database.reading() as db:
            return _announced(db)

    def announce(self, release: int, batches: Iterable[tuple[NewBatch, list[Letter]]]) -> bool:
        """Keep the announcements of a release, all or none."""
        with self._database.writing(_ADDING) as db:
            if release <= (_announced(db) or 0):
                return False
            db.execute("delete from announced")
            db.execute("insert into announced (release) values (?)", [release])
            for new, letters in batches:
                _send_out(db, new, letters)
            return True

    def send_out(self, new: NewBatch, letters: list[Letter]) -> int:
        """Keep an announcement that no release makes; return its number."""
        with self._database.writing(_ADDING) as db:
            return _send_out(db, new, letters)

    def cancel_batch(self, number: int) -> int:
        """Delete the letters of an announcement that were not sent; return how many."""
        if not 0 < number <= LARGEST_NUMBER:
            return 0
        with self._database.writing() as db:
            gone = db.execute("delete from letters where batch = ?", [number]).rowcount
            if gone:
                sql = "update batches set kind = ? || kind where number = ?"
                db.execute(sql, [CANCELLED, number])
            return gone

    def batch(self, number: int) -> Batch | None:
        """Return an announcement with its progress."""
        if not 0 < number <= LARGEST_NUMBER:
            return None
        return next(iter(self._batches("number = ?", number)), None)

    def batches(self, first: datetime, last: datetime) -> list[Batch]:
        """Return the announcements made between two moments, oldest first."""
        return self._batches("made_at >= ? and made_at <= ?", stamp(first), stamp(last))

    def _batches(self, which: str, *values: object) -> list[Batch]:
        sql = f"select {_BATCH} from batches where {which} order by number"  # noqa: S608
        with self._database.reading() as db:
            rows = db.execute(sql, values).fetchall()
        return [_batch(row) for row in rows]

    def _letters(self, rest: str, *values: object) -> list[Letter]:
        with self._database.reading() as db:
            rows = db.execute(f"select {_COLUMNS} from letters {rest}", values).fetchall()  # noqa: S608
        return [_letter(row) for row in rows]


def _add(db: Transaction, letter: Letter) -> int:
    return db.execute(
        "insert into letters (chat, due, kind, subject, thread, batch)"
        " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
        [
            letter.chat, stamp(letter.due), letter.kind, letter.subject, letter.thread,
            letter.batch,
        ],
    ).rowcount  # fmt: skip


def _send_out(db: Transaction, new: NewBatch, letters: list[Letter]) -> int:
    sql = (
        "insert into batches (kind, text, author, made_at, total) values (?, ?, ?, ?, 0)"
        " returning number"
    )
    now = stamp(datetime.now(UTC))
    [number] = db.execute(sql, [new.kind, new.text, new.author, now]).fetchone()
    kept = 0
    for letter in letters:
        kept += _add(db, Letter(letter.chat, letter.due, letter.kind, str(number),
                                letter.thread, number))  # fmt: skip
    db.execute("update batches set total = ? where number = ?", [kept, number])
    return int(number)


def _announced(db: Transaction) -> int | None:
    row = db.execute("select release from announced").fetchone()
    return int(row[0]) if row else None


def _letter(row: Any) -> Letter:
    chat, due, kind, subject, thread, batch, number = row
    return Letter(chat, datetime.fromisoformat(due), kind, subject, thread, batch, number)


def _batch(row: Any) -> Batch:
    number, kind, text, author, made_at, *counts = row
    return Batch(number, kind, text, author, datetime.fromisoformat(made_at), *counts)
