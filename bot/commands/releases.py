"""`releases`: the releases that there were, newest first."""

from __future__ import annotations

import argparse

from bot.assistant.question import VIETNAM
from bot.config import Config
from bot.errors import UsageError
from bot.store.opening import open_store

NAME = "releases"
HELP = "các bản đã phát hành, mới nhất trước"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--most", type=_count, default=20, metavar="SỐ", help="bao nhiêu bản")


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"«{text}» không phải số từ 1 đến 10000")
    return int(text)


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print a line for each; the first one is in force."""
    store = open_store(config)
    try:
        found = store.releases.list(given.most)
    finally:
        store.close()
    if not found:
        raise UsageError("chưa có bản nào; chạy: python -m bot publish")
    for release in found:
        made = release.made_at.astimezone(VIETNAM)
        mark = "  (đang dùng)" if release is found[0] else ""
        told = f"{made:%d/%m/%Y %H:%M}  {release.digest[:12]}  {release.author}"
        print(f"{release.number:>4}  {told}{mark}")
    return 0
