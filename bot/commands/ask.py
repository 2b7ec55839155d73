"""`ask`: one answer, or JSON lines in and JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.record import as_record
from bot.assistant.replies import as_text
from bot.assistant.reply import Reply
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading
from bot.errors import UsageError
from bot.preparing import engine_of

NAME = "ask"
HELP = "hỏi một câu, hoặc nhiều câu dạng JSON mỗi dòng"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("question", nargs="*", metavar="CÂU HỎI")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--jsonl", action="store_true", help="đọc JSON mỗi dòng từ đầu vào")
    parser.add_argument("--why", action="store_true", help="cho biết vì sao chọn câu trả lời này")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Answer; return the exit code."""
    text = " ".join(given.question).strip()
    if given.jsonl and text:
        raise UsageError("--jsonl đọc câu hỏi từ đầu vào; bỏ câu hỏi trên dòng lệnh")
    if not given.jsonl and not text:
        raise UsageError('chưa có câu hỏi; ví dụ: python -m bot ask "Làm căn cước ở đâu?"')
    engine = engine_of(loading.read_folder(config.knowledge), config.data / "cache")
    if given.jsonl:
        answer_lines(engine, sys.stdin, given.on)
        return 0
    question = Question(text, given.on or now_in_vietnam())
    started = time.perf_counter()
    reply = engine.answer(question)
    if given.json:
        print(json.dumps(_record(engine, question, reply, None, started), ensure_ascii=False))
    else:
        print(as_text(reply, engine.knowledge))
    if given.why:
        print(_why(reply), file=sys.stderr)
    return 0


def answer_lines(engine: Engine, lines: Iterable[str], fixed: datetime | None) -> None:
    """Print one JSON line for each JSON line, in order; `UsageError` names a bad line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(number, line)
        question = _question(number, row, fixed)
        started = time.perf_counter()
        reply = engine.answer(question)
        record = _record(engine, question, reply, row["id"], started)
        print(json.dumps(record, ensure_ascii=False), flush=True)


def _row(number: int, line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"dòng {number}: không phải JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise UsageError(f'dòng {number}: cần một đối tượng có "id" và "q"')
    row.setdefault("id", number)
    return row


def _question(number: int, row: dict[str, object], fixed: datetime | None) -> Question:
    now = fixed or now_in_vietnam()
    if row.get("now"):
        try:
            now = datetime.fromisoformat(str(row["now"]))
            now = (now if now.tzinfo else now.replace(tzinfo=VIETNAM)).astimezone(VIETNAM)
        except (ValueError, OverflowError):
            raise UsageError(f'dòng {number}: "now" phải là ngày giờ, ví dụ 2026-11-22') from None
    context = row.get("context") or []
    if not isinstance(context, list) or not all(isinstance(turn, str) for turn in context):
        raise UsageError(f'dòng {number}: "context" phải là danh sách câu chữ')
    return Question(str(row["q"]), now, tuple(context))


def _record(
    engine: Engine, question: Question, reply: Reply, name: object, started: float
) -> dict[str, object]:
    elapsed = round((time.perf_counter() - started) * 1000, 3)
    day = question.moment.astimezone(VIETNAM).date()
    record = as_record(reply, engine.knowledge, day)
    return {"id": name, **record, "elapsed_ms": elapsed}


def _why(reply: Reply) -> str:
    return "\n".join(_reasons(reply))


def _reasons(reply: Reply) -> Iterator[str]:
    why = asdict(reply.why)
    yield f"bước: {why['step']}   trạng thái: {reply.status.value}"
    yield f"đọc là: {' '.join(why['words'])}"
    yield f"khái niệm: {', '.join(why['concepts']) or '(không)'}"
    yield f"thuộc phạm vi: {why['in_scope']:.2f}   chắc chắn: {reply.confidence:.2f}"
    for score in reply.ranking:
        yield f"  {score.score:6.3f}  {score.topic}"
