"""The store in one SQLite file, through sqlite-utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store.audit import AuditTable
from bot.store.chats import ChatTable
from bot.store.drafts import DraftTable
from bot.store.figures import FigureTable
from bot.store.letters import LetterTable
from bot.store.migrations import MIGRATIONS
from bot.store.questions import QuestionTable, forget_questions
from bot.store.queue import QueueTable
from bot.store.relays import RelayTable, forget_relays
from bot.store.releases import ReleaseTable
from bot.store.roles import Roles
from bot.store.staff import StaffTable
from bot.store.statistics import StatisticsOfQuestions
from bot.store.updates import UpdateTable, forget_updates
from bot.store.wordings import WordingTable

_BUSY_SECONDS = 10.0


class SqliteStore:
    """One connection behind one lock; WAL, so readers never wait for it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file and bring its tables up to date."""
        self._lock = Lock()
        self._path = path
        self._roles = Roles(path.parent)
        self.questions = QuestionTable(self)
        self.updates = UpdateTable(self)
        self.releases = ReleaseTable(self)
        self.chats = ChatTable(self)
        self.letters = LetterTable(self)
        self.wordings = WordingTable(self)
        self.staff = StaffTable(self)
        self.audit = AuditTable(self)
        self.drafts = DraftTable(self)
        self.queue = QueueTable(self)
        self.relays = RelayTable(self)
        self.figures = FigureTable(self)
        self.statistics = StatisticsOfQuestions(self)
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
        with self.writing() as db:
            done = db.execute("pragma user_version").fetchone()[0]
            if done > len(MIGRATIONS):
                raise StoreError(
                    f"{self._path}: cơ sở dữ liệu do bản mới hơn tạo; hãy chạy bản mới hơn"
                )
            for migration in MIGRATIONS[done:]:
                migration(db)
            db.execute(f"pragma user_version = {len(MIGRATIONS)}")

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Read; faults of the database are `StoreError`s."""
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise StoreError(f"{self._path}: lỗi cơ sở dữ liệu ({error})") from error

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Write all or nothing."""
        with self.reading() as db:
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                if db.conn.in_transaction:  # a full disk has rolled back already
                    db.execute("rollback")
                raise

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment, and what is kept of updates of long ago."""
        with self.writing() as db:
            forget_updates(db)
            forget_relays(db, moment)
            return forget_questions(db, moment)

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role for this file."""
        return self._roles.claim(role)

    def ping(self) -> None:
        """Read something."""
        with self.reading() as db:
            db.execute("select count(*) from releases").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        self._roles.leave()
        with self._lock:
            self._db.close()
