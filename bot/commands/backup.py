"""`backup`: copy all that the installation keeps into one file, also while it runs."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from pathlib import Path

from bot.clock import now_in_vietnam
from bot.commands import archive
from bot.config import Config
from bot.errors import UsageError
from bot.provenance.seal import key_of
from bot.store.moving import save
from bot.store.opening import FILE, open_store

NAME = "backup"
HELP = "sao lưu cơ sở dữ liệu và khóa vào một tệp; không cần dừng chương trình"
_FOLDER = "backups"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="TỆP.zip",
        help=f"tệp sao lưu; không ghi thì đặt trong data/{_FOLDER}",
    )  # fmt: skip


def perform(given: argparse.Namespace, config: Config) -> int:
    """Copy, and tell where to."""
    if config.database_url is None and not (config.data / FILE).is_file():
        raise UsageError(f"{config.data / FILE}: chưa có cơ sở dữ liệu để sao lưu")
    moment = now_in_vietnam()
    place: Path = given.file or config.data / _FOLDER / f"{moment:%Y-%m-%d-%H%M%S}.zip"
    if place.exists():
        raise UsageError(f"{place}: đã có tệp này; chọn tên khác")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            copied = Path(folder) / FILE
            with closing(open_store(config)) as store:
                save(store, copied)
                key = key_of(store, config.data)
            archive.write(place, copied, key, moment)
    except OSError as error:
        raise UsageError(f"{place}: không ghi được ({error.strerror})") from None
    print(f"Đã sao lưu vào {place}. Trong tệp có khóa: cất nơi chỉ người quản trị đọc được.")
    return 0
