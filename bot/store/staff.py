"""The tables of staff, sign-in links and sessions."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from bot.store.database import Database, Transaction, stamp
from bot.store.kept import StaffMember

_COLUMNS = "name, role, areas, telegram, number"
_LINK, _SESSION = "link", "session"


class StaffTable:
    """Who belongs to the staff, and who is signed in."""

    def __init__(self, database: Database) -> None:
        """`database` has the tables."""
        self._database = database

    def members(self) -> list[StaffMember]:
        """Return all, by name."""
        with self._database.reading() as db:
            sql = f"select {_COLUMNS} from staff order by name, number"  # noqa: S608
            return [_member(row) for row in db.execute(sql).fetchall()]

    def member(self, number: int) -> StaffMember | None:
        """Return one, or None."""
        return self._one("number = ?", number)

    def of_telegram(self, user: int) -> StaffMember | None:
        """Return who has this number at Telegram."""
        return self._one("telegram = ?", user)

    def keep(self, member: StaffMember) -> int:
        """Keep somebody, in place of who had the same number; return the number."""
        values = [member.name, member.role, json.dumps(member.areas), member.telegram]
        with self._database.writing() as db:
            if member.number:
                sql = (
                    "update staff set name = ?, role = ?, areas = ?, telegram = ? where number = ?"
                )
                db.execute(sql, [*values, member.number])
                return member.number
            sql = (
                "insert into staff (name, role, areas, telegram) values (?, ?, ?, ?)"
                " returning number"
            )
            return int(db.execute(sql, values).fetchone()[0])

    def remove(self, number: int) -> None:
        """Remove somebody, who is signed out everywhere at once."""
        with self._database.writing() as db:
            db.execute("delete from staff where number = ?", [number])
            db.execute("delete from keys where staff = ?", [number])

    def invite(self, number: int, moment: datetime, lasts: timedelta) -> str:
        """Return the secret of a link by which somebody signs in once."""
        with self._database.writing() as db:
            db.execute("delete from keys where until < ?", [stamp(moment)])
            return _new_key(db, _LINK, number, moment + lasts)

    def redeem(self, secret: str, moment: datetime, lasts: timedelta) -> str | None:
        """Use a link up; return the secret of a session, or None where the link is none."""
        with self._database.writing() as db:
            row = db.execute(
                "delete from keys where hash = ? and kind = ? and until >= ? returning staff",
                [_hash(secret), _LINK, stamp(moment)],
            ).fetchone()
            return _new_key(db, _SESSION, row[0], moment + lasts) if row else None

    def signed_in(self, secret: str, moment: datetime) -> StaffMember | None:
        """Return whose session this is, or None where it has ended."""
        return self._one(
            "number = (select staff from keys where hash = ? and kind = ? and until >= ?)",
            _hash(secret), _SESSION, stamp(moment),
        )  # fmt: skip

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._database.writing() as db:
            db.execute("delete from keys where hash = ?", [_hash(secret)])

    def _one(self, condition: str, *values: object) -> StaffMember | None:
        with self._database.reading() as db:
            sql = f"select {_COLUMNS} from staff where {condition}"  # noqa: S608
            row = db.execute(sql, values).fetchone()
        return _member(row) if row else None


def _new_key(db: Transaction, kind: str, staff: int, until: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    sql = "insert into keys (hash, kind, staff, until) values (?, ?, ?, ?)"
    db.execute(sql, [_hash(secret), kind, staff, stamp(until)])
    return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def _member(row: Any) -> StaffMember:
    name, role, areas, telegram, number = row
    return StaffMember(name, role, tuple(json.loads(areas)), telegram, number)
