from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore
from tests.process.program import PATIENCE, environment

KILLS = 10
WRITER = Path(__file__).with_name("writer.py")


def interrupted(place: Path, start: int, lines: int) -> list[list[str]]:
    """Let a child write and kill it after so many lines; return all it said it had kept."""
    with subprocess.Popen(
        [sys.executable, str(WRITER), str(place), str(start)], env=environment(),
        stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        said += child.stdout.readlines()
        child.wait(PATIENCE)
    return [line.split() for line in said if line.endswith("\n")]


@pytest.mark.process
def test_a_kill_in_the_middle_of_writes_loses_nothing_that_was_acknowledged(place: Path) -> None:
    dice = random.Random()
    said: list[list[str]] = []
    for kill in range(KILLS):
        found = interrupted(place, kill * 100_000, dice.randrange(1, 120))
        assert found
        said += found
        SqliteStore(place).close()
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        asked = dict(connection.execute("select id, question from questions"))
    store = SqliteStore(place)
    try:
        told = {int(number): f"diều {at}" for what, number, at in said if what == "question"}
        assert told.items() <= asked.items()
        updates = [int(at) for what, _, at in said if what == "update"]
        found = store.updates.handled(updates)
        assert {at: done.reply for at, done in found.items()} == {
            at: f"diều {at}" for at in updates
        }
        put_off = {kept.call for kept in store.updates.calls_put_off()}
        assert put_off >= {f"call {at}" for at in updates}
        newest = store.releases.newest()
        assert newest is not None
        last = max(int(at) for what, _, at in said if what == "release")
        kept = int(newest[0].digest.removeprefix("digest "))
        assert kept >= last
        assert newest[1] == {"a.yaml": str(kept).encode() * 5000}
    finally:
        store.close()
