"""`check`: every fault of the knowledge folder at once."""

from __future__ import annotations

import argparse
import sys

from bot.config import Config
from bot.content import loading
from bot.content.schemas import stale_schemas, write_schemas
from bot.errors import KnowledgeError

NAME = "check"
HELP = "kiểm tra kiến thức, báo mọi lỗi cùng lúc"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--write-schemas", action="store_true", help="ghi lại các tệp knowledge/.schema"
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
    for name in stale_schemas(config.knowledge):
        print(f"{name}: lược đồ cũ; chạy: python -m bot check --write-schemas", file=sys.stderr)
    phrasings = sum(
        len(texts) for voices in knowledge.phrasings.values() for texts in voices.values()
    )
    print(
        f"Không có lỗi: {len(knowledge.entries)} chủ đề, "
        f"{len(knowledge.parameters.by_id)} thông số, {phrasings} cách hỏi."
    )
    return 0
