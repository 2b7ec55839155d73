"""Where the time of an update goes: the running bot, sampled from outside."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench import icicle, questions
from bench.bots.rounds import START_SECONDS, WARM_UP, check
from bench.bots.stand_in import StandIn
from bench.bots.started import Bot, ours
from bench.effort import Effort
from bench.icicle import Frame
from bench.memory import cpu_seconds
from bench.section import Section, paragraphs, table
from bench.shipped_files import ROOT

NAME = "time"
_SAMPLER = Path(sys.prefix) / "bin" / "py-spy"
_RATE = 100
_ROOMS = {
    "understanding": ("hiểu câu hỏi", "#7fb2e5"),
    "deciding": ("chọn câu trả lời", "#b9d7f2"),
    "wording": ("viết câu trả lời", "#a5d6a7"),
    "library": ("thư viện Telegram", "#f2b5a7"),
    "handlers": ("phần nói chuyện qua Telegram", "#f7d9a0"),
    "transport": ("nhận và gửi qua mạng", "#d7c4e8"),
    "store": ("lưu trữ", "#f3a6c0"),
    "counting": ("đếm và ghi nhật ký", "#cfd8dc"),
}
"""Label and colour of each room."""
_PATHS = (
    ("bot/store/", "store"), ("handlers/delivery/ledger.py", "store"),
    ("bot/language/redact", "store"), ("sqlite_utils/", "store"), ("sqlite3/", "store"),
    ("bot/observing/", "counting"), ("structlog/", "counting"), ("prometheus_client/", "counting"),
    ("bot/search/", "understanding"), ("bot/language/", "understanding"),
    ("bot/assistant/replies.py", "wording"), ("bot/assistant/cards.py", "wording"),
    ("bot/assistant/items.py", "wording"), ("bot/assistant/citing.py", "wording"),
    ("bot/content/", "wording"), ("handlers/sending.py", "wording"),
    ("handlers/buttons.py", "wording"),
    ("bot/assistant/", "deciding"), ("bot/provenance/", "deciding"), ("bot/desk.py", "deciding"),
    ("handlers/delivery/", "transport"), ("bot/", "transport"), ("aiohttp/", "transport"),
    ("handlers/", "handlers"), ("telegram/", "library"),
)  # fmt: skip
"""Whose a file is: the first beginning that fits."""
_TOLD = {
    "understanding": "understanding the question (`bot/search`, `bot/language`)",
    "deciding": "choosing the answer (`bot/assistant`, `bot/desk.py`, `bot/provenance`)",
    "wording": "wording it (`bot/assistant/replies.py`, `bot/content`, `handlers/sending.py`)",
    "library": "python-telegram-bot: parsing, filters, its calls",
    "handlers": "handlers",
    "transport": "transport (`handlers/delivery`, aiohttp, the event loop)",
    "store": "store: questions, their redaction, handled updates (`bot/store`)",
    "counting": "counters and log (`bot/observing`)",
}
_WAITING = re.compile(
    r"^(_worker|WorkerThread\.run|Condition\.wait|\w*Selector\.select|_wait_for_tstate_lock|wait) "
)
"""Threads that wait for work, where the system does not tell that they do."""
_FRAME = re.compile(r"(.+) \((?:<[\w ]+>|(.*?)):\d+\)$")
_LIBRARIES = "site-packages/"
_ABOVE = ("bot/__main__.py", "bot/cli.py", "bot/commands/")
"""Below which all else runs."""
_HOW = """The bot answers {number:,} questions by webhook, as above, while py-spy looks {rate}
times a second from outside where each of its threads is; {samples:,} looks fell into the work on
updates. Start and end are left out, and so are threads that wait for work. A look belongs to the
innermost room on the stack: what `json` or `re` do counts for who called them. *µs*: the share of
the processor time of an update in this run, in which looking costs time too; take the shares from
here and the times from above. The chart shows the same looks: each box is a function, wide as its
share, below it what it calls; libraries are one box each, the standard library is left out."""


def measure(effort: Effort) -> Section:
    """Sample our bot under load."""
    title = "Where the time of an update goes"
    if not _may_look():
        return Section(NAME, title, "Not measured: py-spy may not look into processes here.")
    with tempfile.TemporaryDirectory() as folder:
        told, work = asyncio.run(_sampled(effort.backlog, Path(folder)))
    stacks = [(frames, samples) for frames, samples in _read(told) if frames]
    spent: Counter[str] = Counter()
    for frames, samples in stacks:
        spent[frames[-1][1]] += samples
    whole = spent.total()
    rows = [
        [_TOLD[room], f"{samples / whole:.1%}",
         "–" if work is None else f"{work * samples / whole:,.0f}"]
        for room, samples in spent.most_common()
    ]  # fmt: skip
    how = _HOW.format(number=effort.backlog, rate=_RATE, samples=whole)
    link = "![Where the time of an update goes](benchmarks/time.png)"
    rooms = {
        room: (f"{label} {spent[room] / whole:.0%}", colour)
        for room, (label, colour) in _ROOMS.items()
    }
    chart = icicle.draw(icicle.tree(stacks), rooms, "Thời gian xử lý một tin nhắn đi vào đâu")
    body = paragraphs(table(["room", "share", "µs an update"], rows), how, link)
    return Section(NAME, title, body, {"time.png": chart})


async def _sampled(number: int, folder: Path) -> tuple[str, float | None]:
    """Return the stacks that were seen, and the processor microseconds of an update."""
    texts = questions.different(number + WARM_UP)
    output = folder / "stacks"
    stand_in = StandIn()
    async with stand_in.serving():
        bot = _watched(ours(stand_in.address, folder, polling=False), output)
        with bot.running() as sampler:
            await stand_in.expect_bot(START_SECONDS)
            process = _child(sampler)
            check(bot, texts[:WARM_UP], await stand_in.ask(texts[:WARM_UP]))
            before = cpu_seconds(process)
            answers = await stand_in.ask(texts[WARM_UP:])
            after = cpu_seconds(process)
            check(bot, texts[WARM_UP:], answers)
            os.kill(process, signal.SIGTERM)  # the sampler writes when its child has ended
            await asyncio.to_thread(os.waitid, os.P_PID, sampler, os.WEXITED | os.WNOWAIT)
    work = None if before is None or after is None else (after - before) / number * 1e6
    return output.read_text(), work


def _may_look() -> bool:
    """Return whether the sampler is there and allowed to read another process."""
    if not _SAMPLER.exists():
        return False
    looked_at = [sys.executable, "-c", "import time; time.sleep(1)"]
    trial = subprocess.run(
        [*_looking(Path(os.devnull)), *looked_at], capture_output=True, check=False
    )
    return trial.returncode == 0


def _watched(bot: Bot, output: Path) -> Bot:
    return replace(bot, command=[*_looking(output), *bot.command])


def _looking(output: Path) -> list[str]:
    """Return the command that starts what follows it and looks into that."""
    return [
        str(_SAMPLER), "record", "--format", "raw", "--rate", str(_RATE), "--function",
        "--full-filenames", "--output", str(output), "--",
    ]  # fmt: skip


def _child(process: int) -> int:
    told = subprocess.run(
        ["pgrep", "-P", str(process)], check=True, capture_output=True, text=True
    )
    return int(told.stdout.split()[0])


def _read(told: str) -> Iterator[tuple[list[Frame], int]]:
    """Yield the frames of each stack that works on an update, outermost first, and how often."""
    for line in told.splitlines():
        stack, _, samples = line.rpartition(" ")
        frames = stack.split(";")
        loop = any("run_forever" in frame for frame in frames)
        if _WAITING.match(frames[-1]) or not (loop or "_bootstrap" in frames[0]):
            continue
        inner = [found for frame in frames if (found := _FRAME.match(frame))]
        if loop and any(found[1] in {"serve", "_serve"} for found in inner):
            continue  # start and end
        yield _told(inner), int(samples)


def _told(stack: Sequence[re.Match[str]]) -> list[Frame]:
    """Return the frames of ours, and one for each library that is passed through."""
    frames: list[Frame] = []
    loop = any("run_forever" in found[1] for found in stack)
    frames.append(("vòng lặp chính", "transport") if loop else ("luồng phụ (lưu trữ)", "store"))
    for found in stack:
        path = found[2] or ""
        own = path.startswith(f"{ROOT}/") and _LIBRARIES not in path
        if own:
            short = path.removeprefix(f"{ROOT}/")
        elif _LIBRARIES in path:
            short = path.rpartition(_LIBRARIES)[2]
        else:
            continue  # the standard library works for its caller
        room = next((room for start, room in _PATHS if short.startswith(start)), frames[-1][1])
        name = _named(found[1], Path(short).stem) if own else short.partition("/")[0]
        if not short.startswith(_ABOVE) and frames[-1] != (name, room):
            frames.append((name, room))
    return frames


def _named(function: str, module: str) -> str:
    return function if "." in function else f"{module}.{function}"
