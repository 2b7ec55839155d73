"""`export-sessions`: the sessions as a spreadsheet that can be edited and taken over again."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.files import write
from bot.config import Config
from bot.content import loading
from bot.content.spreadsheet.exporting import as_csv, as_workbook, exported
from bot.content.spreadsheet.importing import session_files
from bot.errors import UsageError

NAME = "export-sessions"
HELP = "xuất lịch làm thẻ ra bảng Excel hoặc CSV"

_WRITERS = {".xlsx": as_workbook, ".csv": as_csv}


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--area", default="", metavar="PHƯỜNG", help="chỉ lịch của phường, xã này")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="tệp .xlsx hoặc .csv để ghi"
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Write the table; return the exit code."""
    writer = _WRITERS.get(given.out.suffix.lower())
    if writer is None:
        raise UsageError(f"--out {given.out}: tên tệp phải kết thúc bằng .xlsx hoặc .csv")
    files = loading.read_folder(config.knowledge)
    knowledge = loading.load(files)
    chosen = session_files(files)
    if given.area:
        wanted = knowledge.area_names.atoms([given.area])
        chosen = {
            name: file
            for name, file in chosen.items()
            if wanted & knowledge.area_names.atoms([file.area])
        }
    rows, more = exported(chosen.values())
    if not rows:
        raise UsageError(f"không có phiên nào{f' của «{given.area}»' if given.area else ''}")
    write(given.out, writer(rows))
    print(f"Đã ghi {len(rows)} phiên vào {given.out}")
    if more:
        print(
            f"{len(more)} phiên còn chi tiết mà bảng không có cột (thay đổi từng ngày, giờ theo "
            "thứ, chia khung giờ…); nhập lại bảng thì các chi tiết đó vẫn giữ nguyên."
        )
    return 0
