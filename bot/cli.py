"""The commands, their options, and how a command ends: 0, or 2 with one clear line."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime, time
from importlib import import_module
from pathlib import Path

from bot.assistant.question import VIETNAM
from bot.config import load
from bot.errors import BotError, KnowledgeError, UsageError

COMMANDS = {
    "run": "run",
    "chat": "chat",
    "ask": "ask",
    "age": "age",
    "sessions": "sessions",
    "check": "check",
    "doctor": "doctor",
    "changes": "changes",
    "diff": "diff",
    "publish": "publish",
    "releases": "releases",
    "rollback": "rollback",
    "lint": "lint",
    "eval": "evaluate",
    "import-sessions": "import_sessions",
    "export-sessions": "export_sessions",
    "session-template": "session_template",
    "announce": "announce",
    "report": "report",
    "poster": "poster",
    "console-link": "console_link",
    "backup": "backup",
    "restore": "restore",
    "migrate": "migrate",
}
"""Every command and its module in `bot/commands`."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message}; xem: {self.prog} --help")


def moment(text: str) -> datetime:
    """Return an aware moment; a bare day means its noon in Vietnam, so does a bare time zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{text}» không phải ngày giờ; viết 2027-01-01 hoặc 2027-01-01T08:00"
        ) from None
    if len(text) == 10:
        found = datetime.combine(found.date(), time(12))
    found = found if found.tzinfo else found.replace(tzinfo=VIETNAM)
    try:
        return found.astimezone(VIETNAM)
    except OverflowError:
        raise argparse.ArgumentTypeError(f"«{text}» nằm ngoài lịch") from None


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of every command, or of one alone, which spares loading the others."""
    common = _Parser(add_help=False)
    common.add_argument("--config", type=Path, metavar="FILE", help="tệp cấu hình")
    common.add_argument("--knowledge", type=Path, metavar="DIR", help="thư mục kiến thức")
    common.add_argument(
        "--on", type=moment, metavar="NGÀY", help="trả lời như vào ngày này, ví dụ 2027-01-01"
    )
    whole = _Parser(prog="python -m bot", description="Trợ lý hướng dẫn về thẻ căn cước và VNeID")
    commands = whole.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name in [only] if only in COMMANDS else COMMANDS:
        command = import_module(f"bot.commands.{COMMANDS[str(name)]}")
        made = commands.add_parser(command.NAME, help=command.HELP, parents=[common])
        command.options(made)
        made.set_defaults(perform=command.perform)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        options = parser(given[0] if given else None).parse_args(given)
        config = load(options.config, options.knowledge)
        code: int = options.perform(options, config)
        sys.stdout.flush()
    except KnowledgeError as error:
        first, *more = error.faults
        rest = f" (và {len(more)} lỗi khác; xem: python -m bot check)" if more else ""
        print(f"Kiến thức có lỗi: {first}{rest}", file=sys.stderr)
        return 2
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has enough; what is left goes nowhere, or the exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
