"""`migrate`: copy an installation from its SQLite file into an empty PostgreSQL database."""

from __future__ import annotations

import argparse
import os
from contextlib import closing

from bot.config import DATABASE, Config
from bot.errors import UsageError
from bot.provenance.seal import keep_key, key_in
from bot.store.moving import fill, in_use
from bot.store.opening import FILE
from bot.store.postgres import PostgresStore

NAME = "migrate"
HELP = "chép dữ liệu từ SQLite sang PostgreSQL"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--to", metavar="URL",
        help=f"postgresql://MÁY:5432/TÊN; không ghi thì lấy ở biến môi trường {DATABASE}",
    )  # fmt: skip


def perform(given: argparse.Namespace, config: Config) -> int:
    """Copy, compare both, and say what is left to do; the file stays as it is."""
    url = given.to or os.environ.get(DATABASE)
    if not url:
        raise UsageError(f"chưa rõ chép đi đâu; thêm --to, hoặc đặt biến môi trường {DATABASE}")
    file = config.data / FILE
    if not file.is_file():
        raise UsageError(f"{file}: không có tệp này; kiểm tra mục data trong config.yaml")
    if in_use(config.data):
        raise UsageError("chương trình đang chạy với tệp này; dừng nó rồi chép")
    with closing(PostgresStore(url)) as store:
        copied = fill(store, file)
        key = key_in(config.data)
        if key is not None:
            keep_key(key, store, config.data)
    for table, rows in copied.rows.items():
        print(f"{table:<10} {rows:>9}")
    print(f"Đã chép và so khớp {copied.total} dòng. Từ nay đặt {DATABASE} khi chạy chương trình.")
    return 0
