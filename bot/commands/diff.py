"""`diff`: what an edit changes for citizens, before it comes into force."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from textwrap import shorten

from bot.assistant.reply import Item
from bot.clock import now_in_vietnam
from bot.commands import json_lines
from bot.config import Config
from bot.content import loading
from bot.content.loading import Files
from bot.errors import UsageError
from bot.provenance.comparing import differences
from bot.releasing.comparing import Difference, Ending, compare
from bot.releasing.labels import PARTS, SURENESS
from bot.releasing.preparing import Preparer
from bot.store.base import Store
from bot.store.opening import open_store

NAME = "diff"
HELP = "sửa đổi làm khác đi những gì: câu trả lời, câu hỏi, điều nên xem"
_LOG_DAYS = 30
_MOST_QUESTIONS = 2000
_LONGEST = 80
"""Characters of a part as it is shown."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "releases", nargs="*", type=int, metavar="SỐ",
        help="so bản này với thư mục, hoặc hai bản với nhau; không ghi: bản đang dùng",
    )  # fmt: skip
    parser.add_argument(
        "--questions", nargs="*", type=Path, default=[], metavar="FILE.jsonl",
        help="hỏi thử cả những câu trong tệp này, ngoài câu hỏi 30 ngày qua",
    )  # fmt: skip


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print what changes, from the first of two versions to the second."""
    if len(given.releases) > 2:
        raise UsageError("so được nhiều nhất hai bản")
    moment = given.on or now_in_vietnam()
    store = open_store(config)
    try:
        before = _release(store, given.releases[0] if given.releases else None)
        after = (
            _release(store, given.releases[1])
            if len(given.releases) > 1
            else loading.read_folder(config.knowledge)
        )
        asked = store.questions.asked_since(moment - timedelta(days=_LOG_DAYS), _MOST_QUESTIONS)
    finally:
        store.close()
    questions = [*asked, *(text for file in given.questions for text in _questions(file))]
    for line in _lines(_compared(before, after, questions, moment, config)):
        print(line)
    return 0


def _compared(
    before: Files, after: Files, questions: list[str], moment: datetime, config: Config
) -> Difference:
    preparer = Preparer(config.data / "cache")
    engines = preparer.engine(before), preparer.engine(after)
    return compare((before, after), engines, questions, moment)


def _release(store: Store, number: int | None) -> Files:
    found = store.releases.newest() if number is None else store.releases.get(number)
    if found is None:
        raise UsageError(
            "chưa có bản nào để so; chạy: python -m bot publish"
            if number is None
            else f"không có bản {number}; xem: python -m bot releases"
        )
    return found[1]


def _questions(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: không đọc được ({error.__class__.__name__})") from None
    for _, row in json_lines.rows(lines, "q"):
        yield str(row["q"])


def _lines(found: Difference) -> Iterator[str]:
    if not found.files:
        yield "Không có gì khác."
        return
    yield f"Tệp thay đổi: {', '.join(found.files)}"
    yield f"Câu trả lời đổi lời: {len(found.answers)}"
    for answer in found.answers:
        yield f"  {answer.topic} ({answer.language}): {_told(answer.before, answer.after)}"
    yield f"Câu hỏi có kết quả khác: {len(found.questions)}"
    for question in found.questions:
        ends = f"{_ending(question.before)} → {_ending(question.after)}"
        yield f"  {json.dumps(question.question, ensure_ascii=False)}: {ends}"
    yield f"Điều mới nên xem: {len(found.remarks)}"
    for remark in found.remarks:
        yield f"  {remark.about}: {remark.message}"


def _told(before: Item | None, after: Item | None) -> str:
    if before is None:
        return "bắt đầu có câu trả lời"
    if after is None:
        return "không còn câu trả lời"
    return "; ".join(
        f"{PARTS[change.part]}: {_short(change.before)} → {_short(change.after)}"
        for change in differences(before, after)
    )


def _short(texts: tuple[str, ...]) -> str:
    return shorten(" / ".join(texts), _LONGEST, placeholder="…") or "(không có)"


def _ending(ending: Ending) -> str:
    return f"{ending.topic} ({SURENESS[ending.sureness]})"
