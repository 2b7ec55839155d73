"""Every field of the shipped knowledge can be edited, and only its own lines change.

By default one field of every fourth record; `EDITS_LONG=1` takes them all, for half an hour.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.reading import Document, read
from bot.content.reshaping import reshaped

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
FOLDERS = ("faq", "law", "phrasings", "sessions", "offices", "notices")
FILES = [file for folder in FOLDERS for file in sorted((KNOWLEDGE / folder).glob("*.yaml"))]
TEXTS = (
    "Câu ngắn",
    "Một câu: có dấu hai chấm, 'nháy' và \"nháy kép\" #1",
    "Một câu dài phải xuống dòng, " * 9 + "hết {ma-thong-so}.",
    "Đoạn một.\nĐoạn hai " + "dài " * 30 + "ra.\n\nĐoạn ba.",
    "{ma-thong-so|so}",
    "null",
    "2027-01-01",
    "- gạch @ & * ! | > % `",
)
Path_ = tuple[str | int, ...]


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the paths of all fields within a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from paths(part, (*path, key))


def chosen(content: dict[str, Any]) -> list[Path_]:
    fields = list(paths(content))
    if os.environ.get("EDITS_LONG"):
        return fields
    records = [path for path in fields if len(path) == 2]
    found = []
    for number, record in enumerate(records[::4]):
        inside = [path for path in fields if path[:2] == record and len(path) > 2]
        found.append(inside[number * 7 % len(inside)] if inside else record)
    return found


def edited(content: dict[str, Any], path: Path_, number: int) -> dict[str, Any] | None:
    """Return the content with one field changed; None where there is nothing to change."""
    new = copy.deepcopy(content)
    parent: Any = new
    for part in path[:-1]:
        parent = parent[part]
    value, text = parent[path[-1]], TEXTS[number % len(TEXTS)]
    if isinstance(value, list):
        if number % 3 or len(value) < 2:
            value.insert(number % len(value) + 1, copy.deepcopy(value[0]))
            value[number % (len(value) - 1) + 1] = text if isinstance(value[0], str) else value[0]
        else:
            del value[1]
    elif isinstance(value, dict):
        value["moi"] = [text, "hai"] if number % 2 else text
    elif number % 5 == 0 and isinstance(parent, dict) and path[-1] != next(iter(parent)):
        del parent[path[-1]]
    else:
        parent[path[-1]] = text
    return None if new == content else new


def lines_of(root: yaml.Node, path: Path_, lines: list[str]) -> tuple[int, int]:
    """Return the first line of a field and the one behind its last, gaps and comments left out."""
    node, name = root, root
    for part in path:
        if isinstance(node, yaml.MappingNode):
            name, node = next(pair for pair in node.value if pair[0].value == part)
        else:
            node = name = node.value[part]
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = node.end_mark.line + (1 if node.end_mark.column else 0)
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return name.start_mark.line, end


@pytest.mark.content
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_only_the_lines_of_the_field_change(file: Path) -> None:
    data = file.read_bytes()
    before = read(file.name, data)
    assert isinstance(before, Document)
    assert isinstance(before.plain, dict)
    lines = data.decode().splitlines()
    edits = 0
    for number, path in enumerate(chosen(before.plain)):
        new = edited(before.plain, path, number)
        if new is None:
            continue
        made = reshaped(file.name, data, new)
        after = read(file.name, made)
        assert isinstance(after, Document)
        assert after.plain == new
        first, last = lines_of(before.root, path, lines)
        now = made.decode().splitlines()
        assert now[:first] == lines[:first], path
        assert now[len(now) - len(lines) + last :] == lines[last:], path
        assert len(now) - len(lines) + last >= first, path
        edits += 1
    assert edits
