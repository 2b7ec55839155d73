"""Edits inside a YAML file that leave everything else as staff wrote it: comments, order, gaps.

A library that writes the whole file anew moves or loses the comment above an entry when its
neighbour changes. So values are cut in where the parser says, and the outcome is read again.
"""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from bot.content import reading
from bot.content.reading import Path, Plain
from bot.errors import Fault, KnowledgeError

Entry = dict[str, Plain]
"""A mapping that is written with a line for each key."""
Node = Any
"""A node of the parser, which has no types."""
Pair = tuple[Node, Node]

_PLAIN = re.compile(r"[^\W_](?:[\w()/.%+°–—… -]*[\w)%…])?")
_NULLS = {"null", "Null", "NULL"}


class _Cut(NamedTuple):
    start: int
    end: int
    order: int
    text: str


class Splice:
    """One file and the edits that are to be made in it."""

    def __init__(self, name: str, data: bytes, order: Sequence[str]) -> None:
        """Read the file, whose keys come in this order; `KnowledgeError` where it is no YAML."""
        document = reading.read(name, data)
        if isinstance(document, Fault):
            raise KnowledgeError([document])
        if not isinstance(document.root, yaml.MappingNode) or document.root.flow_style:
            raise KnowledgeError([document.fault([], _NOT_SPLICED)])
        self._name, self._order = name, order
        self._root: Node = document.root
        self._expected: Any = copy.deepcopy(document.plain)
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text if text.endswith("\n") else f"{text}{self._newline}"
        self._cuts: list[_Cut] = []

    def put(self, path: Path, values: Mapping[str, Plain], order: Sequence[str]) -> None:
        """Set keys of the mapping at a path; `None` takes a key out.

        A new key stands after the last of those that come before it in `order`.
        """
        node, expected = self._at(path)
        pairs = _pairs(node)
        for key in sorted(values, key=order.index):
            value = _composed(values[key])
            if value is None and key in expected:
                del expected[key]
                if not node.flow_style:
                    self._drop(node, pairs[key])
            elif value is not None and expected.get(key) != value:
                expected[key] = value
                if key in pairs and not node.flow_style:
                    self._replace(pairs[key], f" {_flow(value)}")
                elif not node.flow_style:
                    after = _last_before(key, pairs, order)
                    self._add_below(pairs[after], [f"{key}: {_flow(value)}"], _column(node))
        if node.flow_style:
            self._cut(node.start_mark.index, node.end_mark.index, _flow(expected))

    def append(self, key: str, entries: Sequence[Entry]) -> None:
        """Add entries to the end of the list at a key of the file."""
        entries = [_composed(entry) for entry in entries]
        lines = [
            f"{'  ' if at else '- '}{line}"
            for entry in entries
            for at, line in enumerate(_block(entry))
        ]
        kept = self._extend(key, lines, [_flow(entry) for entry in entries])
        self._expected[key] = [*(kept or []), *entries]

    def add(self, key: str, entries: Mapping[str, Entry]) -> None:
        """Add named entries to the end of the mapping at a key of the file."""
        entries = _composed(entries)
        lines = [
            line
            for name, entry in entries.items()
            for line in (f"{name}:", *(f"  {line}" for line in _block(entry)))
        ]
        flows = [f"{name}: {_flow(entry)}" for name, entry in entries.items()]
        kept = self._extend(key, lines, flows)
        self._expected[key] = {**(kept or {}), **entries}

    def result(self) -> bytes:
        """Return the file with all edits; `KnowledgeError` where its YAML does not allow them."""
        parts, done = [], 0
        for cut in sorted(self._cuts):
            parts += [self._text[done : cut.start], cut.text]
            done = cut.end
        made = "".join([*parts, self._text[done:]]).encode()
        found = reading.read(self._name, made)
        if isinstance(found, Fault) and len(made) > reading.LARGEST_FILE:
            raise KnowledgeError([found])
        if isinstance(found, Fault) or found.plain != self._expected:
            raise KnowledgeError([Fault(self._name, 1, 1, _NOT_SPLICED)])
        return made

    def _at(self, path: Path) -> tuple[Node, Entry]:
        node, expected = self._root, self._expected
        for part in path:
            node = node.value[part] if isinstance(part, int) else _pairs(node)[part][1]
            expected = expected[part]
        return node, expected

    def _extend(self, key: str, lines: Sequence[str], flows: Sequence[str]) -> Any:
        """Add lines below the last entry at a key of the file; return what stands there now."""
        pairs = _pairs(self._root)
        if key not in pairs:
            after = _last_before(key, pairs, self._order)
            self._add_below(pairs[after], [f"{key}:", *(f"  {line}" for line in lines)], 0)
            return None
        name, value = pairs[key]
        if not value.value:
            self._replace((name, value), "".join(f"{self._newline}  {line}" for line in lines))
        elif value.flow_style:
            self._cut(value.end_mark.index - 1, value.end_mark.index - 1, f", {', '.join(flows)}")
        else:
            self._add_below((name, value), self._spaced(value, lines), _column(value))
        return self._expected[key]

    def _spaced(self, entries: Node, lines: Sequence[str]) -> Sequence[str]:
        """Part new entries by empty lines where the last two of a list are parted so."""
        if isinstance(entries, yaml.MappingNode) or len(entries.value) < 2:
            return lines
        one, last = entries.value[-2:]
        between = self._text[self._line_end(self._end((one, one))) : last.start_mark.index]
        if all(line.strip() for line in between.split("\n")):
            return lines
        return [part for line in lines for part in ([""] if line[0] == "-" else []) + [line]]

    def _add_below(self, pair: Pair, lines: Sequence[str], column: int) -> None:
        at = self._line_end(self._end(pair))
        indented = (f"{' ' * column}{line}" if line else "" for line in lines)
        self._cut(at, at, "".join(f"{line}{self._newline}" for line in indented))

    def _replace(self, pair: Pair, text: str) -> None:
        name, value = pair
        here = isinstance(value, yaml.ScalarNode) or value.flow_style
        if here and value.value and name.end_mark.line == value.start_mark.line:
            self._cut(value.start_mark.index, self._end(pair), text.strip(" "))
        else:
            self._cut(self._colon(name), self._end(pair), text)

    def _drop(self, node: Node, pair: Pair) -> None:
        start = pair[0].start_mark.index
        line_start = self._text.rfind("\n", 0, start) + 1
        if self._text[line_start:start].strip(" "):  # behind the dash of a list
            following = next(key for key, _ in node.value if key.start_mark.index > start)
            self._cut(start, following.start_mark.index, "")
        else:
            self._cut(line_start, self._line_end(self._end(pair)), "")

    def _cut(self, start: int, end: int, text: str) -> None:
        self._cuts.append(_Cut(start, end, len(self._cuts), text))

    def _colon(self, name: Node) -> int:
        behind: int = name.end_mark.index
        return self._text.index(":", behind) + 1

    def _end(self, pair: Pair) -> int:
        """Return where the value of a pair ends, comments and line breaks behind it left out."""
        name, value = pair
        while isinstance(value, yaml.CollectionNode) and not value.flow_style:
            last = value.value[-1]
            name, value = last if isinstance(last, tuple) else (last, last)
        start: int = value.start_mark.index
        end: int = value.end_mark.index
        if isinstance(value, yaml.ScalarNode) and start == end:
            return start if name is value else self._colon(name)
        return start + len(self._text[start:end].rstrip())

    def _line_end(self, at: int) -> int:
        return self._text.index("\n", at) + 1


_NOT_SPLICED = (
    "cách viết của tệp này không ghép thêm được; viết mỗi mục một dòng như tệp mẫu, "
    "hoặc nhập vào một tệp mới"
)


def _composed(value: Any) -> Any:
    """Return a value in the form in which files are read: letter and mark in one sign."""
    if isinstance(value, dict):
        return {key: _composed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_composed(part) for part in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _pairs(node: Node) -> dict[str, Pair]:
    return {key.value: (key, value) for key, value in node.value}


def _last_before(key: str, pairs: dict[str, Pair], order: Sequence[str]) -> str:
    earlier = [known for known in pairs if order.index(known) < order.index(key)]
    return max(earlier, key=order.index, default=next(reversed(pairs)))


def _column(node: Node) -> int:
    return int(node.start_mark.column)


def _block(entry: Entry) -> list[str]:
    return [f"{key}: {_flow(value)}" for key, value in entry.items()]


def _flow(value: Plain) -> str:
    """Return a value on one line, quoted where plain text could be taken for something else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "null"
    if _PLAIN.fullmatch(value) and value not in _NULLS:
        return value
    return json.dumps(value, ensure_ascii=False)
