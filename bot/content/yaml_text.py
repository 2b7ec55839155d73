"""Values as YAML text: on one line or on several, plain, quoted or folded as staff would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml

from bot.content.nodes import Node, children_of, kind_of
from bot.content.reading import Plain

WIDTH = 99
"""Columns that a line has where its words allow it."""
INDENT = 2

_PLAIN_IN_BRACKETS = re.compile(r"[^\W_](?:[\w()/.%+°–—… -]*[\w)%…])?")
_PLAIN = re.compile(r"[^\W_](?:[^\n]*\S)?")
_NOT_PLAIN = re.compile(r":(?: |$)| #")
_NULLS = {"null", "Null", "NULL"}
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")
"""A space at which a folded text may go on below."""


class Manner:
    """How the values of a file are written; a new one is written as its like."""

    def __init__(self, root: Node | None = None) -> None:
        """Look at a file; without one there is only the short form."""
        self._seen: dict[tuple[str, type], Node] = {}
        if root is not None:
            self._look(root, "")

    def like(self, key: str, value: Plain, around: Node | None = None) -> Node | None:
        """Return a node of this kind at the same key, else the last of them in `around`."""
        kind = type(value)
        found = self._seen.get((key, kind))
        if kind is str and not key.endswith("[]"):
            return found if found is not None and found.style == ">" else None
        if found or not self._seen or not (key.endswith("[]") or _is_shelf(value)):
            return found
        alike = (node for node in reversed(children_of(around)) if kind_of(node) is kind)
        return next(alike, None)

    def lines(
        self, head: str, key: str, value: Plain, column: int, like: Node | None = None
    ) -> list[str]:
        """Return a value behind its head, `key:` or `-`, which will stand at a column."""
        first, below = self.behind(key, value, column, len(head), like)
        if first:
            return [f"{head} {first}", *below]
        return _headed(head, below)

    def entry(self, head: str, entry: dict[str, Plain]) -> list[str]:
        """Return a mapping with a line for each key, behind its head."""
        return _headed(head, _indented(self._parts("", entry, INDENT, None)))

    def behind(
        self, key: str, value: Plain, column: int, taken: int, like: Node | None = None
    ) -> tuple[str, list[str]]:
        """Return what stands behind a head that takes so many columns, and the lines below it."""
        room = WIDTH - column - taken - 1
        if isinstance(value, str):
            style = (like.style or "") if isinstance(like, yaml.ScalarNode) else ""
            first, *rest = scalar(value, style, room, WIDTH - column - INDENT)
            return first, _indented(rest)
        if not value:
            return bracketed(value), []
        on_one_line = bracketed(value)
        fits = len(on_one_line) <= room
        if like.flow_style and (fits or taken == 1) if like else fits and _is_simple(value):
            return on_one_line, []
        return "", _indented(self._parts(key, value, column + INDENT, like))

    def _parts(
        self, key: str, value: dict[str, Plain] | list[Plain], column: int, like: Node | None
    ) -> Iterator[str]:
        if isinstance(value, list):
            for part in value:
                yield from self.lines(
                    "-", f"{key}[]", part, column, self.like(f"{key}[]", part, like)
                )
        else:
            for name, part in value.items():
                head = f"{bracketed(name)}:"
                yield from self.lines(head, name, part, column, self.like(name, part, like))

    def _look(self, node: Node, key: str) -> None:
        self._seen[key, kind_of(node)] = node
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                self._look(value, name.value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                self._look(value, f"{key}[]")


def scalar(text: str, style: str, room: int, width: int) -> list[str]:
    """Return a text as lines; `room` is what the first has, `width` the others.

    Quotes and folding stay where `style` has them; a long text is folded unless it is quoted.
    """
    if style in {'"', "'"}:
        return [_quoted(text, style)]
    inline = text if _is_plain(text) else _quoted(text)
    if style == ">" or len(inline) > room:
        return _folded(text, width) or [inline]
    return [inline]


def bracketed(value: Plain, style: str = "") -> str:
    """Return a value on one line, as it may stand within brackets."""
    if isinstance(value, dict):
        pairs = (f"{bracketed(key)}: {bracketed(part)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(bracketed, value)) + "]"
    if value is None:
        return "null"
    if style in {'"', "'"} or not _PLAIN_IN_BRACKETS.fullmatch(value) or value in _NULLS:
        return _quoted(value, style)
    return value


def _is_shelf(value: Plain) -> bool:
    """Tell whether this is a list, or a mapping of lists or mappings."""
    return isinstance(value, list) or (isinstance(value, dict) and not _is_simple(value))


def _is_simple(value: dict[str, Plain] | list[Plain]) -> bool:
    parts = value.values() if isinstance(value, dict) else value
    return not any(isinstance(part, dict | list) for part in parts)


def _is_plain(text: str) -> bool:
    return bool(
        text.isprintable()
        and _PLAIN.fullmatch(text)
        and not _NOT_PLAIN.search(text)
        and text not in _NULLS
    )


def _quoted(text: str, style: str = '"') -> str:
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return "".join(map(_visible, json.dumps(text, ensure_ascii=False)))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def _folded(text: str, width: int) -> list[str]:
    """Return the lines of a folded text, none where it cannot be folded without loss."""
    paragraphs = text.split("\n")
    words = [_BREAKABLE.split(paragraph) for paragraph in paragraphs]
    whole = all(part.isprintable() and part == part.strip() for part in paragraphs)
    if not whole or not paragraphs[0] or not paragraphs[-1]:
        return []
    if len(words) == len(words[0]) == 1 and len(text) > width:
        return []  # an address of the web stays behind its key
    lines = [">-"]
    for paragraph in words:
        lines += [*(_wrapped(paragraph, width) if paragraph != [""] else []), ""]
    return lines[:-1]


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line


def _headed(head: str, below: list[str]) -> list[str]:
    return [f"- {below[0][INDENT:]}", *below[1:]] if head == "-" else [head, *below]


def _indented(lines: list[str] | Iterator[str]) -> list[str]:
    return [f"{' ' * INDENT}{line}" if line else "" for line in lines]
