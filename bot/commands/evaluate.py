"""`eval`: how often the assistant is right, by style."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.turn import CERTAIN
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading
from bot.errors import UsageError
from bot.releasing.preparing import engine_of

NAME = "eval"
HELP = "đo độ chính xác trên các tệp câu hỏi"

_DECLINED = {Status.DECLINED_NEIGHBOUR, Status.DECLINED_UNKNOWN, Status.REFUSED}
_ANSWERED = {Status.ANSWERED, Status.SCAM_CHECK, Status.SMALL_TALK}


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--misses", action="store_true", help="liệt kê câu trả lời sai")


@dataclass
class Tally:
    """Counts of one style."""

    asked: int = 0
    first: int = 0
    helped: int = 0
    certain: int = 0
    certain_wrong: int = 0
    to_decline: int = 0
    answered_anyway: int = 0
    declined: int = 0


@dataclass(frozen=True)
class Judged:
    """One question and what became of it."""

    row: dict[str, object]
    reply: Reply
    first: bool
    helped: bool
    certain: bool
    """Answered with a confidence of at least `CERTAIN`."""

    @property
    def foreign(self) -> bool:
        """Whether it should be declined."""
        return not self.row["topic"]


def judge(engine: Engine, row: dict[str, object], question: Question) -> Judged:
    """Ask one labelled question and compare."""
    reply = engine.answer(question)
    wanted = {row["topic"], *_texts(row.get("also_ok"))} - {None}
    answered = list(reply.topics)
    offered = [choice.topic for choice in reply.choices][:3]
    ranked = answered or offered
    first = bool(ranked) and ranked[0] in wanted
    helped = bool(wanted.intersection([*answered, *offered]))
    if not row["topic"]:
        helped = reply.status in _DECLINED or (bool(answered) and answered[0] in wanted)
        first = helped
    return Judged(row, reply, first, helped, bool(answered) and reply.confidence >= CERTAIN)


def tally(results: Iterable[Judged]) -> dict[str, Tally]:
    """Count by style, and all together under `tất cả`."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for result in results:
        for name in (str(result.row.get("style", "-")), "tất cả"):
            count = found[name]
            if result.foreign:
                count.to_decline += 1
                count.declined += result.helped
                count.answered_anyway += result.reply.status in _ANSWERED and not result.helped
                continue
            count.asked += 1
            count.first += result.first
            count.helped += result.helped
            count.certain += result.certain
            count.certain_wrong += result.certain and not result.first
    return dict(found)


def perform(given: argparse.Namespace, config: Config) -> int:
    """Measure; print a table for each file."""
    engine = engine_of(loading.read_folder(config.knowledge), config.data / "cache")
    console = Console()
    for file in given.files:
        rows = [row for row in read_rows(file) if _known(engine, row)]
        results = []
        moment = given.on or now_in_vietnam()
        for row in track(rows, description=file.name, console=console):
            context = tuple(_texts(row.get("context")))
            results.append(judge(engine, row, Question(str(row["q"]), moment, context)))
        console.print(table(file.name, tally(results)))
        if given.misses:
            for result in results:
                if not result.first:
                    _show(console, result)
    return 0


def read_rows(file: Path) -> list[dict[str, object]]:
    """Return the rows of a question file; `UsageError` where it cannot be read."""
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: không đọc được ({error.__class__.__name__})") from None
    return [_row(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _row(file: Path, number: int, line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"{file}:{number}: không phải JSON") from None
    if not isinstance(row, dict) or not {"q", "topic"} <= row.keys():
        raise UsageError(f'{file}:{number}: cần "q" và "topic"')
    if not isinstance(row["topic"], str | None):
        raise UsageError(f'{file}:{number}: "topic" là một mã chủ đề, hoặc null')
    return row


def table(title: str, counts: dict[str, Tally]) -> Table:
    """Return the counts as a table of shares."""
    made = Table(title=title)
    for heading in ("kiểu", "câu", "đúng ngay %", "giúp được %", "chắc mà sai %",
                    "cần từ chối", "từ chối %", "vẫn trả lời %"):  # fmt: skip
        made.add_column(heading, justify="left" if heading == "kiểu" else "right")
    for name, count in sorted(counts.items(), key=lambda item: (item[0] == "tất cả", item[0])):
        made.add_row(
            name, str(count.asked), _share(count.first, count.asked),
            _share(count.helped, count.asked), _share(count.certain_wrong, count.asked),
            str(count.to_decline), _share(count.declined, count.to_decline),
            _share(count.answered_anyway, count.to_decline),
        )  # fmt: skip
    return made


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _known(engine: Engine, row: dict[str, object]) -> bool:
    return not row["topic"] or row["topic"] in engine.knowledge.entries


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _show(console: Console, result: Judged) -> None:
    got = (
        ", ".join(result.reply.topics)
        or "[" + ", ".join(choice.topic for choice in result.reply.choices) + "]"
    )
    console.print(
        f"{result.row.get('id', '')} {result.row.get('style', '')} {result.reply.status.value} "
        f"{result.reply.confidence:.2f} | {str(result.row['q'])[:140]} | "
        f"{result.row['topic']} → {got}",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
