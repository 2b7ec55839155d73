"""One part of the document, and the small Markdown it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # tests import what measures; only drawing needs the package
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Section:
    """A measured part: text and charts."""

    name: str
    title: str
    body: str
    charts: Mapping[str, Figure] = field(default_factory=dict)
    """By file name; the body links to them as `benchmarks/NAME`."""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table: the first column to the left, numbers to the right."""
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def paragraphs(*parts: str) -> str:
    """Return the parts with an empty line between them; empty parts are left out."""
    return "\n\n".join(part for part in parts if part)
