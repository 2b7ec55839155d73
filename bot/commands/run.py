"""`run`: serve the web chat, and Telegram where there is a token."""

from __future__ import annotations

import argparse
import asyncio

from bot import app
from bot.config import Config

NAME = "run"
HELP = "chạy trợ lý: trang trò chuyện, và Telegram nếu có token"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--port", type=int, help="cổng của trang trò chuyện")
    parser.add_argument("--host", help="địa chỉ mà trang trò chuyện nghe")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Serve until a signal."""
    changes = {"port": given.port, "host": given.host}
    chosen = {name: value for name, value in changes.items() if value is not None}
    web = config.web.model_copy(update=chosen)
    asyncio.run(app.serve(config.model_copy(update={"web": web}), given.on))
    return 0
