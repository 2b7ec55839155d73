"""The nodes that the YAML parser makes, which have no types of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

Node = Any
"""A node of the parser."""
Pair = tuple[Node, Node]
"""A key and its value."""


def kind_of(node: Node) -> type:
    """Return the type that a node is read as: a mapping, a list or a text."""
    if isinstance(node, yaml.MappingNode):
        return dict
    return list if isinstance(node, yaml.SequenceNode) else str


def pairs_of(node: Node) -> dict[str, Pair]:
    """Return the keys and values of a mapping, by key."""
    return {key.value: (key, value) for key, value in node.value}


def children_of(node: Node) -> list[Node]:
    """Return the values of a mapping or the entries of a list; a text has none."""
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def texts_of(node: Node) -> Iterator[Node]:
    """Yield the texts within a node, keys too, as they come."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from texts_of(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from texts_of(value)
    else:
        yield node


def column_of(node: Node) -> int:
    """Return the column, from 0, in which a node begins; of a list, that of its dashes."""
    return int(node.start_mark.column)
