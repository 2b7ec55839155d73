"""`changes`: which answers change on which day; and the page that lists all topics."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from bot.assistant.coverage import page
from bot.assistant.timeline import AnswerChange, changes
from bot.clock import now_in_vietnam
from bot.commands import files
from bot.config import Config
from bot.content import loading
from bot.errors import UsageError

NAME = "changes"
HELP = "câu trả lời nào đổi vào ngày nào"
_AHEAD = timedelta(days=365)


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--from", dest="first", type=_day, metavar="NGÀY", help="từ ngày này")
    parser.add_argument("--until", dest="last", type=_day, metavar="NGÀY", help="đến hết ngày này")
    parser.add_argument(
        "--page", type=Path, metavar="FILE.md", help="ghi trang tổng hợp mọi chủ đề vào tệp này"
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print a line for each change; the next year where no days are given."""
    today = (given.on or now_in_vietnam()).date()
    try:
        first = given.first or today + timedelta(days=1)
        last = given.last or first + _AHEAD
    except OverflowError:
        raise UsageError("ngày nằm ngoài lịch; chọn --from sớm hơn") from None
    if last < first:
        raise UsageError(f"--until {last} trước --from {first}; đổi lại")
    knowledge = loading.load(loading.read_folder(config.knowledge))
    if given.page:
        files.write(given.page, page(knowledge, today).encode())
        print(f"Đã ghi {given.page}")
        return 0
    for change in changes(knowledge, first, last):
        print(f"{change.day}  {change.topic}: {_kind(change)}")
    return 0


def _kind(change: AnswerChange) -> str:
    if change.after is None:
        return "không còn câu trả lời"
    if change.before is None:
        return "bắt đầu có câu trả lời"
    return (
        f"{change.before.lead}  →  {change.after.lead}"
        if _leads_differ(change)
        else "đổi ở chi tiết"
    )


def _leads_differ(change: AnswerChange) -> bool:
    return bool(change.before and change.after and change.before.lead != change.after.lead)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải ngày; viết 2027-01-01") from None
