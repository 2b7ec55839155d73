"""The store in one SQLite file, through sqlite-utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.database import Transaction
from bot.store.furnishing import Furnished
from bot.store.migrations import MIGRATIONS, statements
from bot.store.roles import Roles, Unshared

_BUSY_SECONDS = 10.0


class SqliteStore(Furnished):
    """One connection behind one lock; WAL, so readers never wait for it."""

    turns = Unshared()
    shared = False
    """All processes that use the file are on one machine; one of them serves Telegram."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and bring its tables up to date."""
        super().__init__(self)
        self._lock = Lock()
        self.path = path
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
                f"{path}: không mở được cơ sở dữ liệu ({error}); {_remedy(error)}"
            ) from None

    def _migrate(self) -> None:
        with self.writing() as db:
            done = db.execute("pragma user_version").fetchone()[0]
            if done > len(MIGRATIONS):
                raise StoreError(
                    f"{self.path}: cơ sở dữ liệu do bản mới hơn tạo; hãy chạy bản mới hơn"
                )
            if 0 < done < len(MIGRATIONS):
                copy(self.path, self.path.with_name(f"{self.path.name}.v{done}"))
            for migration in MIGRATIONS[done:]:
                for statement in statements(migration, "sqlite"):
                    db.execute(statement)
            db.execute(f"pragma user_version = {len(MIGRATIONS)}")

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Read; faults of the database are `StoreError`s."""
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise StoreError(f"{self.path}: lỗi cơ sở dữ liệu ({error})") from error

    @contextmanager
    def writing(self, alone: str = "") -> Iterator[Database]:  # noqa: ARG002
        """Write all or nothing; whoever writes is alone anyway."""
        with self.reading() as db:
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                if db.conn.in_transaction:  # a full disk has rolled back already
                    db.execute("rollback")
                raise

    @contextmanager
    def standing(self) -> Iterator[Database]:
        """Read what stands still meanwhile."""
        with self.reading() as db:
            db.execute("begin")
            try:
                yield db
            finally:
                db.execute("rollback")

    def count_on(self, db: Transaction) -> None:
        """Do nothing: SQLite goes on behind the largest number."""

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role for this file."""
        return self._roles.claim(role)

    def on_release(self, news: Callable[[], object]) -> None:
        """Nobody tells of other processes' releases; who follows them looks now and then."""

    def examine(self) -> list[str]:
        """Return what is wrong with the file."""
        with self.reading() as db:
            found = [str(row[0]) for row in db.execute("pragma quick_check(5)").fetchall()]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Let go of the file."""
        self._roles.leave()
        with self._lock:
            self._db.close()


def copy(path: Path, place: Path) -> None:
    """Copy the file of a store that may be in use; the copy is there as a whole or not at all."""
    part = place.with_name(f"{place.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(place)


def _remedy(error: Exception) -> str:
    damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError
    )
    if damaged:
        return "tệp hỏng: cất nó đi rồi lấy lại bản sao bằng python -m bot restore"
    return "kiểm tra quyền và dung lượng đĩa"
