"""Files that nobody should drop into the knowledge folder."""

from __future__ import annotations

import codecs
import json
import random
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.machine import LONG, Home, Machine
from tests.process.program import until

pytestmark = [pytest.mark.faults, pytest.mark.process]
FAQ = "faq/do-choi.yaml"
SHOP = "Diều bán ở cửa hàng đầu làng"
SPARE = "faq/la.yaml"
"""A file that is no part of the folder."""
_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, bytes] = {
    "an anchor bomb": _BOMB.encode(),
    "ten megabytes": b"entries:\n" + b"  - id: a\n" * 1_000_000,
    "ten megabytes in one line": b"group: " + b"x" * 10_000_000,
    "a NUL": b"group: do\0-choi\n",
    "a bell": b"group: do\x07-choi\n",
    "a lone surrogate": b"group: \xed\xa0\x80\n",
    "an escaped surrogate": b'group: "\\ud800"\n',
    "an escape beyond all": b'group: "\\Uffffffff"\n',
    "brackets in brackets": b"[" * 100_000,
    "braces in braces": b"{a: " * 50_000,
    "lists in lists": b"- " * 50_000 + b"x",
    "depth by lines": b"".join(b" " * at + b"a:\n" for at in range(1000)),
    "latin-1": "nhóm: đồ chơi é".encode("cp1258", "replace") + b"\xe9\xff\n",
    "utf-16": codecs.BOM_UTF16_LE + "group: do-choi\n".encode("utf-16-le"),
    "a tag that makes objects": b"group: !!python/object/apply:os.system [exit]\n",
    "two documents": b"group: a\n---\ngroup: b\n",
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50,
    "a merge key": b"a: {b: c}\n<<: {d: e}\n",
    "one key a million times": b"a: 1\n" * 200_000,
    "a line separator": "group: do\u2028choi\n".encode(),
    "an ISO date that is none": b"group: 2026-99-99\n",
}  # fmt: skip
_SHORT = ("an anchor bomb", "ten megabytes", "a NUL", "a lone surrogate", "brackets in brackets",
          "latin-1")  # fmt: skip
INSIDE: dict[str, tuple[bytes, bytes]] = {
    "a right-to-left mark": ("đầu làng".encode(), "đầu \u202elàng".encode()),
    "a zero-width space": ("đầu làng".encode(), "đầu\u200b làng".encode()),
    "a brace too many": (b"{gia-dieu}", b"{gia-dieu}}"),
    "a file cut short": (b"entries:\n", b"entries:\n  - id: \"mua"),
    "half of a letter": ("đầu làng".encode(), "đầu làng".encode()[:-1] + b"\xc3"),
}  # fmt: skip
HARMLESS: dict[str, tuple[bytes, bytes]] = {
    "ends of lines as in Windows": (b"\n", b"\r\n"),
    "a byte order mark": (b"group: do-choi", codecs.BOM_UTF8 + b"group: do-choi"),
}


def lead(machine: Machine) -> str:
    return machine.post("/", {"q": "Con diều bao nhiêu tiền"}).text


def served(machine: Machine) -> str:
    answer = machine.get("/readyz")
    assert answer.status == 200
    return str(json.loads(answer.text)["knowledge"])


def test_whatever_is_dropped_into_the_folder_the_release_in_force_answers_and_the_fault_is_named(
    quiet_home: Home, tally: Tally
) -> None:
    """Promised: each time the answers go on, the log names the file and what to do, and once the
    file is gone the folder is live again.
    """
    home, price = quiet_home, 30_000
    good = (home.knowledge / FAQ).read_bytes()
    law = home.knowledge / "law" / "thong-so.yaml"
    whole = {name: (home.knowledge / SPARE, data) for name, data in HOSTILE.items()}
    edits = {
        name: (home.knowledge / FAQ, good.replace(*change)) for name, change in INSIDE.items()
    }
    with home.running() as machine:
        before = served(machine)
        for name, (place, data) in {**whole, **edits}.items():
            if not LONG and name not in _SHORT and name in whole:
                continue
            known = len(machine.error)
            drop(place, data)
            file = place.relative_to(home.knowledge).as_posix()
            until(lambda: "goes on" in machine.error[known:], f"{name}, told")  # noqa: B023
            [line] = [each for each in machine.error[known:].splitlines() if "goes on" in each]
            assert f"release 1 goes on: {file}:" in line, name
            assert len(line.rpartition(f"{file}:")[2].partition(": ")[2]) > 10, name
            assert SHOP in lead(machine), name
            assert served(machine) == before, name
            tally.injected += 1
            drop(place, good if place.name == Path(FAQ).name else None)
        for name, change in HARMLESS.items():
            drop(home.knowledge / FAQ, good.replace(*change))
            until(lambda: served(machine) != before, f"{name}, served")  # noqa: B023
            before = served(machine)
            assert SHOP in lead(machine)
            tally.injected += 1
        drop(home.knowledge / FAQ, good)
        drop(law, law.read_bytes().replace(b"value: 20000", f"value: {price}".encode()))
        until(lambda: "30.000 đồng" in lead(machine), "the folder is live again")
        assert machine.end() == 0
    assert "Traceback" not in machine.error


def drop(place: Path, data: bytes | None) -> None:
    """Write a file as a whole, as an upload does; None: take it away."""
    if data is None:
        place.unlink()
        return
    part = place.with_name(f".{place.name}.part")
    part.write_bytes(data)
    part.replace(place)


def test_a_folder_that_is_written_byte_by_byte_is_served_when_it_is_whole(
    quiet_home: Home, dice: random.Random, tally: Tally
) -> None:
    """Promised: a file that is cut short anywhere harms nobody, and the whole one is served."""
    place = quiet_home.knowledge / FAQ
    whole = place.read_bytes().replace(SHOP.encode(), "Diều bán ở chợ".encode())
    with quiet_home.running() as machine:
        assert SHOP in lead(machine)
        for _ in range(60 if LONG else 10):
            place.write_bytes(whole[: dice.randrange(len(whole))])
            assert "Diều bán ở" in lead(machine)
            tally.injected += 1
        place.write_bytes(whole)
        until(lambda: "Diều bán ở chợ" in lead(machine), "the whole file, served")
        assert machine.end() == 0
