"""Where a PostgreSQL database is, how it is reached, and how its faults are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bot.errors import StoreError

_SETTINGS: dict[str, str | int] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "tro-ly-can-cuoc",
    "client_encoding": "utf8",
    "options": "-c statement_timeout=30s -c lock_timeout=15s"
    " -c idle_in_transaction_session_timeout=60s",
}
"""Unless the address says otherwise: a server that is cut off is noticed within seconds."""


class Address:
    """The address of a database; as text it has neither user nor password."""

    def __init__(self, url: str) -> None:
        """`StoreError` where it is none."""
        try:
            given = conninfo_to_dict(url)
        except psycopg.Error:  # its message may hold the password
            raise StoreError(
                "DATABASE_URL không hợp lệ; viết postgresql://NGƯỜI-DÙNG:MẬT-KHẨU@MÁY:5432/TÊN"
            ) from None
        self.url = url
        self.settings: dict[str, Any] = {
            name: value for name, value in _SETTINGS.items() if given.get(name) is None
        } | {"autocommit": True}
        self._password = str(given.get("password") or "")
        host, name = given.get("host") or "localhost", given.get("dbname") or ""
        self._name = f"PostgreSQL {host}:{given.get('port') or 5432}/{name}"

    def __str__(self) -> str:
        """Return host, port and name."""
        return self._name

    def connect(self) -> psycopg.Connection[Any]:
        """Return a connection of its own, where each statement is a transaction."""
        return psycopg.connect(self.url, **self.settings)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Let faults of the database be `StoreError`s."""
        try:
            yield
        except (psycopg.Error, UnicodeEncodeError) as error:
            # without the cause: its details repeat the values of the row
            raise StoreError(f"{self}: lỗi cơ sở dữ liệu ({self._told(error)})") from None

    def _told(self, error: Exception) -> str:
        if isinstance(error, UnicodeEncodeError):
            return "chữ không ghi được"
        primary = error.diag.message_primary if isinstance(error, psycopg.Error) else None
        told = primary or next(iter(str(error).splitlines()), "") or error.__class__.__name__
        return told.replace(self._password, "***") if self._password else told
