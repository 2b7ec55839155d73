"""How long the program takes to start, and how much memory it serves with."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import yaml

from bench import program, questions
from bench.effort import Effort
from bench.memory import resident
from bench.section import Section, paragraphs, table
from bench.shipped_files import KNOWLEDGE, ROOT

NAME = "start"
_QUESTION = "con e 5t lam can cuoc can gi v ad"
_PEER = "`import telegram.ext`, as every bot of the library does"
_HOW = """Wall time of a whole new process, medians of {starts} rounds in turn, files in the page
cache; *times* is beside a new process that only imports python-telegram-bot. Without cache means
that `data/cache` was emptied before. `bot run` (web chat, no Telegram) is up when it answers its
health page. Memory: its `VmRSS` then, and after {asked} test questions over HTTP, one after
another; *a question over HTTP* is the round trip including the page."""


def measure(effort: Effort) -> Section:
    """Start the program in every way, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        config = _config(Path(folder))
        cache = Path(folder) / "data" / "cache"
        ask = ("ask", "--config", str(config), _QUESTION)

        def without(start: Callable[[], float]) -> float:
            shutil.rmtree(cache, ignore_errors=True)
            return start()

        ways: dict[str, Callable[[], float]] = {
            _PEER: lambda: program.run("bench.library_alone").seconds,
            "`bot ask`, without cache": lambda: without(lambda: program.run("bot", *ask).seconds),
            "`bot ask`, with cache": lambda: program.run("bot", *ask).seconds,
            "`bot run` until it is up, without cache": lambda: without(
                lambda: _seconds_up(config)
            ),
            "`bot run` until it is up, with cache": lambda: _seconds_up(config),
        }
        seconds = defaultdict(list)
        for _ in range(effort.starts):
            for name, start in ways.items():
                seconds[name].append(start())
        idle, busy, each = _serve(config, effort.over_http)
    peer = median(seconds[_PEER])
    starts = [
        [name, f"{median(found):.2f}", f"{median(found) / peer:.1f}"]
        for name, found in seconds.items()
    ]
    served = [
        ["memory when ready", _megabytes(idle)],
        [f"memory after {effort.over_http} questions", _megabytes(busy)],
        ["a question over HTTP, median", f"{each:.1f} ms"],
    ]
    how = _HOW.format(starts=effort.starts, asked=effort.over_http)
    body = paragraphs(
        table(["what", "seconds", "times"], starts), table(["`bot run`", "measured"], served), how
    )
    return Section(NAME, "Start and memory", body)


def _config(folder: Path) -> Path:
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump({"knowledge": str(KNOWLEDGE), "data": str(folder / "data")}))
    return file


def _seconds_up(config: Path) -> float:
    """Return the seconds from the start of `bot run` until it answers."""
    began = time.perf_counter()
    with _running(config):
        return time.perf_counter() - began


def _serve(config: Path, asked: int) -> tuple[float | None, float | None, float]:
    """Return memory when ready and after the questions, and the median milliseconds of one."""
    with _running(config) as (process, address):
        idle = resident(process)
        each = []
        for question in questions.sample(questions.single(), asked):
            form = urllib.parse.urlencode({"q": question.text}).encode()
            began = time.perf_counter()
            urllib.request.urlopen(f"{address}/", form, timeout=30).read()
            each.append((time.perf_counter() - began) * 1000)
        return idle, resident(process), median(each)


@contextmanager
def _running(config: Path) -> Iterator[tuple[int, str]]:
    """Run the web chat; yield process and address as soon as it is up."""
    port = program.free_port()
    command = [sys.executable, "-m", "bot", "run", "--config", str(config), "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=program.environment(), stdout=quiet, stderr=quiet
    ) as served:
        try:
            address = f"http://127.0.0.1:{port}"
            program.wait_until_up(f"{address}/healthz")
            yield served.pid, address
        finally:
            served.terminate()


def _megabytes(found: float | None) -> str:
    return "–" if found is None else f"{found:.0f} MB"
