"""The table of releases."""

from __future__ import annotations

import builtins
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from bot.store.database import LARGEST_NUMBER, Database, Transaction, stamp
from bot.store.kept import Release

_WHO = "number, digest, made_at, author"


class ReleaseTable:
    """Every snapshot of the knowledge that ever was in force."""

    def __init__(self, database: Database) -> None:
        """`database` has the table."""
        self._database = database

    def publish(self, digest: str, files: dict[str, bytes], author: str) -> Release:
        """Keep a release unless the newest one is the same."""
        with self._database.writing("releases") as db:
            newest = _newest(db)
            if newest and newest[1] == digest:
                return _release(newest)
            made_at = datetime.now(UTC)
            [number] = db.execute(
                "insert into releases (digest, made_at, author, files) values (?, ?, ?, ?)"
                " returning number",
                [digest, stamp(made_at), author, _pack(files)],
            ).fetchone()
            return Release(int(number), digest, made_at, author)

    def newest(self) -> tuple[Release, dict[str, bytes]] | None:
        """Return the release in force and its files."""
        with self._database.reading() as db:
            return _with_files(_newest(db))

    def get(self, number: int) -> tuple[Release, dict[str, bytes]] | None:
        """Return a release and its files."""
        if not 0 < number <= LARGEST_NUMBER:
            return None
        with self._database.reading() as db:
            sql = f"select {_WHO}, files from releases where number = ?"  # noqa: S608
            return _with_files(db.execute(sql, [number]).fetchone())

    def list(self, most: int) -> builtins.list[Release]:
        """Return the last releases, newest first."""
        sql = f"select {_WHO} from releases order by number desc limit ?"  # noqa: S608
        with self._database.reading() as db:
            return [_release(row) for row in db.execute(sql, [most]).fetchall()]


def _newest(db: Transaction) -> Any:
    sql = f"select {_WHO}, files from releases order by number desc limit 1"  # noqa: S608
    return db.execute(sql).fetchone()


def _with_files(row: Any) -> tuple[Release, dict[str, bytes]] | None:
    return None if row is None else (_release(row), _unpack(row[4]))


def _release(row: Any) -> Release:
    return Release(row[0], row[1], datetime.fromisoformat(row[2]), row[3])


def _pack(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _unpack(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
