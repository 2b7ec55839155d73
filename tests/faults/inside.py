"""The real program inside a process that a test may kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

import bot.commands.publish  # so that a process that is forked from here starts at once
import bot.commands.rollback
import bot.commands.run
import bot.serving  # noqa: F401
from bot.cli import main
from bot.releasing import learning, preparing

ARMED, STEPS = "armed", "steps"
"""Files that tell a test that the killer waits, and by their length how many steps were taken."""
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link"}
_CONNECT, _EXECUTE = sqlite3.connect, psycopg.Cursor.execute
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Life:
    """A run of the program."""

    folder: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    tuning: Mapping[str, Any] = field(default_factory=dict)
    """Constants of modules by their full names: pauses that a test need not wait out."""
    doom: int = 0
    """The step at which it is killed; 0: only the test kills it."""
    at_once: bool = True
    """Whether steps count from the start, or only from SIGUSR1 on."""
    only: str = ""
    """What the name of a file ends with that is renamed; no other step counts then."""
    log: str = ""
    """What the names of the files begin with into which it writes."""
    apart: bool = True
    """Whether an index is worked out in a process of its own, which takes a second to start."""


def live(life: Life) -> None:
    """Run the program as `python -m bot` would, in a process of its own."""
    os.setsid()  # so that a test can end what a killed process leaves behind
    os.chdir(life.folder)
    os.environ.clear()
    os.environ.update(life.environment)
    sys.dont_write_bytecode = True
    for number, name in ((1, "out.txt"), (2, "error.txt")):
        handle = os.open(life.log + name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(handle, number)
        os.close(handle)
    for place, value in life.tuning.items():
        module, _, name = place.rpartition(".")
        getattr(import_module(module), name)  # or the test would tune what is not there
        setattr(import_module(module), name, value)
    if not life.apart:
        assert preparing._work_out_apart
        preparing._work_out_apart = learning.work_out_and_keep
    _Killer(life).wait()
    sys.exit(main(life.arguments))


class _Killer:
    """Kills this process just before one of the steps by which it changes a file or the database.

    A step is a file opened for writing, renamed or deleted, a folder made, an SQL statement.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self._armed = False
        self._steps = 0
        Path(ARMED).unlink(missing_ok=True)
        self._told = os.open(STEPS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o666)

    def wait(self) -> None:
        sys.addaudithook(self._heard)
        sqlite3.connect = self._connected  # its audit event comes before one can be traced
        signal.signal(signal.SIGUSR1, lambda *_: self._arm())
        psycopg.Cursor.execute = self._counting()  # type: ignore[method-assign]
        if self._life.at_once:
            self._arm()

    def _arm(self) -> None:
        Path(ARMED).touch()
        self._armed = True

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if self._life.only:
            if event == "os.rename" and str(given[0]).endswith(self._life.only):
                self._step()
        elif event in _CHANGES or (event == "open" and given[2] and given[2] & _WRITES):
            self._step()

    def _connected(self, *given: Any, **more: Any) -> sqlite3.Connection:
        connection = _CONNECT(*given, **more)
        if not self._life.only:
            connection.set_trace_callback(lambda _: self._step())
        return connection

    def _counting(self) -> Any:
        def execute(cursor: psycopg.Cursor[Any], *given: Any, **more: Any) -> Any:
            if not self._life.only:
                self._step()
            return _EXECUTE(cursor, *given, **more)

        return execute

    def _step(self) -> None:
        if not self._armed:
            return
        self._steps += 1
        os.write(self._told, b".")
        if self._steps == self._life.doom:
            os.kill(os.getpid(), signal.SIGKILL)
