"""A running program with a knowledge folder of its own, and how its staff come in."""

from __future__ import annotations

import contextlib
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL, Server, furnished, perform, serving

DAY = "2026-11-22"
"""The day that the program takes for today."""


class Office:
    """One installation, as those who run it see it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.address = server.address

    def link(self, name: str, role: str = "admin") -> str:
        """Return the link that `console-link` prints for somebody."""
        asked = ("console-link", "--name", name, "--role", role)
        done = perform(self.folder, *asked, LOGNAME="quan-tri")
        assert (done.code, done.error) == (0, "")
        return done.out.splitlines()[-1]

    def add_group(self, ward: str) -> None:
        """Let a Telegram group belong to a ward, as if its administrators had bound it."""
        with closing(SqliteStore(self.folder / "data" / "bot.db")) as store:
            store.chats.keep_group(Group(-100, ward))

    def file(self, name: str) -> str:
        """Return what stands in a file of the knowledge folder."""
        return (self.folder / "knowledge" / name).read_text("utf-8")


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """Start the program on a free port, with the small invented knowledge."""
    shutil.copytree(SMALL, folder / "knowledge")
    port = free_port()
    web = f"web: {{port: {port}, public_url: 'http://127.0.0.1:{port}'}}"
    furnished(folder, f"knowledge: knowledge\ndata: data\n{web}\n")
    with serving(folder, "--on", DAY, LOGNAME="tro-ly") as server:
        yield Office(folder, server)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number
