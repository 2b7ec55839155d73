"""A YAML file made to say something else: what differs is cut in, all the rest stays as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.content.nodes import Node, column_of
from bot.content.reading import Plain
from bot.content.splicing import Entry, Slot, Splice, composed
from bot.content.yaml_text import Manner


def reshaped(name: str, data: bytes, content: Entry) -> bytes:
    """Return the file with this content; new keys stand where `content` has them.

    A value keeps its style, a new one is written as its like elsewhere in the file. `name` is only
    told in faults. `KnowledgeError` where the file, or a text that is to go in, cannot be read, or
    the file is written so that nothing can be cut in.
    """
    splice = _Reshaping(name, data)
    splice.become(content)
    return splice.result()


class _Reshaping(Splice):
    """Goes down to the values that differ, where `Splice` writes whole ones anew."""

    def become(self, content: Entry) -> None:
        self._manner = Manner(self._root)
        new = composed(content)
        self._set_keys(self._root, self._expected, new)
        self._expected = new

    def _change(self, slot: Slot, old: Plain, new: Plain) -> None:
        node = slot.value
        if not old or type(old) is not type(new):
            self._replace(slot, new, self._manner.like(slot.key, new))
        elif isinstance(old, dict) and isinstance(new, dict) and new:
            self._change_mapping(slot, old, new)
        elif isinstance(old, list) and isinstance(new, list) and new:
            self._change_list(slot, old, new)
        else:
            self._replace(slot, new, node)

    def _change_mapping(self, slot: Slot, old: Entry, new: Entry) -> None:
        node = slot.value
        if not node.flow_style:
            self._set_keys(node, old, new)
        elif old.keys() == new.keys():
            for name, value in node.value:
                key = name.value
                if old[key] != new[key]:
                    self._change(
                        Slot(name, value, key, slot.column, flow=True), old[key], new[key]
                    )
        else:
            self._replace(slot, new, node)

    def _change_list(self, slot: Slot, old: list[Plain], new: list[Plain]) -> None:
        node = slot.value
        if node.flow_style and len(old) != len(new):
            self._replace(slot, new, node)
        elif node.flow_style:
            for at, (was, wanted) in enumerate(zip(old, new, strict=True)):
                if was != wanted:
                    self._change(_item(slot, at), was, wanted)
        else:
            steps = SequenceMatcher(None, _marks(old), _marks(new), autojunk=False).get_opcodes()
            for step, begin, end, new_begin, new_end in steps:
                if step != "equal":
                    self._change_run(slot, begin, old[begin:end], new[new_begin:new_end])

    def _change_run(self, slot: Slot, begin: int, old: list[Plain], new: list[Plain]) -> None:
        """Make some neighbours in a list others: the first ones of both are the same ones."""
        alike = [
            was is not None and type(was) is type(wanted)
            for was, wanted in zip(old, new, strict=False)
        ]
        same = [*alike, False].index(False)
        for at in range(same):
            self._change(_item(slot, begin + at), old[at], new[at])
        for at in range(same, len(old)):
            self._take_out(slot.value.value[begin + at])
        if new[same:]:
            self._insert(slot, begin + len(old), new[same:])

    def _take_out(self, item: Node) -> None:
        begin = self._line_start(self._text.rindex("-", 0, item.start_mark.index))
        self._cut(begin, self._line_end(self._end((item, item))), "")

    def _insert(self, slot: Slot, before: int, values: Sequence[Plain]) -> None:
        node, key = slot.value, f"{slot.key}[]"
        column = column_of(node)
        lines = [
            line
            for value in values
            for line in self._manner.lines("-", key, value, column, self._like(key, value, node))
        ]
        if before:
            above = node.value[before - 1]
            self._add_below((above, above), self._spaced(node, lines), column)
        else:
            self._add_at(self._line_start(node.start_mark.index), lines, column)


def _item(slot: Slot, at: int) -> Slot:
    """Return where an entry of a list stands."""
    node = slot.value
    flow = bool(node.flow_style)
    column = slot.column if flow else column_of(node)
    return Slot(node.value[at], node.value[at], f"{slot.key}[]", column, flow)


def _marks(values: Sequence[Plain]) -> list[str]:
    """Return what tells equal values from others."""
    return [json.dumps(value, sort_keys=True) for value in values]
