"""`restore`: bring back what `backup` copied, into a new file or an empty PostgreSQL database."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from pathlib import Path

from bot.clock import now_in_vietnam
from bot.commands import archive
from bot.config import Config
from bot.errors import UsageError
from bot.provenance.seal import keep_key
from bot.store.moving import fill, in_use
from bot.store.opening import FILE, open_store

NAME = "restore"
HELP = "khôi phục từ bản sao lưu"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("file", type=Path, metavar="TỆP.zip", help="tệp do lệnh backup tạo")
    parser.add_argument(
        "--replace", action="store_true", help="cất cơ sở dữ liệu SQLite hiện có sang bên"
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Check the backup, put aside what is there where that is wished, and copy."""
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if in_use(config.data):
        raise UsageError("chương trình đang chạy với dữ liệu này; dừng nó rồi khôi phục")
    with tempfile.TemporaryDirectory(dir=config.data) as folder:
        database, key = archive.read(given.file, Path(folder))
        aside = _put_aside(config) if given.replace else None
        with closing(open_store(config)) as store:
            copied = fill(store, database)
            if key is not None:
                keep_key(key, store, config.data)
    print(f"Đã khôi phục và so khớp {copied.total} dòng.")
    if aside:
        print(f"Dữ liệu trước đó nằm ở {aside}; không cần nữa thì xóa.")
    return 0


def _put_aside(config: Config) -> Path | None:
    """Move the file of SQLite, and what belongs to it, out of the way; return where to."""
    file = config.data / FILE
    if config.database_url is not None:
        raise UsageError("--replace chỉ dùng với SQLite; với PostgreSQL hãy tạo cơ sở dữ liệu mới")
    if not file.exists():
        return None
    aside = config.data / f"truoc-khoi-phuc-{now_in_vietnam():%Y-%m-%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for path in (*config.data.glob(f"{FILE}*"), config.data / archive.KEY):
        if path.exists():
            path.rename(aside / path.name)
    return aside
