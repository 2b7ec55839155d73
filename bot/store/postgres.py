"""The store in a PostgreSQL database, shared by any number of processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from bot.errors import StoreError
from bot.store.database import Transaction
from bot.store.furnishing import Furnished
from bot.store.migrations import MIGRATIONS, NUMBERED, TABLES, statements
from bot.store.postgres_address import Address
from bot.store.postgres_listening import Listener
from bot.store.postgres_locks import Locks, Turns, key_of

_MOST_CONNECTIONS = 8
"""Of the pool; roles, turns and listening have one each beside it."""
_PATIENCE = 5.0
"""Seconds until a store that gives no connection counts as out of reach; whoever asks after that
makes it try again at once."""
_OLDEST = 150_000
"""PostgreSQL 15."""


class _Statements:
    """Runs statements that have `?` for their values."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        """`connection` is ours for a while."""
        self._connection = connection

    def execute(self, sql: str, values: Sequence[object] = (), /) -> psycopg.Cursor[Any]:
        """Run a statement."""
        return self._connection.execute(_translated(sql), [_storable(each) for each in values])


class PostgresStore(Furnished):
    """A pool of connections; what races between processes is settled by the database."""

    shared = True
    """Processes on many machines may use the database, and all of them serve Telegram."""

    def __init__(self, url: str, *, furnish: bool = True) -> None:
        """Reach the database and bring its tables up to date, unless `furnish` is false."""
        super().__init__(self)
        self._address = Address(url)
        self.place = str(self._address)
        """Host, port and name."""
        self._claims = Locks(self._address)
        self.turns: Turns = Turns(Locks(self._address))
        self._listeners: list[Listener] = []
        self._pool = ConnectionPool(
            self._address.url, min_size=1, max_size=_MOST_CONNECTIONS, timeout=_PATIENCE,
            reconnect_timeout=_PATIENCE / 2, kwargs=self._address.settings, open=False,
            name="store",
        )  # fmt: skip
        if furnish:
            self._migrate()
        self._pool.open()

    def _migrate(self) -> None:
        """Bring the tables up to date, all or none; other processes wait meanwhile."""
        with self._address.faults():
            connection = self._address.connect()
            try:
                with connection.transaction():
                    connection.execute("set local lock_timeout = '5min'")
                    connection.execute("set local statement_timeout = '30min'")
                    connection.execute("select pg_advisory_xact_lock(%s)", [key_of("migrations")])
                    done = _version(connection)
                    if done > len(MIGRATIONS):
                        raise StoreError(
                            f"{self._address}: cơ sở dữ liệu do bản mới hơn tạo; "
                            "hãy chạy bản mới hơn"
                        )
                    for migration in MIGRATIONS[done:]:
                        for statement in statements(migration, "postgres"):
                            connection.execute(statement.encode())
                    connection.execute("create table if not exists schema (version bigint)")
                    connection.execute("delete from schema")
                    connection.execute("insert into schema values (%s)", [len(MIGRATIONS)])
            finally:
                connection.close()

    @contextmanager
    def reading(self) -> Iterator[_Statements]:
        """Read, each statement by itself; faults of the database are `StoreError`s."""
        with self._address.faults(), self._lent() as connection:
            yield _Statements(connection)

    @contextmanager
    def writing(self, alone: str = "") -> Iterator[_Statements]:
        """Write all or nothing."""
        with (
            self._address.faults(),
            self._lent() as connection,
            connection.transaction(),
        ):
            if alone:
                connection.execute("select pg_advisory_xact_lock(%s)", [key_of(f"a:{alone}")])
            yield _Statements(connection)

    @contextmanager
    def standing(self) -> Iterator[_Statements]:
        """Read what stands still meanwhile."""
        with (
            self._address.faults(),
            self._lent() as connection,
            connection.transaction(),
        ):
            connection.execute("set transaction isolation level repeatable read, read only")
            yield _Statements(connection)

    def count_on(self, db: Transaction) -> None:
        """Give new rows numbers behind those that were written with their numbers."""
        for table in sorted(NUMBERED):
            key = TABLES[table]
            db.execute(
                f"select setval(pg_get_serial_sequence('{table}', '{key}'), max({key}))"  # noqa: S608
                f" from {table} having max({key}) is not null"
            )

    @contextmanager
    def _lent(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend a connection that works.

        Those that have broken meanwhile are laid aside at once: left to look at them itself, the
        pool waits a second after the first, two after the next, and four after that.
        """
        connection = self._pool.getconn()
        for _ in range(_MOST_CONNECTIONS):
            try:
                connection.execute(b"")
                break
            except psycopg.OperationalError:
                self._pool.putconn(connection)
                connection = self._pool.getconn()
        try:
            yield connection
        finally:
            self._pool.putconn(connection)

    def claim(self, role: str) -> bool:
        """Become the only process that plays a role; asked again, tell whether it still is."""
        return self._claims.claim(role)

    def on_release(self, news: Callable[[], object]) -> None:
        """Call back, from a thread, when any process has published."""
        self._listeners.append(Listener(self._address, "releases", news))

    def examine(self) -> list[str]:
        """Return what is wrong with the database."""
        with self._address.faults():
            connection = self._address.connect()
            try:
                return _faults(connection)
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of every connection, and with them of every role."""
        for listener in self._listeners:
            listener.close()
        self._claims.close()
        self.turns.close()
        self._pool.close()


def _version(connection: psycopg.Connection[Any]) -> int:
    """Return how many migrations a database has had."""
    if connection.info.server_version < _OLDEST:
        raise StoreError("cần PostgreSQL 15 trở lên; hãy nâng cấp máy chủ")
    [there] = connection.execute("select to_regclass('schema') is not null").fetchone() or [False]
    row = connection.execute("select version from schema").fetchone() if there else None
    return int(row[0]) if row else 0


def _faults(connection: psycopg.Connection[Any]) -> list[str]:
    found = []
    version = _version(connection)
    if 0 < version != len(MIGRATIONS):  # an empty database gets its tables with the first start
        found.append(f"các bảng ở phiên bản {version}, chương trình cần {len(MIGRATIONS)}")
    if connection.info.parameter_status("server_encoding") != "UTF8":
        found.append("bảng mã không phải UTF8; tạo lại với: createdb -E UTF8 -T template0")
    if connection.info.parameter_status("in_hot_standby") == "on":
        found.append("đây là máy chủ dự phòng chỉ đọc; trỏ tới máy chủ chính")
    return found


@lru_cache(maxsize=512)
def _translated(sql: str) -> bytes:
    """Return a statement with the placeholders of psycopg."""
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _storable(value: object) -> object:
    """Return a value without the one character that PostgreSQL keeps in no text."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
