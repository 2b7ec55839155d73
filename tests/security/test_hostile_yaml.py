"""YAML that means harm is refused with a fault, at once, and what is in force stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import reading
from bot.content.converting import MOST_FAULTS
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.errors import Fault, KnowledgeError
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.store.sqlite import SqliteStore

NAME = "faq/do-choi.yaml"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
HOSTILE = {
    "anchors that multiply": BOMB.encode(),
    "anchors in the head": b"%YAML 1.2\n---\n" + BOMB.encode(),
    "merge keys": b"a: &a {b: c}\nd: {<<: *a}\n",
    "ten megabytes": b"entries:\n" + b"  - x\n" * 1_700_000,
    "ten megabytes in one word": b"entries: " + b"x" * 10_000_000,
    "NUL": b"entries: a\0b\n",
    "a control sign": b"entries: a\x07b\n",
    "an escape of a terminal": b"entries: a\x1b[2Jb\n",
    "an escaped control sign": b'entries: "a\\u0007b"\n',
    "right to left": "entries: a\u202eb\n".encode(),
    "right to left in quotes": b'entries: "a\\u202eb"\n',
    "isolates": "entries: a\u2066b\u2069\n".encode(),
    "zero width": "entries: a\u200bb\n".encode(),
    "a line end that no editor shows": "entries: a\u2028b: c\n".encode(),
    "not UTF-8": b"entries: \xff\xfe\n",
    "UTF-16": "entries: x\n".encode("utf-16"),
    "half a letter": "entries: đ".encode()[:-1],
    "a tag that makes objects": b"entries: !!python/object/apply:os.system ['touch /tmp/owned']\n",
    "a tag of ones own": b"entries: !x y\n",
    "depth in brackets": b"entries: " + b"[" * 100_000,
    "depth in braces": b"entries: " + b"{a: " * 50_000,
    "depth in lines": "".join(f"{' ' * n}a:\n" for n in range(1500)).encode(),
    "depth in dashes": b"- " * 200_000,
    "keys without end": b"".join(b"k%d: v\n" % n for n in range(150_000)),
    "one key again and again": b"a: b\n" * 300_000,
    "an open quote": b'entries: "' + b"x" * 1_000_000,
    "a number without end": b"entries: " + b"9" * 1_000_000,
    "only marks": b"entries: " + ("a" + "\u0301" * 500_000).encode(),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_means_harm_is_told_in_few_short_faults(small_files: Files, kind: str):
    with pytest.raises(KnowledgeError) as refused:
        load({**small_files, NAME: HOSTILE[kind]})
    faults = [fault for fault in refused.value.faults if fault.file == NAME]
    assert 1 <= len(faults) <= MOST_FAULTS + 1
    assert all(len(fault.message) < 300 and fault.message.isprintable() for fault in faults)


def test_of_faults_without_number_the_first_are_told_and_the_others_counted(small_files: Files):
    with pytest.raises(KnowledgeError) as refused:
        load({**small_files, NAME: HOSTILE["keys without end"]})
    assert f"còn {150_002 - MOST_FAULTS} lỗi nữa" in " ".join(
        fault.message for fault in refused.value.faults
    )


@pytest.mark.parametrize("size", [reading.LARGEST_FILE + 1, 10_000_000])
def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch, size: int):
    monkeypatch.setattr(reading.yaml, "compose", None)
    monkeypatch.setattr(reading.yaml, "parse", None)
    found = reading.read(NAME, b"x" * size)
    assert isinstance(found, Fault)
    assert "MB" in found.message


def test_what_is_in_force_stays(
    small_files: Files, small_knowledge: Knowledge, store: SqliteStore, tmp_path: Path
):
    preparer = Preparer(None)
    before = in_force.publish(dict(small_files), store, preparer, "Lan")
    for data in (HOSTILE["anchors that multiply"], HOSTILE["NUL"], HOSTILE["ten megabytes"]):
        with pytest.raises(KnowledgeError):
            in_force.publish({**small_files, NAME: data}, store, preparer, "Mallory")
    after = in_force.newest(store, preparer)
    assert after is not None
    assert after.release.number == before.release.number
    assert after.engine.knowledge.digest == small_knowledge.digest
    assert not Path("/tmp/owned").exists()
