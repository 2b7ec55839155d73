"""A page of A4 to write and draw on, in millimetres from its upper left corner."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

import matplotlib as mpl
import numpy as np
import segno
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import FancyBboxPatch, Rectangle

mpl.rcParams["pdf.fonttype"] = 42  # text that can be searched and copied
WIDTH, HEIGHT = 210.0, 297.0
_POINT = 25.4 / 72
"""Millimetres."""
_LEADING = 1.32
_QUIET = 4
"""Modules that stay white around a QR code."""
_FINE = 12
"""Pixels of a module."""
_PNG_DPI = 150
_MEASURED = 100
"""Points of the letters that are measured."""
_ABOVE = 3
"""Pictures lie above frames."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks."""

    size: float
    """Points."""
    bold: bool = False
    colour: str = "#111111"
    after: float = 1.5
    """Millimetres."""

    def scaled(self, by: float) -> Style:
        """Return the same in another size."""
        return replace(self, size=self.size * by, after=self.after * by)

    @property
    def line(self) -> float:
        """Return the height of a line in millimetres."""
        return self.size * _LEADING * _POINT


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    left: float
    top: float
    width: float
    height: float


class Sheet:
    """One page."""

    def __init__(self) -> None:
        """Begin with a white page."""
        self._figure = Figure(figsize=(WIDTH / 25.4, HEIGHT / 25.4))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        self._axes.set_axis_off()

    def write(self, text: str, left: float, top: float, width: float, style: Style) -> float:
        """Write a paragraph; return where the next one begins."""
        font = _properties(style.bold)
        for line in _lines(text, width, style):
            self._axes.text(
                left, top + style.line / 2, line, fontproperties=font, fontsize=style.size,
                color=style.colour, va="center_baseline", parse_math=False,
            )  # fmt: skip
            top += style.line
        return top + style.after

    def fill(self, box: Box, colour: str) -> None:
        """Colour a rectangle."""
        patch = Rectangle((box.left, box.top), box.width, box.height, color=colour, linewidth=0)
        self._axes.add_patch(patch)

    def frame(self, box: Box, colour: str, inside: str) -> None:
        """Draw a rectangle with round corners."""
        self._axes.add_patch(
            FancyBboxPatch(
                (box.left, box.top), box.width, box.height, boxstyle="round,pad=0,rounding_size=2",
                edgecolor=colour, facecolor=inside, linewidth=1.5,
            )
        )  # fmt: skip

    def code(self, link: str, box: Box) -> None:
        """Draw the QR code of a link with its quiet zone; the box is a square."""
        modules = np.array([[*row] for row in qr(link)], dtype=np.uint8)
        padded = np.pad(modules, _QUIET)
        pixels = np.kron(1 - padded, np.ones((_FINE, _FINE), dtype=np.uint8))
        extent = (box.left, box.left + box.width, box.top + box.height, box.top)
        self._axes.imshow(
            pixels,
            cmap="gray",
            vmin=0,
            vmax=1,
            extent=extent,
            interpolation="none",
            aspect="auto",
            zorder=_ABOVE,
        )
        self._axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))

    def as_pdf(self, title: str, made_at: datetime) -> bytes:
        """Return the page as a PDF."""
        told = {"Title": title, "CreationDate": made_at, "Creator": None, "Producer": None}
        out = io.BytesIO()
        self._figure.savefig(out, format="pdf", metadata=told)
        return out.getvalue()

    def as_png(self) -> bytes:
        """Return the page as a picture."""
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi=_PNG_DPI, metadata={"Software": None})
        return out.getvalue()


def qr(link: str) -> tuple[bytearray, ...]:
    """Return the modules of the QR code of a link, dark ones as 1."""
    return segno.make(link, error="m", micro=False).matrix


def height(text: str, width: float, style: Style) -> float:
    """Return how high a paragraph is in millimetres, with what comes after it."""
    return len(_lines(text, width, style)) * style.line + style.after


def drawable(text: str) -> str:
    """Return a text without the signs that the font does not have."""
    return "".join(char for char in text if char.isspace() or ord(char) in _signs()).strip()


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    return frozenset(_font(bold=False).get_charmap())


def _lines(text: str, width: float, style: Style) -> list[str]:
    return [line for part in drawable(text).split("\n") for line in _wrapped(part, width, style)]


def _wrapped(text: str, width: float, style: Style) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, style) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _width(text: str, style: Style) -> float:
    """Return the width of a line in millimetres."""
    return sum(_advance(char, style.bold) for char in text) * style.size * _POINT


@lru_cache(maxsize=2048)
def _advance(char: str, bold: bool) -> float:
    """Return how far a letter moves on, as a part of the size of its font."""
    font = _font(bold=bold)
    font.set_size(_MEASURED, 72)
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _MEASURED


@lru_cache(maxsize=2)
def _properties(bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")


def _font(*, bold: bool) -> FT2Font:
    return get_font(findfont(_properties(bold)))
