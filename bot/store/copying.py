"""Copies all that an installation keeps from one store to another, of either engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from bot.errors import StoreError
from bot.store.database import Database, Transaction
from bot.store.migrations import TABLES

_AT_ONCE = 500
_FEW_AT_ONCE = 10
"""Rows of a table with whole files in it."""
_LARGE = {"releases", "drafts"}
_MOVING = {table: key for table, key in TABLES.items() if table != "secrets"}
"""What is secret is handed over by who may read it."""


class Copied:
    """How many rows of each table were copied and found to be equal."""

    def __init__(self, rows: dict[str, int]) -> None:
        """By table."""
        self.rows = rows

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.rows.values())


def copy_all(source: Database, target: Database) -> Copied:
    """Copy everything, all or nothing; `StoreError` where the target is not empty, or not equal.

    Of the source it sees one moment, also while others write there.
    """
    rows = {}
    with source.standing() as before, target.writing("everything") as after:
        for table in _MOVING:
            if after.execute(f"select 1 from {table} limit 1").fetchone():  # noqa: S608
                raise StoreError(
                    f"cơ sở dữ liệu đích đã có dữ liệu (bảng {table}); hãy dùng một cơ sở dữ "
                    "liệu trống"
                )
        for table in _MOVING:
            for chunk in _chunks(before, table):
                _insert(after, table, _columns(before, table), chunk)
            told, found = summary(before, table), summary(after, table)
            if told != found:
                raise StoreError(f"bảng {table}: bản chép không giống bản gốc; chưa chép gì cả")
            rows[table] = told[0]
        target.count_on(after)
    return Copied(rows)


def summary(db: Transaction, table: str) -> tuple[int, str]:
    """Return how many rows a table has, and a hash of all of them."""
    total, digest = 0, hashlib.sha256()
    for chunk in _chunks(db, table):
        total += len(chunk)
        for row in chunk:
            digest.update(repr([_plain(value) for value in row]).encode(errors="replace"))
    return total, digest.hexdigest()


def _chunks(db: Transaction, table: str) -> Iterator[list[Any]]:
    """Yield rows by key, so many at once."""
    key, columns = _MOVING[table], _columns(db, table)
    place, most = columns.index(key), _FEW_AT_ONCE if table in _LARGE else _AT_ONCE
    names = ", ".join(columns)
    sql = f"select {names} from {table} order by {key} limit ?"  # noqa: S608
    chunk = db.execute(sql, [most]).fetchall()
    sql = f"select {names} from {table} where {key} > ? order by {key} limit ?"  # noqa: S608
    while chunk:
        yield chunk
        chunk = db.execute(sql, [chunk[-1][place], most]).fetchall()


def _columns(db: Transaction, table: str) -> list[str]:
    """Return the names in an order that does not depend on the engine."""
    described = db.execute(f"select * from {table} limit 0").description  # noqa: S608
    return sorted(column[0] for column in described or ())


def _insert(db: Transaction, table: str, columns: list[str], rows: list[Any]) -> None:
    marks = f"({', '.join('?' * len(columns))})"
    values = ", ".join([marks] * len(rows))
    sql = f"insert into {table} ({', '.join(columns)}) values {values}"  # noqa: S608
    db.execute(sql, [value for row in rows for value in row])


def _plain(value: object) -> object:
    """Return a value as both engines give it back."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
