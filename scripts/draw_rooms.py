"""Draw docs/rooms.svg, the rooms and who imports whom: `python -m scripts.draw_rooms`.

Where a room stands is written here; its sentence and its arrows are read from the code. An arrow
that a longer way implies is left out, and so are those to the rooms that all may use.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "rooms.svg"
_WIDTH, _HEIGHT, _LETTER, _LINE = 1060, 1074, 5.9, 15
_BLUE, _RED, _GREY = "#2f5d8a", "#b3261e", "#8a94a0"


class Place(NamedTuple):
    """Where a room stands, in units of the picture."""

    left: int
    top: int
    right: int
    bottom: int


ROOMS = {
    "bot/cli.py": Place(20, 46, 280, 118),
    "bot/commands": Place(320, 46, 660, 118),
    "bot/serving.py": Place(440, 148, 780, 204),
    "bot/app.py": Place(120, 234, 480, 290),
    "handlers": Place(120, 326, 480, 398),
    "bot/web": Place(520, 326, 780, 398),
    "bot/upkeep.py": Place(820, 326, 1040, 410),
    "bot/desk.py": Place(280, 444, 700, 502),
    "bot/staff": Place(740, 444, 1040, 508),
    "bot/provenance": Place(20, 550, 236, 636),
    "bot/outreach": Place(252, 550, 468, 636),
    "bot/reporting": Place(512, 550, 746, 636),
    "bot/releasing": Place(786, 550, 1040, 636),
    "bot/assistant": Place(280, 676, 700, 730),
    "bot/store": Place(740, 676, 1040, 736),
    "bot/search": Place(280, 752, 700, 806),
    "bot/content": Place(280, 828, 700, 882),
    "bot/language": Place(280, 904, 700, 958),
}
FOR_ALL = {
    "bot/clock.py": Place(740, 748, 1040, 802),
    "bot/observing": Place(740, 810, 1040, 864),
    "bot/allocator.py": Place(740, 872, 1040, 926),
    "bot/config.py": Place(740, 934, 1040, 988),
    "bot/errors.py": Place(740, 996, 1040, 1050),
}
"""Rooms that every room above them may use."""
QUESTION = (
    "handlers", "bot/desk.py", "bot/assistant", "bot/search", "bot/content", "bot/language",
)  # fmt: skip
"""The way of one question; what was asked is then kept in the store."""
_WORLD = {
    "bot/commands": "◄► terminal",
    "handlers": "◄► Telegram",
    "bot/web": "◄► browser",
    "bot/content": "◄ knowledge/",
    "bot/store": "◄► disk",
}
"""What is outside, beside the room that meets it."""
_BESIDE = (("bot/desk.py", "bot/store"), ("bot/web", "bot/desk.py"))


def room_of(module: str) -> str:
    """Return the room of a module in dots, by its path; empty for what is none of ours."""
    parts = module.split(".")
    if parts[0] == "handlers":
        return "handlers"
    if parts[0] != "bot" or len(parts) < 2:
        return ""
    folder = ROOT / "bot" / parts[1]
    return f"bot/{parts[1]}" if folder.is_dir() else f"bot/{parts[1]}.py"


def rooms() -> set[str]:
    """Return every room there is: the folders and files of `bot/`, and `handlers`."""
    found = {f"bot/{path.name}" for path in (ROOT / "bot").glob("[!_]*.py")}
    found |= {f"bot/{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")}
    return found | {"handlers"}


def imports() -> set[tuple[str, str]]:
    """Return which room imports which."""
    found = {("bot/cli.py", "bot/commands")}  # by name, so that a command loads only its own
    for top in ("bot", "handlers"):
        for path in sorted((ROOT / top).rglob("*.py")):
            here = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for module in _imported(ast.parse(path.read_text("utf-8"))):
                found.add((here, room_of(module)))
    return {(here, there) for here, there in found if here and there and here != there}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def arrows() -> set[tuple[str, str]]:
    """Return the imports that no longer way implies."""
    known = {(here, there) for here, there in imports() if not {here, there} & FOR_ALL.keys()}
    known = {(here, there) for here, there in known if "__" not in here}
    below = {here: _below(here, known) for here, _ in known}
    return {
        (here, there)
        for here, there in known
        if not any(there in below.get(by, ()) for start, by in known if start == here)
    }


def _below(room: str, known: set[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    waiting = [room]
    while waiting:
        at = waiting.pop()
        new = {there for here, there in known if here == at} - found
        found |= new
        waiting.extend(new)
    return found


def sentence(room: str) -> str:
    """Return what a room says of itself in its first line."""
    path = ROOT / room / "__init__.py" if (ROOT / room).is_dir() else ROOT / room
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return told.split("\n", 1)[0].replace("`", "")


def picture() -> str:
    """Return the picture; `ValueError` for a room without a place, or an arrow that leads up."""
    placed = ROOMS | FOR_ALL
    if placed.keys() != rooms():
        raise ValueError(f"a place is missing or too many: {sorted(placed.keys() ^ rooms())}")
    way = {*pairwise(QUESTION), *_BESIDE}
    if not way <= imports():
        raise ValueError(f"a question cannot go {sorted(way - imports())}")
    thin = sorted(arrows() - way)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="12">',
        f"<defs>{_head('thin', _GREY)}{_head('way', _RED)}</defs>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        *(_arrow(here, there, _GREY, 1.3, "thin") for here, there in thin),
        *(_arrow(here, there, _RED, 3.0, "way") for here, there in sorted(way)),
        *(_box(room, place) for room, place in sorted(placed.items())),
        *_words(),
        "</svg>\n",
    ])  # fmt: skip


def _words() -> Iterator[str]:
    yield _text(20, 26, "A room imports only what stands below it.", size=14, bold=True)
    yield _text(330, 26, "Red: the way of one question.", _RED, 14, bold=True)
    yield _text(550, 26, "Grey: other imports, where no longer way implies them.", _GREY, 14)
    for room, world in _WORLD.items():
        place = ROOMS[room]
        yield _text(place.right - 9, place.top + 18, world, size=13, end=True)
    yield _text(740, 1066, "Used by many rooms; their arrows are left out.", _GREY)


def _head(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
    )


def _arrow(here: str, there: str, colour: str, width: float, head: str) -> str:
    """Return a curve from the foot of one room to the head of the other, or sideways."""
    a, b = ROOMS[here], ROOMS[there]
    style = f'fill="none" stroke="{colour}" stroke-width="{width}" marker-end="url(#{head})"'
    if a.top == b.top:
        return f'<path d="M{a.right} {a.top + 30}H{b.left}" {style}/>'
    if a.bottom > b.top:
        raise ValueError(f"{here} imports {there}, which does not stand below it")
    x, y = _towards(a, b), _towards(b, a)
    bend = (a.bottom + b.top) // 2
    return f'<path d="M{x} {a.bottom}C{x} {bend} {y} {bend} {y} {b.top}" {style}/>'


def _towards(room: Place, other: Place) -> int:
    """Return where on a room an arrow to another begins: on the side that is nearer to it."""
    middle = (other.left + other.right) // 2
    inset = (room.right - room.left) // 6
    return min(max(middle, room.left + inset), room.right - inset)


def _box(room: str, place: Place) -> str:
    left, top, right, bottom = place
    lines = textwrap.wrap(sentence(room), int((right - left - 18) / _LETTER))
    colour = _RED if room in QUESTION else _GREY if room in FOR_ALL else _BLUE
    parts = [
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6" '
        f'fill="#f6f9fc" stroke="{colour}" stroke-width="1.5"/>',
        _text(left + 9, top + 18, room, colour, 14, bold=True),
    ]
    if top + 22 + _LINE * len(lines) > bottom:
        raise ValueError(f"what {room} says of itself is too long for the picture")
    parts += [_text(left + 9, top + 18 + _LINE * at, line) for at, line in enumerate(lines, 1)]
    return "\n".join(parts)


def _text(  # noqa: PLR0913  (a drawing says where and how)
    x: int, y: int, text: str, colour: str = "#333", size: int = 12, *,
    bold: bool = False, end: bool = False,
) -> str:  # fmt: skip
    more = ' font-weight="bold"' * bold + ' text-anchor="end"' * end
    words = escape(re.sub(r"\s+", " ", text))
    return f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}"{more}>{words}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
