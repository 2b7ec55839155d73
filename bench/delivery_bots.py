"""The bots that are measured, each started as its users start it, in a process of its own."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

import yaml

from bench.delivery_load import TOKEN
from bench.places import KNOWLEDGE, MOMENT, ROOT

_HERE = Path(__file__).parent
AIOGRAM = Path(sys.prefix) / "aiogram" / "bin" / "python"
"""A Python with aiogram, inside the environment of ours, whose pydantic is too new for it."""
_STOP_SECONDS, _MOST_SAID = 30, 4_000
PTB, OURS = "python-telegram-bot, echo", "this project, whole answers"


@dataclass(frozen=True)
class Bot:
    """A bot that can be started."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    """Where its database is."""

    @property
    def echoes(self) -> bool:
        """Whether its answer is what it was told."""
        return self.folder is None

    @contextmanager
    def running(self) -> Iterator[int]:
        """Run it with an empty database; yield its process."""
        if self.folder is not None:
            for file in self.folder.glob("bot.db*"):
                file.unlink()
        environment = {**_plain_environment(), **self.environment}
        with (
            TemporaryFile("w+") as log,
            subprocess.Popen(
                self.command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log
            ) as process,
        ):
            try:
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


def ptb(api: str, _: Path) -> Bot:
    """Return python-telegram-bot's echo bot."""
    file = _HERE / "delivery_echo_ptb.py"
    return Bot(PTB, _script(sys.executable, file, api))


def aiogram(api: str, _: Path) -> Bot:
    """Return aiogram's echo bot."""
    file = _HERE / "delivery_echo_aiogram.py"
    return Bot("aiogram, echo", _script(str(AIOGRAM), file, api))


def ours(api: str, folder: Path) -> Bot:
    """Return the assistant with the shipped knowledge, and its data in that folder."""
    config = folder / "config.yaml"
    port = _free_port()
    settings = {
        "knowledge": str(KNOWLEDGE),
        "data": str(folder / "data"),
        "web": {"port": port},
        "telegram": {"messages_per_minute": 0},
    }
    config.write_text(yaml.safe_dump(settings))
    command = [
        sys.executable, "-m", "bot", "run", "--config", str(config), "--on", MOMENT.isoformat(),
    ]  # fmt: skip
    environment = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": api,
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
    }
    return Bot(OURS, command, environment, folder / "data")


def aiogram_version() -> str:
    """Return the version of aiogram, empty where it is not installed."""
    if not AIOGRAM.exists():
        return ""
    asking = [str(AIOGRAM), "-c", "import aiogram; print(aiogram.__version__)"]
    return subprocess.run(asking, check=True, capture_output=True, text=True).stdout.strip()


def _script(python: str, file: Path, api: str) -> list[str]:
    return [python, str(file), TOKEN, api, str(_free_port())]


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if "TELEGRAM" not in name}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
