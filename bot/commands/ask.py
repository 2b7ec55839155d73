"""`ask`: one answer, or JSON lines in and JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import datetime

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.record import as_record
from bot.assistant.replies import as_text
from bot.assistant.reply import Reply
from bot.clock import now_in_vietnam
from bot.commands import json_lines
from bot.config import Config
from bot.content import loading
from bot.errors import UsageError
from bot.provenance.seal import Seal, seal_kept_in, seal_of
from bot.releasing.preparing import engine_of
from bot.store.opening import open_store

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
    seal = _seal(config)
    if given.jsonl:
        answer_lines(engine, seal, sys.stdin, given.on)
        return 0
    question = Question(text, given.on or now_in_vietnam())
    started = time.perf_counter()
    reply = _answer(engine, seal, question)
    if given.json:
        print(json.dumps(_record(engine, reply, None, started), ensure_ascii=False))
    else:
        print(as_text(reply, engine.knowledge))
    if given.why:
        print(_why(reply), file=sys.stderr)
    return 0


def answer_lines(
    engine: Engine, seal: Seal | None, lines: Iterable[str], fixed: datetime | None
) -> None:
    """Print one JSON line for each JSON line, in order; `UsageError` names a bad line."""
    for number, row in json_lines.rows(lines, "q"):
        question = _question(number, row, fixed)
        started = time.perf_counter()
        reply = _answer(engine, seal, question)
        record = _record(engine, reply, row["id"], started)
        print(json.dumps(record, ensure_ascii=False), flush=True)


def _seal(config: Config) -> Seal | None:
    if config.database_url is None:
        return seal_kept_in(config.data)  # without opening the store, which an answer can spare
    with closing(open_store(config)) as store:
        return seal_of(store, config.data)


def _answer(engine: Engine, seal: Seal | None, question: Question) -> Reply:
    reply = engine.answer(question)
    return seal.sealed(reply, engine.knowledge) if seal else reply


def _question(number: int, row: dict[str, object], fixed: datetime | None) -> Question:
    moment = json_lines.moment_of(number, row, "now", fixed)
    context = row.get("context") or []
    if not isinstance(context, list) or not all(isinstance(turn, str) for turn in context):
        raise UsageError(f'dòng {number}: "context" phải là danh sách câu chữ')
    place = row.get("place") or ""
    if not isinstance(place, str):
        raise UsageError(f'dòng {number}: "place" phải là tên xã, phường bằng chữ')
    return Question(str(row["q"]), moment, tuple(context), place=place)


def _record(engine: Engine, reply: Reply, name: object, started: float) -> dict[str, object]:
    elapsed = round((time.perf_counter() - started) * 1000, 3)
    record = as_record(reply, engine.knowledge)
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
