"""`run`: serve the web chat, and Telegram where there is a token."""

from __future__ import annotations

import argparse
import asyncio

from bot.allocator import share_arenas
from bot.config import Config

NAME = "run"
HELP = "chạy trợ lý: trang trò chuyện, và Telegram nếu có token"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--port", type=_port, help="cổng của trang trò chuyện")
    parser.add_argument("--host", help="địa chỉ mà trang trò chuyện nghe")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"«{text}» không phải cổng; viết số từ 0 đến 65535")
    return int(text)


def perform(given: argparse.Namespace, config: Config) -> int:
    """Serve until a signal."""
    from bot import serving  # noqa: PLC0415  (Telegram and the web server: 0.3 s that only `run` needs)
    from bot.observing import logs  # noqa: PLC0415

    share_arenas()
    changes = {"port": given.port, "host": given.host}
    chosen = {name: value for name, value in changes.items() if value is not None}
    web = config.web.model_copy(update=chosen)
    logs.set_up(config.log)
    asyncio.run(serving.serve(config.model_copy(update={"web": web}), given.on))
    return 0
