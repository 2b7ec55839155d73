"""The table of questions that went to the staff's chat."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import LARGEST_NUMBER, Database, Transaction, stamp
from bot.store.kept import Relay


class RelayTable:
    """Which message in the staff's chat stands for which citizen's question."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def keep(self, relay: Relay) -> None:
        """Keep a relay."""
        sql = (
            "insert into relays (question, chat, staff_chat, staff_message, moment)"
            " values (?, ?, ?, ?, ?)"
        )
        with self._database.writing() as db:
            values = [relay.question, relay.chat, relay.staff_chat, relay.staff_message]
            db.execute(sql, [*values, stamp(relay.moment)])

    def find(self, staff_chat: int, staff_message: int) -> Relay | None:
        """Return what a message in the staff's chat stands for."""
        sql = (
            "select question, chat, staff_chat, staff_message, moment from relays"
            " where staff_chat = ? and staff_message = ?"
        )
        with self._database.reading() as db:
            row = db.execute(sql, [staff_chat, staff_message]).fetchone()
        if row is None:
            return None
        question, chat, _, _, moment = row
        return Relay(question, chat, staff_chat, staff_message, datetime.fromisoformat(moment))

    def end(self, question: int) -> int:
        """Forget the relays of a question; return how many."""
        if not 0 < question <= LARGEST_NUMBER:
            return 0
        with self._database.writing() as db:
            return db.execute("delete from relays where question = ?", [question]).rowcount

    def drop(self, chat: int) -> int:
        """Forget the relays of a citizen."""
        with self._database.writing() as db:
            return db.execute("delete from relays where chat = ?", [chat]).rowcount


def forget_relays(db: Transaction, moment: datetime) -> None:
    """Delete relays of questions asked before a moment."""
    db.execute("delete from relays where moment < ?", [stamp(moment)])
