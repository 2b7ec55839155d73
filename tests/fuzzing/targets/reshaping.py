"""A YAML file made to say what another one says: it then says that, or is refused with a fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from bot.content import reading
from bot.content.reshaping import reshaped
from bot.content.splicing import composed
from bot.errors import Fault, KnowledgeError
from tests.fuzzing.given import ROOT, SMALL
from tests.fuzzing.targets import yaml_reading

APART = b"\n=====\n"
WORDS = (*yaml_reading.WORDS, "\n=====\n", "# lời\n", "a: # b\n", "e: f", "- g\n")
_HAND = (
    "a: b\n", "a: {b: c, d: [e, f]}\n", "a:\n  b: c # d\n\n  e: f\n", "a:\n- b\n# c\n- d\n",
    "a: |\n  b\n\n  c\n", "a: >-\n  b\n  c\nd: 'e'\n", "# x\n\na: b\r\nc:\r\n  - d\r\n",
    'a: "b: c"\nd:\n  - e: f\n    g: h\n', "a: []\nb: {}\n", "a:\n  - - b\n    - c\n",
    "a: b\n# end", "? a\n: b\n", "a:\nb: ~\n",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield pairs of files."""
    files = [text.encode() for text in _HAND]
    files += [data for data in SMALL.values() if len(data) < 2500]
    for one, other in pairwise([*files, *reversed(files)]):
        yield one + APART + other
    for path in sorted((ROOT / "tests" / "broken").glob("faq*.yaml")):
        yield path.read_bytes()[:2500] + APART + files[0]


def check(data: bytes) -> None:
    """Check one pair."""
    before, _, after = data.partition(APART)
    old, new = reading.read("a.yaml", before), reading.read("b.yaml", after)
    if isinstance(old, Fault) or isinstance(new, Fault):
        return
    if not isinstance(old.plain, dict) or not isinstance(new.plain, dict):
        return
    same = _reshaped(before, old.plain)
    if same is not None and old.plain == composed(old.plain):
        assert _lines(same) == _lines(before), "an edit of nothing changes the file"
    made = _reshaped(before, new.plain)
    if made is not None:
        found = reading.read("a.yaml", made)
        assert not isinstance(found, Fault)
        assert found.plain == composed(new.plain)


def _reshaped(data: bytes, content: dict[str, reading.Plain]) -> bytes | None:
    try:
        return reshaped("a.yaml", data, content)
    except KnowledgeError as error:
        assert error.faults
        return None


def _lines(data: bytes) -> list[str]:
    return unicodedata.normalize("NFC", data.decode("utf-8-sig")).splitlines()
