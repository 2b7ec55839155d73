"""`import-sessions`: a spreadsheet of sessions into the knowledge, shown before it is written."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading
from bot.content.spreadsheet.importing import Plan, Wish, plan_import
from bot.content.spreadsheet.matching import Match
from bot.content.spreadsheet.table import TableError
from bot.content.versions import Versions
from bot.errors import KnowledgeError, UsageError
from bot.language.text import clean

NAME = "import-sessions"
HELP = "nhập lịch làm thẻ từ bảng Excel hoặc CSV"

LARGEST_FILE = 10_000_000
"""Bytes of a spreadsheet; a larger one is not read."""
KEPT = "imports"
"""Folder of the data folder that holds the versions to go back to."""
_YES = {"c", "có", "co", "y", "yes"}
_NARROWEST = 100
"""Characters of a line where there is no window to ask for its width."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="tệp .xlsx hoặc .csv")
    parser.add_argument(
        "--area", default="", metavar="PHƯỜNG", help="ghi vào tệp của phường, xã này"
    )
    parser.add_argument("--source", default="", help="nguồn của lịch, ví dụ số thông báo")
    parser.add_argument("--by", default="", help="ai xác nhận lịch này")
    parser.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi")
    parser.add_argument("--undo", action="store_true", help="trở lại bản trước lần nhập gần nhất")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Show what would change, ask, and write; return the exit code."""
    versions = Versions(config.knowledge, config.data / KEPT)
    if given.undo == bool(given.file):
        raise UsageError("ghi một tệp bảng, hoặc --undo; ví dụ: import-sessions lich.xlsx")
    if given.undo:
        print(f"Đã trở lại bản trước lần nhập «{versions.undo()}».")
        return 0
    data = _bytes_of(given.file)
    files = loading.read_folder(config.knowledge)
    knowledge = loading.load(files)
    today = (given.on or now_in_vietnam()).date()
    wish = Wish(given.file.name, today, _told(given.area), _told(given.source))
    if _told(given.by):
        wish = replace(wish, by=_told(given.by))
    try:
        plan = plan_import(files, knowledge, data, wish)
    except (TableError, KnowledgeError) as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} lỗi trong {given.file.name}; chưa ghi gì.", file=sys.stderr)
        return 2
    _show(plan)
    if not plan.files:
        print("Không có gì mới; chưa ghi gì.")
        return 0
    if not given.yes and not _agreed():
        print("Chưa ghi gì.")
        return 0
    versions.replace(files, plan.files, given.file.name)
    print(f"Đã ghi {', '.join(plan.files)}. Trở lại như cũ: python -m bot import-sessions --undo")
    return 0


def _told(text: str) -> str:
    return clean(text).strip()


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{file}: lớn hơn {LARGEST_FILE // 1_000_000} MB; chia nhỏ bảng")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: không đọc được ({error.strerror})") from None


def _show(plan: Plan) -> None:
    if not plan.matches:
        print("Bảng chưa có dòng nào để nhập.")
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=_NARROWEST)
    table = Table("", "Phiên", "Thay đổi", show_lines=True)
    for match in plan.matches:
        table.add_row(_kind(match), Text(match.words), Text("\n".join(match.differences())))
    console.print(table)
    samples = {match.entry.shelf.name for match in plan.matches if match.entry.shelf.file.sample}
    for name in sorted(samples):
        console.print(
            Text(f"Chú ý: {name} là dữ liệu mẫu; bỏ dòng «sample: true» nếu lịch là thật")
        )
    for words in plan.addresses:
        console.print(Text(f"Địa điểm đổi: {words}"))
    for words in plan.skipped:
        console.print(Text(f"Bỏ qua {words}"))
    kinds = [_kind(match) for match in plan.matches]
    print(", ".join(f"{kinds.count(kind)} {kind}" for kind in _KINDS))


_KINDS = ("mới", "đổi", "giữ nguyên")


def _kind(match: Match) -> str:
    if match.before is None:
        return _KINDS[0]
    return _KINDS[1] if match.fields else _KINDS[2]


def _agreed() -> bool:
    print("Ghi vào kiến thức? [c/K] ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise UsageError("không có ai trả lời; thêm --yes để ghi luôn")
    return answer.strip().lower() in _YES
