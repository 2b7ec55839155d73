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
from bot.store.base import Asked, Release

_BUSY_SECONDS = 10.0
_LARGEST_NUMBER = 2**63 - 1
_UPDATE_MEMORY = timedelta(days=3)
"""Telegram redelivers for one day; older update ids are dropped."""


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


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables,)
"""In order; the number of those done is the file's `user_version`."""


class SqliteStore:
    """One connection behind one lock; WAL, so readers never wait for it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and bring its tables up to date."""
        self._lock = Lock()
        self._path = path
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
        """Delete questions asked before a moment, and update ids of long ago."""
        with self._writing() as db:
            old_update = _stamp(datetime.now(UTC) - _UPDATE_MEMORY)
            db.execute("delete from updates where moment < ?", [old_update])
            return db.execute("delete from questions where moment < ?", [_stamp(moment)]).rowcount

    def handled(self, update_ids: Iterable[int]) -> set[int]:
        """Return which of these updates were handled already."""
        wanted = list(update_ids)
        marks = ", ".join("?" * len(wanted))
        with self._reading() as db:
            sql = f"select id from updates where id in ({marks})"  # noqa: S608  (only marks)
            return {row[0] for row in db.execute(sql, wanted).fetchall()}

    def mark_handled(self, update_id: int, note: str = "") -> None:
        """Remember that an update was handled."""
        with self._writing() as db:
            sql = "insert or replace into updates (id, moment, note) values (?, ?, ?)"
            db.execute(sql, [update_id, _stamp(datetime.now(UTC)), note])

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
        with self._lock:
            self._db.close()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unpack(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
