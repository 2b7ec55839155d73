"""A YAML file: a document or a fault at a line that it has, alike for both parsers."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import yaml

from bot.content import reading
from bot.errors import Fault
from tests.fuzzing.given import ROOT, SMALL

WORDS = (
    "&a ", "*a", "!x ", "? ", "- ", ": ", "| ", "|2-\n", ">+\n", "---\n", "...\n", "%YAML 1.1\n",
    "{", "}", "[", "]", ", ", "# ", '"', "'", "\\x00", "\\u200b", "~", "null", "<<: ", "\t", "  ",
    "a: ", "\n", "\r\n", "\n  ", "\n- ", "\\", "id: ", "[" * 600, "- " * 60, "\u2028", "@", "`",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield fragments, broken files, and the files of the invented knowledge."""
    yield from (
        b"a: [b, {c: d}]\n", b"a: |\n  b\n  c\nd: >-\n  e\n", b"- 'a'\n- \"b\\n\"\n", b"{a: b}",
        b"\xef\xbb\xbfa: b\r\nc:\r\n  - d # e\r\n", b"a:\n- b\n-\n  c: ~\n", b"? a\n: b\n",
    )  # fmt: skip
    yield from (data for data in SMALL.values() if len(data) < 3000)
    yield from (path.read_bytes() for path in sorted((ROOT / "tests" / "broken").glob("*")))


def check(data: bytes) -> None:
    """Check one file."""
    found = reading.read("x.yaml", data)
    with patch.object(reading, "_LOADER", yaml.BaseLoader):
        other = reading.read("x.yaml", data)
    for one in (found, other):
        if isinstance(one, Fault):
            lines = data.decode("utf-8", "replace").splitlines()
            assert 1 <= one.line <= len(lines) + 1
            assert one.column >= 1
            assert one.message
        else:
            assert one.path_to(1, 1) is not None
    if not isinstance(found, Fault) and not isinstance(other, Fault):
        assert found.plain == other.plain
