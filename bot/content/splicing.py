"""Edits inside a YAML file that leave everything else as staff wrote it: comments, order, gaps.

A library that writes the whole file anew moves or loses the comment above an entry when its
neighbour changes. So values are cut in where the parser says, and the outcome is read again.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from bot.content import reading
from bot.content.nodes import Node, Pair, column_of, pairs_of, texts_of
from bot.content.reading import Path, Plain
from bot.content.yaml_text import Manner, bracketed
from bot.errors import Fault, KnowledgeError

Entry = dict[str, Plain]
"""A mapping that is written with a line for each key."""

_COMMENT_OF_BLOCK = re.compile(r"[|>][-+\d]*([ \t]+#[^\r\n]*)")


class _Cut(NamedTuple):
    start: int
    end: int
    order: int
    text: str


class Slot(NamedTuple):
    """Where a value stands: behind a key, or behind the dash of a list."""

    name: Node
    """The key; in a list the value itself."""
    value: Node
    key: str
    """The key's name; that of the list with `[]` in a list."""
    column: int
    """Of the key or the dash."""
    flow: bool
    """Whether it stands within brackets."""


class Splice:
    """One file and the edits that are to be made in it; new values are written in short form."""

    def __init__(self, name: str, data: bytes, order: Sequence[str] = ()) -> None:
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
        self._manner = Manner()

    def put(self, path: Path, values: Mapping[str, Plain], order: Sequence[str]) -> None:
        """Set keys of the mapping at a path; `None` takes a key out.

        A new key stands after the last of those that come before it in `order`.
        """
        node, old = self._at(path)
        new = {**old, **composed(values)}
        new = {key: new[key] for key in new if new[key] is not None}
        if node.flow_style and new != old:
            self._cut(node.start_mark.index, node.end_mark.index, bracketed(new))
        elif not node.flow_style:
            self._set_keys(node, old, {key: new[key] for key in sorted(new, key=order.index)})
        old.clear()
        old.update(new)

    def append(self, key: str, entries: Sequence[Entry]) -> None:
        """Add entries to the end of the list at a key of the file."""
        entries = composed(entries)
        lines = [line for entry in entries for line in self._manner.entry("-", entry)]
        kept = self._extend(key, lines, [bracketed(entry) for entry in entries])
        self._expected[key] = [*(kept or []), *entries]

    def add(self, key: str, entries: Mapping[str, Entry]) -> None:
        """Add named entries to the end of the mapping at a key of the file."""
        entries = composed(entries)
        lines = [
            line
            for name, entry in entries.items()
            for line in self._manner.entry(f"{name}:", entry)
        ]
        flows = [f"{name}: {bracketed(entry)}" for name, entry in entries.items()]
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
        if isinstance(found, Fault):
            raise KnowledgeError([found])
        if found.plain != self._expected:
            raise KnowledgeError([Fault(self._name, 1, 1, _NOT_SPLICED)])
        return made

    def _at(self, path: Path) -> tuple[Node, Entry]:
        node, expected = self._root, self._expected
        for part in path:
            node = node.value[part] if isinstance(part, int) else pairs_of(node)[part][1]
            expected = expected[part]
        return node, expected

    def _set_keys(self, node: Node, old: Entry, new: Entry) -> None:
        """Make a mapping of several lines what it is to be; new keys stand where `new` says."""
        pairs = pairs_of(node)
        self._drop(node, old.keys() - new.keys())
        for key in old:
            if key in new and new[key] != old[key]:
                self._change(
                    Slot(*pairs[key], key, column_of(node), flow=False), old[key], new[key]
                )
        above = next(reversed(pairs))
        for key, value in new.items():
            if key in pairs:
                above = key
            else:
                like = self._like(key, value, node)
                lines = self._manner.lines(f"{bracketed(key)}:", key, value, column_of(node), like)
                self._add_below(pairs[above], lines, column_of(node))

    def _change(self, slot: Slot, old: Plain, new: Plain) -> None:
        """Write a value in the place of another; a text keeps its quotes."""
        texts = isinstance(old, str) and isinstance(new, str)
        self._replace(slot, new, slot.value if texts else None)

    def _like(self, key: str, value: Plain, around: Node) -> Node | None:
        """Return what a new value is to look like."""
        return self._manner.like(key, value, around)

    def _extend(self, key: str, lines: Sequence[str], flows: Sequence[str]) -> Any:
        """Add lines below the last entry at a key of the file; return what stands there now."""
        pairs = pairs_of(self._root)
        if key not in pairs:
            after = _last_before(key, pairs, self._order)
            self._add_below(pairs[after], [f"{key}:", *(f"  {line}" for line in lines)], 0)
            return None
        name, value = pairs[key]
        if not value.value:
            below = "".join(f"{self._newline}  {line}" for line in lines)
            self._cut(self._colon(name), self._end((name, value)), below)
        elif value.flow_style:
            self._cut(value.end_mark.index - 1, value.end_mark.index - 1, f", {', '.join(flows)}")
        else:
            self._add_below((name, value), self._spaced(value, lines), column_of(value))
        return self._expected[key]

    def _spaced(self, entries: Node, lines: Sequence[str]) -> Sequence[str]:
        """Part new entries by empty lines where the last two of a list are parted so."""
        if isinstance(entries, yaml.MappingNode) or len(entries.value) < 2:
            return lines
        one, last = entries.value[-2:]
        between = self._text[self._line_end(self._end((one, one))) : last.start_mark.index]
        if all(line.strip() for line in between.split("\n")):
            return lines
        return [part for line in lines for part in ([""] if line[:1] == "-" else []) + [line]]

    def _add_below(self, pair: Pair, lines: Iterable[str], column: int) -> None:
        self._add_at(self._line_end(self._end(pair)), lines, column)

    def _add_at(self, at: int, lines: Iterable[str], column: int) -> None:
        indented = (f"{' ' * column}{line}" if line else "" for line in lines)
        self._cut(at, at, "".join(f"{line}{self._newline}" for line in indented))

    def _replace(self, slot: Slot, value: Plain, like: Node | None) -> None:
        """Write a value anew; `like`: what it is to look like."""
        name, node = slot.name, slot.value
        start, end = node.start_mark.index, self._end((name, node))
        if isinstance(node, yaml.CollectionNode) and node.flow_style and self._comments(node):
            raise KnowledgeError([Fault(self._name, node.start_mark.line + 1, 1, _COMMENTED)])
        below: Sequence[str] = ()
        if slot.flow:
            first = bracketed(value, like.style if isinstance(like, yaml.ScalarNode) else "")
        else:
            taken = 1 if name is node else name.end_mark.column - name.start_mark.column + 1
            first, below = self._manner.behind(slot.key, value, slot.column, taken, like)
        if name is node or self._is_beside(name, node):
            comment = _COMMENT_OF_BLOCK.match(self._text, start, end)
            self._cut(start if first else self._colon(name), end, first)
            if comment and isinstance(node, yaml.ScalarNode):
                self._cut(end, end, comment[1])
        else:
            colon = self._colon(name)
            self._cut(colon, colon, f" {first}" if first else "")
            self._cut(min(self._line_stop(colon), end), end, "")
        if below:
            self._add_below((name, node), below, slot.column)

    def _is_beside(self, name: Node, node: Node) -> bool:
        """Tell whether a value begins on the line of its key, and can be cut out alone."""
        alone = isinstance(node, yaml.ScalarNode) or node.flow_style
        empty = node.start_mark.index == node.end_mark.index
        return bool(alone and not empty and name.end_mark.line == node.start_mark.line)

    def _comments(self, node: Node) -> bool:
        """Tell whether there is a comment between the brackets of a value."""
        at: int = node.start_mark.index
        for text in texts_of(node):
            if "#" in self._text[at : text.start_mark.index]:
                return True
            at = text.end_mark.index
        return "#" in self._text[at : node.end_mark.index]

    def _drop(self, node: Node, keys: Collection[str]) -> None:
        pairs = list(node.value)
        start = pairs[0][0].start_mark.index
        if pairs[0][0].value in keys and self._text[self._line_start(start) : start].strip(" "):
            # Behind the dash of a list: what is kept moves up to it.
            stay = next((at for at, (key, _) in enumerate(pairs) if key.value not in keys), 0)
            self._cut(start, pairs[stay][0].start_mark.index, "")
            pairs = pairs[stay:]
        for name, value in pairs:
            if name.value in keys:
                begin = self._line_start(name.start_mark.index)
                self._cut(begin, self._line_end(self._end((name, value))), "")

    def _cut(self, start: int, end: int, text: str) -> None:
        self._cuts.append(_Cut(start, end, len(self._cuts), text))

    def _colon(self, name: Node) -> int:
        at = self._text.find(":", name.end_mark.index)
        if at < 0:  # `? a`, a key without a colon
            line = name.start_mark.line + 1
            raise KnowledgeError([Fault(self._name, line, 1, _NOT_SPLICED)])
        return at + 1

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

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_stop(self, at: int) -> int:
        stop = self._text.index("\n", at)
        return stop - 1 if self._text[stop - 1] == "\r" else stop

    def _line_end(self, at: int) -> int:
        return self._text.index("\n", at) + 1


_NOT_SPLICED = (
    "cách viết của tệp này không ghép thêm được; viết mỗi mục một dòng như tệp mẫu, "
    "hoặc nhập vào một tệp mới"
)
_COMMENTED = (
    "giữa dấu ngoặc có lời ghi chú sau dấu #, ghép vào sẽ mất; "
    "viết mỗi mục một dòng, hoặc chuyển lời ghi chú lên trên"
)


def composed(value: Any) -> Any:
    """Return a value in the form in which files are read: letter and mark in one sign."""
    if isinstance(value, Mapping):
        return {key: composed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [composed(part) for part in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _last_before(key: str, pairs: dict[str, Pair], order: Sequence[str]) -> str:
    earlier = [known for known in pairs if order.index(known) < order.index(key)]
    return max(earlier, key=order.index, default=next(reversed(pairs)))
