"""`session-template`: a blank spreadsheet of sessions for staff to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.clock import now_in_vietnam
from bot.commands.files import write
from bot.config import Config
from bot.content import loading
from bot.content.spreadsheet.template import template
from bot.errors import UsageError

NAME = "session-template"
HELP = "tạo bảng Excel trống để điền lịch làm thẻ"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="tệp để ghi")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Write the template; return the exit code."""
    if given.out.suffix.lower() != ".xlsx":
        raise UsageError(f"--out {given.out}: tên tệp phải kết thúc bằng .xlsx")
    knowledge = loading.load(loading.read_folder(config.knowledge))
    today = (given.on or now_in_vietnam()).date()
    write(given.out, template(knowledge.lists.age_bands, today))
    print(f"Đã ghi {given.out}")
    return 0
