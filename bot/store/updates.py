"""The tables of handled updates and of calls that are still to be made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.store.database import Database, Transaction, stamp
from bot.store.kept import Handled, PutOff
from bot.store.recent import keep_recent

_UPDATE_MEMORY = timedelta(days=3)
"""Telegram redelivers for one day; older update ids are dropped."""
_REPLY_MEMORY = timedelta(hours=25)
"""Nor are replies kept any longer than they could be asked for again."""


class UpdateTable:
    """Which updates were handled, with their effect."""

    def __init__(self, database: Database) -> None:
        """`database` has the tables."""
        self._database = database

    def handled(self, update_ids: Iterable[int]) -> dict[int, Handled]:
        """Return what is kept of those of these updates that were handled."""
        wanted = list(update_ids)
        if not wanted:
            return {}
        marks = ", ".join("?" * len(wanted))
        with self._database.reading() as db:
            sql = f"select id, mark, note, reply from updates where id in ({marks})"  # noqa: S608
            return {row[0]: Handled(*row) for row in db.execute(sql, wanted).fetchall()}

    def highest(self) -> int:
        """Return the highest update of those that were handled."""
        with self._database.reading() as db:
            [highest] = db.execute("select max(id) from updates").fetchone()
        return -1 if highest is None else int(highest)

    def mark_handled(self, updates: Iterable[Handled]) -> list[tuple[PutOff, ...]]:
        """Remember handled updates in one transaction."""
        now = datetime.now(UTC)
        sql = (
            "insert into updates (id, moment, mark, note, reply) values (?, ?, ?, ?, ?)"
            " on conflict (id) do update set moment = excluded.moment, mark = excluded.mark,"
            " note = excluded.note, reply = excluded.reply"
        )
        done = list(updates)
        known = {each.known.chat: each.known for each in done if each.known is not None}
        with self._database.writing() as db:
            # by number: processes that mark the same ones never wait for each other in a circle
            for each in sorted(done, key=lambda each: each.update_id):
                db.execute(sql, [each.update_id, stamp(now), each.mark, each.note, each.reply])
            keep_recent(db, (known[chat] for chat in sorted(known)))
            return [tuple(_put_off(db, now, call) for call in each.later) for each in done]

    def calls_put_off(self) -> list[PutOff]:
        """Return the calls that are still to be made."""
        with self._database.reading() as db:
            rows = db.execute("select number, call, since from calls order by number").fetchall()
        return [PutOff(number, call, datetime.fromisoformat(at)) for number, call, at in rows]

    def call_made(self, number: int) -> None:
        """Forget a call that was put off."""
        with self._database.writing() as db:
            db.execute("delete from calls where number = ?", [number])


def forget_updates(db: Transaction) -> None:
    """Delete what is kept of updates that Telegram no longer redelivers."""
    now = datetime.now(UTC)
    db.execute("delete from updates where moment < ?", [stamp(now - _UPDATE_MEMORY)])
    sql = "update updates set reply = '' where moment < ? and reply != ''"
    db.execute(sql, [stamp(now - _REPLY_MEMORY)])


def _put_off(db: Transaction, now: datetime, call: str) -> PutOff:
    sql = "insert into calls (since, call) values (?, ?) returning number"
    [number] = db.execute(sql, [stamp(now), call]).fetchone()
    return PutOff(int(number), call, now)
