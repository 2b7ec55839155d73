"""The whole program: how long it takes to start and to check, how much memory it serves with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import yaml

from bench import questions
from bench.effort import Effort
from bench.memory import resident
from bench.places import KNOWLEDGE, ROOT
from bench.section import Section, paragraphs, table

NAME = "start"
_QUESTION = "con e 5t lam can cuoc can gi v ad"
_HOW = """Wall time of a whole new process, median of {starts} runs, files in the page cache;
without cache means that `data/cache` was emptied before every run. Memory: `VmRSS` of `bot run`
(web chat, no Telegram) before and after {asked} test questions over HTTP, one after another;
*ms a question* is the round trip including the page."""


def measure(effort: Effort) -> Section:
    """Start the program in every way."""
    with tempfile.TemporaryDirectory() as folder:
        config = _config(Path(folder))
        cache = Path(folder) / "data" / "cache"
        ask = ["ask", "--config", str(config), _QUESTION]
        check = ["check", "--config", str(config)]
        without = _median(ask, effort.starts, lambda: shutil.rmtree(cache, ignore_errors=True))
        with_cache = _median(ask, effort.starts)
        checked = _median(check, effort.starts)
        idle, busy, each = _serve(config, effort.over_http)
    rows = [
        ["`bot ask`, with cache", f"{with_cache:.2f} s"],
        ["`bot ask`, without cache", f"{without:.2f} s"],
        ["`bot check`", f"{checked:.2f} s"],
        ["`bot run`, memory when ready", _megabytes(idle)],
        [f"`bot run`, memory after {effort.over_http} questions", _megabytes(busy)],
        ["`bot run`, a question over HTTP, median", f"{each:.1f} ms"],
    ]
    how = _HOW.format(starts=effort.starts, asked=effort.over_http)
    return Section(NAME, "Start and memory", paragraphs(table(["what", "measured"], rows), how))


def _config(folder: Path) -> Path:
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump({"knowledge": str(KNOWLEDGE), "data": str(folder / "data")}))
    return file


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def _environment() -> dict[str, str]:
    """Return the environment without a token, so that nothing but the web is served."""
    return {name: value for name, value in os.environ.items() if "TELEGRAM" not in name}


def _median(arguments: list[str], runs: int, before: Callable[[], object] = lambda: None) -> float:
    seconds = []
    for _ in range(runs):
        before()
        began = time.perf_counter()
        subprocess.run(
            _command(*arguments), cwd=ROOT, env=_environment(), check=True, capture_output=True
        )
        seconds.append(time.perf_counter() - began)
    return median(seconds)


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
    port = _free_port()
    command = _command("run", "--config", str(config), "--port", str(port))
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=_environment(), stdout=quiet, stderr=quiet
    ) as served:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/healthz")
            yield served.pid, address
        finally:
            served.terminate()


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _megabytes(found: float | None) -> str:
    return "–" if found is None else f"{found:.0f} MB"
