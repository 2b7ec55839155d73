"""The bots that are measured, each started as its users start it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

import yaml

from bench.bots.stand_in import TOKEN
from bench.program import environment, free_port
from bench.shipped_files import KNOWLEDGE, MOMENT, ROOT

_HERE = Path(__file__).parent
AIOGRAM_PYTHON = Path(sys.prefix) / "aiogram" / "bin" / "python"
"""A Python with aiogram, inside the environment of ours, whose pydantic is too new for it."""
HOOK = "TELEGRAM_WEBHOOK_URL"
_STOP_SECONDS, _MOST_SAID = 30, 4_000
AIOHTTP, AIOGRAM, PTB = "aiohttp alone, echo", "aiogram, echo", "python-telegram-bot, echo"
OURS = "this project, whole answers"
LABELS = {
    AIOHTTP: "chỉ aiohttp, nhắc lại tin",
    AIOGRAM: "aiogram, nhắc lại tin",
    PTB: "python-telegram-bot, nhắc lại tin",
    OURS: "trợ lý này, trả lời đầy đủ",
}


@dataclass(frozen=True)
class Bot:
    """A bot that can be started."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    """Where its database is."""
    metrics: str = ""
    """Where it shows its numbers."""

    @property
    def echoes(self) -> bool:
        """Whether its answer is what it was told."""
        return self.name != OURS

    @contextmanager
    def running(self, core: int | None = None) -> Iterator[int]:
        """Run it with an empty database, on that core alone if one is given; yield its process."""
        for file in self.folder.glob("bot.db*") if self.folder else ():
            file.unlink()
        with (
            TemporaryFile("w+") as log,
            subprocess.Popen(
                self.command, cwd=ROOT, env={**environment(), **self.environment},
                stdout=subprocess.DEVNULL, stderr=log,
            ) as process,
        ):  # fmt: skip
            try:
                if core is not None:
                    os.sched_setaffinity(process.pid, {core})
                yield process.pid
            except BaseException:
                log.seek(0)
                print(f"{self.name} said:", log.read()[-_MOST_SAID:], flush=True)
                raise
            finally:
                process.terminate()
                process.wait(_STOP_SECONDS)

    def kept(self) -> tuple[int, int]:
        """Return how many questions and handled updates are in its database."""
        if self.folder is None:
            return 0, 0
        with closing(sqlite3.connect(self.folder / "bot.db")) as db:
            counts = [
                db.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("questions", "updates")
            ]
        return counts[0], counts[1]


Maker = Callable[[str, Path, bool], Bot]
"""From the address of the API, a folder for its data, and whether it polls."""


def aiohttp(api: str, _: Path, _polling: bool = False) -> Bot:
    """Return the echo without a library for bots; it has a webhook only."""
    return Bot(AIOHTTP, _script(sys.executable, "echo_aiohttp.py", api, polling=False))


def ptb(api: str, _: Path, polling: bool) -> Bot:
    """Return python-telegram-bot's echo bot."""
    return Bot(PTB, _script(sys.executable, "echo_ptb.py", api, polling=polling))


def aiogram(api: str, _: Path, polling: bool) -> Bot:
    """Return aiogram's echo bot."""
    return Bot(AIOGRAM, _script(str(AIOGRAM_PYTHON), "echo_aiogram.py", api, polling=polling))


def ours(api: str, folder: Path, polling: bool, database: str = "") -> Bot:
    """Return the assistant with the shipped knowledge, its data there or in a PostgreSQL."""
    port, metrics = free_port(), free_port()
    settings = {
        "knowledge": str(KNOWLEDGE),
        "data": str(folder / "data"),
        "web": {"port": port, "metrics_port": metrics},
        "telegram": {"messages_per_minute": 0},
    }
    config = folder / f"config-{port}.yaml"
    config.write_text(yaml.safe_dump(settings))
    command = [
        sys.executable, "-m", "bot", "run", "--config", str(config), "--on", MOMENT.isoformat(),
    ]  # fmt: skip
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api}
    if not polling:
        given[HOOK] = f"http://127.0.0.1:{port}/hook"
    if database:
        given["DATABASE_URL"] = database
    shown = f"http://127.0.0.1:{metrics}/metrics"
    return Bot(OURS, command, given, folder / "data", shown)


def aiogram_version() -> str:
    """Return the version of aiogram, or that it is not there."""
    if not AIOGRAM_PYTHON.exists():
        return "(not installed here)"
    asking = [str(AIOGRAM_PYTHON), "-c", "import aiogram; print(aiogram.__version__)"]
    return subprocess.run(asking, check=True, capture_output=True, text=True).stdout.strip()


def _script(python: str, name: str, api: str, *, polling: bool) -> list[str]:
    return [python, str(_HERE / name), TOKEN, api, *([] if polling else [str(free_port())])]
