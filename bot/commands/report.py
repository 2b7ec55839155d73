"""`report`: the report on a period, ready to be completed and signed; and its charts."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.clock import now_in_vietnam
from bot.commands import files
from bot.config import Config
from bot.content import loading
from bot.content.wards import ward
from bot.errors import UsageError
from bot.reporting import making
from bot.reporting.gathering import Wanted
from bot.reporting.making import Form
from bot.reporting.periods import name_of, read_period
from bot.store.opening import open_store

NAME = "report"
HELP = "lập báo cáo một kỳ (Word hoặc Excel) và biểu đồ"
_FORMS: Mapping[str, Form] = {".docx": "docx", ".xlsx": "xlsx"}


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--period", required=True, metavar="KỲ",
        help="ngay, tuan, thang, quy, nua-nam, nam hoặc 2026-11-01..2026-11-30",
    )  # fmt: skip
    parser.add_argument(
        "--area", metavar="PHƯỜNG", help="mã hoặc tên xã, phường; không ghi: tất cả"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="tệp .docx hoặc .xlsx")
    parser.add_argument(
        "--charts", type=Path, metavar="DIR", help="ghi biểu đồ PNG vào thư mục này"
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Write what was asked for; return the exit code."""
    if not given.out and not given.charts:
        raise UsageError("ghi --out FILE.docx (hoặc .xlsx), hoặc --charts DIR")
    if given.out and given.out.suffix.lower() not in _FORMS:
        raise UsageError(f"{given.out}: tên tệp phải có đuôi .docx hoặc .xlsx")
    moment = given.on or now_in_vietnam()
    period = read_period(given.period, moment.date())
    knowledge = loading.load(loading.read_folder(config.knowledge))
    area = ward(given.area, knowledge) if given.area else None
    with closing(open_store(config)) as store:
        report = making.report_on(store, knowledge, config, Wanted(period, moment, area))
    print(f"{name_of(period)}: {report.asked} lượt hỏi, {report.waiting} lượt còn chờ xử lý.")
    if given.out:
        form = _FORMS[given.out.suffix.lower()]
        _write(given.out, making.written(report, config, form))
    if given.charts:
        drawn = making.charts(report)
        for name, png in drawn.items():
            _write(given.charts / f"{name}.png", png)
        if not drawn:
            print("Kỳ này chưa có số liệu để vẽ biểu đồ.")
    return 0


def _write(file: Path, content: bytes) -> None:
    files.write(file, content, with_folder=True)
    print(f"Đã ghi {file}")
