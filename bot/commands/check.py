"""`check`: every fault of the knowledge folder at once, and what staff should look at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.assistant import review
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading
from bot.content.schemas import stale_schemas, write_schemas
from bot.errors import KnowledgeError

NAME = "check"
HELP = "kiểm tra kiến thức, báo mọi lỗi cùng lúc"

TRANSLATIONS = "translations.yaml"
_HEAD = """\
# yaml-language-server: $schema=.schema/translations.json
# Do lệnh này tạo ra, không sửa tay: python -m bot check --confirm-translations
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--write-schemas", action="store_true", help="ghi lại các tệp knowledge/.schema"
    )
    parser.add_argument(
        "--confirm-translations",
        action="store_true",
        help="ghi nhận rằng mọi bản tiếng Anh đã khớp bản tiếng Việt hiện nay",
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print faults or a summary; return 2 where there are faults."""
    if given.write_schemas and config.knowledge.is_dir():
        write_schemas(config.knowledge)
    try:
        knowledge = loading.load(loading.read_folder(config.knowledge))
    except KnowledgeError as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} lỗi; chưa có gì thay đổi trên trợ lý.", file=sys.stderr)
        return 2
    if given.confirm_translations:
        _confirm(config.knowledge, review.translation_marks(knowledge))
        knowledge = loading.load(loading.read_folder(config.knowledge))
    for name in stale_schemas(config.knowledge):
        print(f"{name}: lược đồ cũ; chạy: python -m bot check --write-schemas", file=sys.stderr)
    day = (given.on or now_in_vietnam()).date()
    for remark in review.remarks(knowledge, day):
        print(f"nên xem: {remark.about}: {remark.message}")
    phrasings = sum(
        len(texts) for voices in knowledge.phrasings.values() for texts in voices.values()
    )
    print(
        f"Không có lỗi: {len(knowledge.entries)} chủ đề, "
        f"{len(knowledge.parameters.by_id)} thông số, {phrasings} cách hỏi."
    )
    return 0


def _confirm(folder: Path, marks: Mapping[str, str]) -> None:
    lines = [_HEAD, "confirmed:\n", *(f"  {topic}: {mark}\n" for topic, mark in marks.items())]
    (folder / TRANSLATIONS).write_text("".join(lines), "utf-8")
