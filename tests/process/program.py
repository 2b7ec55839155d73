"""Starts the real program, in a folder of its own and without the outer environment."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar
from unittest.mock import patch

from bot.cli import main

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "small"
PATIENCE = 180.0
"""Seconds after which something that should have happened counts as never happening."""
CONFIG = "data: data\nweb: {port: 0}\n"
_ADDRESS = re.compile(r"^Trang trò chuyện: (\S+)$", re.MULTILINE)
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
T = TypeVar("T")


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    error: str

    @property
    def errors(self) -> list[str]:
        return self.error.splitlines()


class Page(NamedTuple):
    """An HTTP response."""

    status: int
    text: str
    headers: dict[str, str]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def environment(**more: str) -> dict[str, str]:
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    outer = ("TELEGRAM_", "DATABASE_URL", "PYTHONWARNINGS", *proxies)
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith(outer)}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_PROXY": "*", **more}


def furnished(folder: Path, config: str = CONFIG) -> Path:
    """Give a folder the configuration of a small installation."""
    folder.mkdir(exist_ok=True)
    (folder / "config.yaml").write_text(config, "utf-8")
    return folder


def run(folder: Path, *arguments: str, given: str = "", **settings: str) -> Outcome:
    """Run a command to its end."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env=environment(**settings), input=given.encode(),
        capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def perform(folder: Path, *arguments: str, given: str = "", **settings: str) -> Outcome:
    """Run a command to its end inside this process: the same, without the wait for a start."""
    given_, out, error = (
        io.TextIOWrapper(io.BytesIO(text)) for text in (given.encode(), b"", b"")
    )
    with (
        patch.dict(os.environ, environment(**settings), clear=True),
        patch.multiple(sys, stdin=given_, stdout=out, stderr=error),
        contextlib.chdir(folder),
    ):
        code = main(arguments)
        out.flush()
        error.flush()
    said, complained = (stream.buffer.getvalue().decode() for stream in (out, error))
    return Outcome(code, said, complained)


def ask(folder: Path, *arguments: str) -> dict[str, object]:
    """Ask the small knowledge one question; return the record."""
    done = perform(folder, "ask", "--json", "--knowledge", str(SMALL), *arguments)
    assert (done.code, done.error) == (0, "")
    found: dict[str, object] = json.loads(done.out)
    return found


def until(look: Callable[[], T | None], what: str) -> T:
    """Look again and again until there is something to see."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"this never happened: {what}")


class Server:
    """A running `python -m bot run`."""

    def __init__(self, folder: Path, arguments: tuple[str, ...], settings: dict[str, str]) -> None:
        self._out = folder / "out.txt"
        self._error = folder / "error.txt"
        with self._out.open("wb") as out, self._error.open("wb") as error:
            self.process = subprocess.Popen(
                command("run", *arguments), cwd=folder, env=environment(**settings),
                stdin=subprocess.DEVNULL, stdout=out, stderr=error,
            )  # fmt: skip

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def error(self) -> str:
        return self._error.read_text("utf-8")

    @property
    def address(self) -> str:
        """The address that it prints; waits for it."""

        def printed() -> re.Match[str] | None:
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}: {self.error}")
            return _ADDRESS.search(self.out)

        return until(printed, "the address of the web chat").group(1)

    def get(self, path: str, **headers: str) -> Page:
        return self._send(urllib.request.Request(self.address + path, headers=headers))

    def post(self, path: str, form: dict[str, str], **headers: str) -> Page:
        body = urllib.parse.urlencode(form).encode()
        return self._send(urllib.request.Request(self.address + path, body, headers))

    @staticmethod
    def _send(request: urllib.request.Request) -> Page:
        try:
            with _DIRECT.open(request, timeout=PATIENCE) as answer:
                return Page(answer.status, answer.read().decode(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Page(error.code, error.read().decode(), dict(error.headers))

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def ended(self) -> int:
        """Wait for it to end by itself; return the exit code."""
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def serving(folder: Path, *arguments: str, **settings: str) -> Iterator[Server]:
    """Start the server; whatever happens, it does not outlive the test."""
    server = Server(folder, arguments, settings)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.wait(PATIENCE)
