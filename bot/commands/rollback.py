"""`rollback`: an earlier release comes into force again, in the folder too."""

from __future__ import annotations

import argparse
import getpass

from bot.config import Config
from bot.releasing.going_back import go_back
from bot.releasing.preparing import Preparer
from bot.store.opening import open_store

NAME = "rollback"
HELP = "trở lại một bản đã phát hành"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("number", type=int, metavar="SỐ", help="số của bản (xem: releases)")
    parser.add_argument("--by", metavar="TÊN", help="người thực hiện; không ghi thì lấy tên máy")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Go back, and tell what became of the release in force and the folder."""
    store = open_store(config)
    author = given.by or getpass.getuser()
    preparer = Preparer(config.data / "cache")
    try:
        print(go_back(given.number, config.knowledge, config.data, store, preparer, author))
    finally:
        store.close()
    return 0
