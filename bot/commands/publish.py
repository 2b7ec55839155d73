"""`publish`: put the knowledge folder into force; running processes follow within seconds."""

from __future__ import annotations

import argparse
import getpass

from bot.config import Config
from bot.content import loading
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.store.opening import open_store

NAME = "publish"
HELP = "phát hành thư mục kiến thức hiện nay"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--by", metavar="TÊN", help="người phát hành; không ghi thì lấy tên máy")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Publish; faults are told like those of every command, and nothing changes."""
    files = loading.read_folder(config.knowledge)
    store = open_store(config)
    try:
        before = store.releases.list(1)
        preparer = Preparer(config.data / "cache")
        release = in_force.publish(files, store, preparer, given.by or getpass.getuser()).release
    finally:
        store.close()
    if before and before[0].number == release.number:
        print(f"Không có gì mới: bản {release.number} vẫn đang dùng.")
    else:
        print(f"Đã phát hành bản {release.number}.")
    return 0
