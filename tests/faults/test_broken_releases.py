"""Releases in the store that cannot be read: at a start, and beside a running process."""

from __future__ import annotations

import random
import shutil

import pytest

from bot.content.loading import read_folder
from bot.store.kept import Release
from tests.faults.conftest import Tally
from tests.faults.machine import Home
from tests.faults.test_hostile_files import FAQ, SHOP, drop, lead
from tests.process.program import until

pytestmark = [pytest.mark.faults, pytest.mark.process]


def _damage(home: Home, number: int, packed: bytes) -> None:
    with home.store() as store, store.writing() as db:
        db.execute("update releases set files = ? where number = ?", [packed, number])


def _publish(home: Home, files: dict[str, bytes]) -> Release:
    with home.store() as store:
        return store.releases.publish(f"newer {len(files)}", files, "lan")


def _with(home: Home, name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    files = read_folder(home.knowledge)
    return {**files, name: files[name].replace(old, new)}


@pytest.mark.parametrize("damage", ["bytes", "cut-short", "newer-format", "no-files"])
def test_a_release_that_cannot_be_read_is_passed_over_for_the_last_one_that_can(
    quiet_home: Home, damage: str, tally: Tally
) -> None:
    """Promised: where the folder has faults and the newest release is broken, the one before it
    answers, and the log says so.
    """
    home = quiet_home
    with home.running() as machine:
        assert SHOP in lead(machine)
        assert machine.end() == 0
    newer = _publish(home, _with(home, FAQ, b"entries:", b"colour: blue\nentries:"))
    if damage == "no-files":
        newer = _publish(home, {})
    if damage == "bytes":
        _damage(home, newer.number, random.Random(1).randbytes(5000))
    if damage == "cut-short":
        with home.store() as store:
            sql = "select files from releases where number = ?"
            [packed] = store._db.execute(sql, [newer.number]).fetchone()
        _damage(home, newer.number, packed[: len(packed) // 2])
    shutil.rmtree(home.knowledge)
    with home.running() as machine:
        assert SHOP in lead(machine)
        assert machine.end() == 0
    tally.injected += 1
    assert "release 1 serves" in machine.error
    assert f"release {newer.number} " in machine.error


@pytest.mark.parametrize("damage", ["bytes", "newer-format"])
def test_a_broken_release_of_another_process_leaves_the_one_in_force_and_is_told_once(
    quiet_home: Home, damage: str, tally: Tally
) -> None:
    """Promised: a running process goes on, is live for edits, and tries what is broken once."""
    home = quiet_home
    with home.running() as machine:
        assert SHOP in lead(machine)
        newer = _publish(home, _with(home, FAQ, b"entries:", b"colour: blue\nentries:"))
        if damage == "bytes":
            _damage(home, newer.number, b"torn")
        told = f"release {newer.number} cannot be used, release 1 goes on"
        until(lambda: told in machine.error, "the broken release, told")
        assert SHOP in lead(machine)
        place = home.knowledge / FAQ
        drop(place, place.read_bytes().replace(SHOP.encode(), "Diều bán ở chợ".encode()))
        until(lambda: "Diều bán ở chợ" in lead(machine), "an edit, served")
        assert machine.error.count("cannot be used") == 1
        assert machine.end() == 0
    tally.injected += 1
