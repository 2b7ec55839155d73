"""The data folder: whether it can be written, how much room there is, the database in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.commands.checkup.finding import Finding, fault, ok, warning
from bot.config import Config
from bot.errors import StoreError
from bot.store.opening import FILE
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore

_LITTLE, _TOO_LITTLE = 1024**3, 100 * 1024**2
"""Bytes free."""


def folder(data: Path) -> Iterator[Finding]:
    """Whether the data folder, or the one that it will be made in, can be written."""
    there = _nearest(data)
    if not there.is_dir() or not _writable(there):
        yield fault(
            "data",
            f"Thư mục dữ liệu: không ghi được vào {there}; cấp quyền ghi, hoặc đổi mục data "
            "trong config.yaml",
        )
        return
    made = "ghi được" if there == data else "chưa có, tự tạo khi chạy"
    yield ok("data", f"Thư mục dữ liệu: {data} {made}")
    free = shutil.disk_usage(there).free
    told = f"Đĩa: còn trống {_size(free)}"
    if free < _TOO_LITTLE:
        yield fault("disk", f"{told}; dọn đĩa ngay, sắp không ghi được gì nữa")
    elif free < _LITTLE:
        yield warning("disk", f"{told}; nên dọn bớt")
    else:
        yield ok("disk", told)


def database(config: Config) -> Iterator[Finding]:
    """Whether the database opens, and what is wrong with it."""
    if config.database_url is not None:
        yield from _server(config.database_url.get_secret_value())
        return
    file = config.data / FILE
    if not file.exists():
        yield ok("database", f"Cơ sở dữ liệu: {file} chưa có, tự tạo khi chạy")
        return
    try:
        store = SqliteStore(file)
        try:
            faults = store.examine()
        finally:
            store.close()
    except StoreError as error:
        yield fault(
            "database",
            f"Cơ sở dữ liệu: {error}; nếu tệp hỏng, khôi phục từ bản sao lưu",
        )
        return
    if faults:
        yield fault(
            "database", f"Cơ sở dữ liệu: {file} hỏng ({faults[0]}); khôi phục từ bản sao lưu"
        )
        return
    size = sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))
    yield ok("database", f"Cơ sở dữ liệu: {file} đọc được, {_size(size)}")


def _server(url: str) -> Iterator[Finding]:
    """Look at a PostgreSQL database; nothing is made there."""
    try:
        with closing(PostgresStore(url, furnish=False)) as store:
            faults = store.examine()
    except StoreError as error:
        yield fault("database", f"Cơ sở dữ liệu: {error}; kiểm tra DATABASE_URL và máy chủ")
        return
    if faults:
        yield fault("database", f"Cơ sở dữ liệu: {store.place}: {'; '.join(faults)}")
    else:
        yield ok("database", f"Cơ sở dữ liệu: {store.place} đọc được")


def _nearest(path: Path) -> Path:
    """Return a path, or the nearest one above it that exists."""
    return next(place for place in (path, *path.absolute().parents) if os.access(place, os.F_OK))


def _writable(place: Path) -> bool:
    if not os.access(place, os.W_OK | os.X_OK):
        return False
    try:
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def _size(size: int) -> str:
    for unit, bytes_ in (("GB", 1024**3), ("MB", 1024**2)):
        if size >= bytes_:
            return f"{size / bytes_:.1f} {unit}".replace(".", ",")
    return f"{size / 1024:.0f} kB"
