"""The store in one SQLite file, through sqlite-utils."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.base import Asked, Handled, PutOff, Release
from bot.store.roles import Roles

_BUSY_SECONDS = 10.0
_LARGEST_NUMBER = 2**63 - 1
_UPDATE_MEMORY = timedelta(days=3)
"""Telegram redelivers for one day; older update ids are dropped."""
_REPLY_MEMORY = timedelta(hours=25)
"""Nor are replies kept any longer than they could be asked for again."""


def _first_tables(db: Database) -> None:
    db["questions"].create(  # type: ignore[union-attr]
        {
            "id": int, "moment": str, "channel": str, "question": str, "status": str,
            "topics": str, "confidence": float, "helpful": int,
        },
        pk="id",
    )  # fmt: skip
    db["questions"].create_index(["moment"])  # type: ignore[union-attr]
    db["updates"].create({"id": int, "moment": str, "note": str}, pk="id")  # type: ignore[union-attr]
    db["releases"].create(  # type: ignore[union-attr]
        {"number": int, "digest": str, "made_at": str, "author": str, "files": bytes},
        pk="number",
    )


def _replies_and_calls(db: Database) -> None:
    for name in ("mark", "reply"):
        db["updates"].add_column(name, str, not_null_default="")  # type: ignore[union-attr]
    db["updates"].create_index(["moment"])  # type: ignore[union-attr]
    db["calls"].create({"number": int, "since": str, "call": str}, pk="number")  # type: ignore[union-attr]


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables, _replies_and_calls)
"""In order; the number of those done is the file's `user_version`."""


class SqliteStore:
    """One connection behind one lock; WAL, so readers never wait for it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and bring its tables up to date."""
        self._lock = Lock()
        self._path = path
        self._roles = Roles(path.parent)
        connection = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
            )
            self._db = Database(connection)
            self._db.enable_wal()
            self._migrate()
        except (OSError, sqlite3.Error, StoreError) as error:
            if connection is not None:
                connection.close()
            if isinstance(error, StoreError):
                raise
            raise StoreError(
                f"{path}: không mở được cơ sở dữ liệu ({error}); kiểm tra quyền và dung lượng đĩa"
            ) from None

    def _migrate(self) -> None:
        with self._writing() as db:
            done = db.execute("pragma user_version").fetchone()[0]
            if done > len(MIGRATIONS):
                raise StoreError(
                    f"{self._path}: cơ sở dữ liệu do bản mới hơn tạo; hãy chạy bản mới hơn"
                )
            for migration in MIGRATIONS[done:]:
                migration(db)
            db.execute(f"pragma user_version = {len(MIGRATIONS)}")

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise StoreError(f"{self._path}: lỗi cơ sở dữ liệu ({error})") from error

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._reading() as db:
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                if db.conn.in_transaction:  # a full disk has rolled back already
                    db.execute("rollback")
                raise

    def record(self, asked: Asked) -> int:
        """Keep a question; return its number."""
        with self._writing() as db:
            cursor = db.execute(
                "insert into questions (moment, channel, question, status, topics, confidence)"
                " values (?, ?, ?, ?, ?, ?)",
                [
                    _stamp(asked.moment), asked.channel, asked.question, asked.status,
                    json.dumps(asked.topics), asked.confidence,
                ],
            )  # fmt: skip
            return int(cursor.lastrowid or 0)

    def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer."""
        if number > _LARGEST_NUMBER:
            return False
        with self._writing() as db:
            sql = "update questions set helpful = ? where id = ?"
            return bool(db.execute(sql, [int(helpful), number]).rowcount)

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment, and what is kept of updates of long ago."""
        now = datetime.now(UTC)
        with self._writing() as db:
            db.execute("delete from updates where moment < ?", [_stamp(now - _UPDATE_MEMORY)])
            sql = "update updates set reply = '' where moment < ? and reply != ''"
            db.execute(sql, [_stamp(now - _REPLY_MEMORY)])
            return db.execute("delete from questions where moment < ?", [_stamp(moment)]).rowcount

    def handled(self, update_ids: Iterable[int]) -> dict[int, Handled]:
        """Return what is kept of those of these updates that were handled."""
        wanted = list(update_ids)
        marks = ", ".join("?" * len(wanted))
        with self._reading() as db:
            sql = f"select id, mark, note, reply from updates where id in ({marks})"  # noqa: S608
            return {row[0]: Handled(*row) for row in db.execute(sql, wanted).fetchall()}

    def mark_handled(self, updates: Iterable[Handled]) -> list[tuple[PutOff, ...]]:
        """Remember handled updates in one transaction."""
        now = datetime.now(UTC)
        sql = (
            "insert or replace into updates (id, moment, mark, note, reply) values (?, ?, ?, ?, ?)"
        )
        with self._writing() as db:
            kept = []
            for done in updates:
                db.execute(sql, [done.update_id, _stamp(now), done.mark, done.note, done.reply])
                kept.append(tuple(_put_off(db, now, call) for call in done.later))
            return kept

    def calls_put_off(self) -> list[PutOff]:
        """Return the calls that are still to be made."""
        with self._reading() as db:
            rows = db.execute("select number, call, since from calls order by number").fetchall()
        return [PutOff(number, call, datetime.fromisoformat(at)) for number, call, at in rows]

    def call_made(self, number: int) -> None:
        """Forget a call that was put off."""
        with self._writing() as db:
            db.execute("delete from calls where number = ?", [number])

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role for this file."""
        return self._roles.claim(role)

    def publish(self, digest: str, files: dict[str, bytes], author: str) -> Release:
        """Keep a release unless the newest one is the same."""
        with self._writing() as db:
            newest = self._newest(db)
            if newest and newest[0].digest == digest:
                return newest[0]
            made_at = datetime.now(UTC)
            cursor = db.execute(
                "insert into releases (digest, made_at, author, files) values (?, ?, ?, ?)",
                [digest, _stamp(made_at), author, _pack(files)],
            )
            return Release(int(cursor.lastrowid or 0), digest, made_at, author)

    def newest_release(self) -> tuple[Release, dict[str, bytes]] | None:
        """Return the release in force and its files."""
        with self._reading() as db:
            found = self._newest(db)
            return (found[0], _unpack(found[1])) if found else None

    @staticmethod
    def _newest(db: Database) -> tuple[Release, bytes] | None:
        sql = "select number, digest, made_at, author, files from releases"
        row = db.execute(f"{sql} order by number desc limit 1").fetchone()
        if row is None:
            return None
        return Release(row[0], row[1], datetime.fromisoformat(row[2]), row[3]), row[4]

    def ping(self) -> None:
        """Read something."""
        with self._reading() as db:
            db.execute("select count(*) from releases").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        self._roles.leave()
        with self._lock:
            self._db.close()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _put_off(db: Database, now: datetime, call: str) -> PutOff:
    cursor = db.execute("insert into calls (since, call) values (?, ?)", [_stamp(now), call])
    return PutOff(int(cursor.lastrowid or 0), call, now)


def _pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unpack(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
