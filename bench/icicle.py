"""Sampled stacks as an icicle: a wide box took long, below it hangs what it calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

_SMALLEST = 0.004
"""Share of the whole below which a box is not drawn."""
_DEEPEST = 18
_LETTERS = 190
"""Of the small print, that fit into the whole width."""

Frame = tuple[str, str]
"""What is called, and its room."""


@dataclass
class Node:
    """A call, with the samples in it and in what it calls."""

    room: str
    samples: int = 0
    calls: dict[Frame, Node] = field(default_factory=dict)


def tree(stacks: Iterable[tuple[Sequence[Frame], int]]) -> Node:
    """Return all stacks as one tree; equal beginnings become one branch."""
    root = Node("")
    for frames, samples in stacks:
        node = root
        node.samples += samples
        for frame in frames:
            node = node.calls.setdefault(frame, Node(frame[1]))
            node.samples += samples
    return root


def draw(root: Node, rooms: Mapping[str, tuple[str, str]], title: str) -> Figure:
    """Return the picture; `rooms`: label and colour of each."""
    figure = Figure(figsize=(13, 7.5), layout="constrained")
    axes = figure.add_subplot()
    deepest = _boxes(axes, root, 0.0, 0, root.samples, rooms)
    axes.set(xlim=(0, 1), ylim=(deepest, 0), yticks=(), title=title)
    axes.set_xlabel("phần thời gian (rộng hơn là lâu hơn; ô dưới được ô trên gọi)")
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    shown = [Patch(color=colour, label=label) for label, colour in rooms.values()]
    figure.legend(handles=shown, loc="outside lower center", ncols=4, fontsize=9)
    return figure


def _boxes(
    axes: Axes, node: Node, left: float, row: int, whole: int, rooms: Mapping[str, tuple[str, str]]
) -> int:
    """Draw what a node calls, widest first; return how many rows there are now."""
    deepest = row
    for (name, room), call in sorted(node.calls.items(), key=lambda item: -item[1].samples):
        width = call.samples / whole
        if width < _SMALLEST or row >= _DEEPEST:
            break
        axes.add_patch(
            Rectangle((left, row), width, 1, facecolor=rooms[room][1], edgecolor="white")
        )
        if letters := int(width * _LETTERS) - 1:
            text = name if len(name) <= letters else f"{name[: letters - 1]}…"
            if letters > 3:
                axes.text(left + width / 2, row + 0.5, text, ha="center", va="center", fontsize=7)
        deepest = max(deepest, row + 1, _boxes(axes, call, left, row + 1, whole, rooms))
        left += width
    return deepest
