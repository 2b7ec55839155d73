"""A form whose subject somebody else changed meanwhile: what clashes, and what both make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.web.console.entry_fields import Filled, merged


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else has changed meanwhile."""

    label: str
    theirs: str
    mine: str


def met(
    original: Filled, mine: Filled, theirs: Filled, label_of: Callable[[str], str]
) -> tuple[Filled, list[Clash]]:
    """Return both people's fields as one, and those that the others changed, with what both wrote.

    `original`: what the user began with; `label_of` names a field.
    """
    clashes = [
        Clash(label_of(name), theirs.get(name, ""), mine.get(name, ""))
        for name in dict.fromkeys((*theirs, *original))
        if theirs.get(name, "") != original.get(name, "")
    ]
    return merged(original, mine, theirs), clashes
