from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore
from tests.process.program import PATIENCE, environment
from tests.store.looking import Kept, rows

KILLS = 10
WRITER = Path(__file__).with_name("writer.py")


def interrupted(place: str, start: int, lines: int) -> list[list[str]]:
    """Let a child write and kill it after so many lines; return all it said it had kept."""
    with subprocess.Popen(
        [sys.executable, str(WRITER), place, str(start)], env=environment(),
        stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        said += child.stdout.readlines()
        child.wait(PATIENCE)
    return [line.split() for line in said if line.endswith("\n")]


@pytest.mark.process
def test_a_kill_in_the_middle_of_writes_loses_nothing_that_was_acknowledged(
    opened: Callable[[], Kept],
) -> None:
    dice = random.Random()
    said: list[list[str]] = []
    store = opened()
    place = str(store.path) if isinstance(store, SqliteStore) else store._address.url
    for kill in range(KILLS):
        found = interrupted(place, kill * 100_000, dice.randrange(1, 120))
        assert found
        said += found
        opened()
    assert store.examine() == []
    asked = dict(rows(store, "select id, question from questions"))
    told = {int(number): f"diều {at}" for what, number, at in said if what == "question"}
    assert told.items() <= asked.items()
    updates = [int(at) for what, _, at in said if what == "update"]
    handled = store.updates.handled(updates)
    assert {at: done.reply for at, done in handled.items()} == {at: f"diều {at}" for at in updates}
    put_off = {kept.call for kept in store.updates.calls_put_off()}
    assert put_off >= {f"call {at}" for at in updates}
    newest = store.releases.newest()
    assert newest is not None
    last = max(int(at) for what, _, at in said if what == "release")
    kept = int(newest[0].digest.removeprefix("digest "))
    assert kept >= last
    assert newest[1] == {"a.yaml": str(kept).encode() * 5000}
