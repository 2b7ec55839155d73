"""`poster`: a ward's poster with its QR code, a text for loudspeakers and one for Zalo."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.assistant.sessions.guide import LocalGuide
from bot.clock import now_in_vietnam
from bot.commands import files
from bot.config import Config
from bot.content import loading
from bot.content.wards import ward
from bot.reporting.leaflets import Address, leaflet
from bot.reporting.making import leaflet_files

NAME = "poster"
HELP = "áp phích A4 có mã QR của xã, phường, bài loa 2 phút và bài Zalo"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--area", required=True, metavar="PHƯỜNG", help="mã hoặc tên xã, phường")
    parser.add_argument(
        "--neighbourhood", default="", metavar="TÊN", help="in thêm tên tổ dân phố, thôn"
    )
    parser.add_argument(
        "--bot", default="", metavar="TÊN", help="tên bot Telegram; không ghi: trang web công khai"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục ghi tệp")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Write the poster and the texts; return the exit code."""
    knowledge = loading.load(loading.read_folder(config.knowledge))
    told = leaflet(
        ward(given.area, knowledge),
        LocalGuide(knowledge),
        given.on or now_in_vietnam(),
        Address(given.bot, config.web.public_url or ""),
        given.neighbourhood,
        config.reports.poster_topics,
    )
    for name, content in leaflet_files(told).items():
        files.write(given.out / name, content, with_folder=True)
        print(f"Đã ghi {given.out / name}")
    print(f"Mã QR dẫn tới {told.link}")
    return 0
