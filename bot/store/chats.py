"""The tables of groups and subscriptions."""

from __future__ import annotations

from typing import Any

from bot.store.database import Database, Transaction
from bot.store.kept import Group

_SETTINGS = "chat, area, thread, auto_answer, private_answers, announce, weekly_day"


class ChatTable:
    """What groups have set, and which chats follow which ward."""

    def __init__(self, database: Database) -> None:
        """`database` has the tables."""
        self._database = database

    def group(self, chat: int) -> Group | None:
        """Return the settings of a group."""
        sql = f"select {_SETTINGS} from chats where chat = ?"  # noqa: S608
        with self._database.reading() as db:
            row = db.execute(sql, [chat]).fetchone()
        return _group(row) if row else None

    def keep_group(self, group: Group) -> None:
        """Keep the settings of a group in place of those before."""
        with self._database.writing() as db:
            fresh = ", ".join(f"{name} = excluded.{name}" for name in _SETTINGS.split(", ")[1:])
            sql = (
                f"insert into chats ({_SETTINGS}) values (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
                f" on conflict (chat) do update set {fresh}"
            )
            values = [
                group.chat, group.area, group.thread, int(group.auto_answer),
                int(group.private_answers), int(group.announce), group.weekly_day,
            ]  # fmt: skip
            db.execute(sql, values)

    def groups_of(self, area: str) -> list[Group]:
        """Return the groups that are bound to a ward."""
        sql = f"select {_SETTINGS} from chats where area = ? order by chat"  # noqa: S608
        with self._database.reading() as db:
            return [_group(row) for row in db.execute(sql, [area]).fetchall()]

    def follow(self, chat: int, area: str) -> bool:
        """Let a chat follow a ward."""
        sql = "insert into follows (chat, area) values (?, ?) on conflict do nothing"
        with self._database.writing() as db:
            return bool(db.execute(sql, [chat, area]).rowcount)

    def unfollow(self, chat: int, area: str) -> bool:
        """End that."""
        with self._database.writing() as db:
            sql = "delete from follows where chat = ? and area = ?"
            return bool(db.execute(sql, [chat, area]).rowcount)

    def followed(self, chat: int) -> list[str]:
        """Return the wards that a chat follows."""
        with self._database.reading() as db:
            sql = "select area from follows where chat = ? order by number"
            return [row[0] for row in db.execute(sql, [chat]).fetchall()]

    def followers(self, area: str) -> list[int]:
        """Return the chats that follow a ward."""
        with self._database.reading() as db:
            sql = "select chat from follows where area = ? order by number"
            return [row[0] for row in db.execute(sql, [area]).fetchall()]

    def areas(self) -> list[str]:
        """Return the wards that a group is bound to or a chat follows."""
        sql = (
            "select area from chats where area <> '' union select area from follows order by area"
        )
        with self._database.reading() as db:
            return [row[0] for row in db.execute(sql).fetchall()]

    def move(self, old: int, new: int) -> None:
        """Hand all that is kept of a group over to the supergroup that it became.

        What the supergroup has already stays as it is.
        """
        if old == new:
            return
        twins = {
            "chats": "true",
            "follows": "there.area = here.area",
            "letters": "there.kind = here.kind and there.subject = here.subject"
            " and there.due = here.due",
        }
        with self._database.writing("letters") as db:
            for table, same in twins.items():
                db.execute(
                    f"update {table} as here set chat = ? where chat = ? and not exists"  # noqa: S608
                    f" (select 1 from {table} as there where there.chat = ? and {same})",
                    [new, old, new],
                )
            _forget(db, old)

    def forget(self, chat: int) -> int:
        """Delete all that is kept of a chat; return how many things."""
        with self._database.writing() as db:
            return _forget(db, chat)


def _forget(db: Transaction, chat: int) -> int:
    tables = ("chats", "follows", "letters", "relays")
    gone = sum(
        db.execute(f"delete from {table} where chat = ?", [chat]).rowcount  # noqa: S608
        for table in tables
    )
    return gone + db.execute("delete from recent where chat = ?", [str(chat)]).rowcount


def _group(row: Any) -> Group:
    chat, area, thread, auto_answer, private_answers, announce, weekly_day = row
    return Group(
        chat, area, thread, bool(auto_answer), bool(private_answers), bool(announce), weekly_day
    )
