"""Numbers and texts as a Vietnamese report writes them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.text import clean

BLANK = "……"
"""What staff fill in by hand."""
_CUT = "…"


def number(value: int) -> str:
    """Return `12.345`."""
    return f"{value:,}".replace(",", ".")


def share(part: float) -> str:
    """Return a part of 1 as `45,5%`; nothing but the whole is told as 100%."""
    rounded = round(part * 100, 1)
    if rounded == 100 and part < 1:
        rounded = 99.9
    told = f"{rounded:.1f}".removesuffix(".0")
    return f"{told.replace('.', ',')}%"


def part(value: int, whole: int) -> str:
    """Return how much of a whole something is; nothing of nothing is `0%`."""
    return share(value / whole if whole else 0.0)


def one_line(text: str, most: int = 200) -> str:
    """Return what somebody typed as one line without control signs, cut where it is long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else line[: most - len(_CUT)].rstrip() + _CUT


def quoted(text: str, most: int = 120) -> str:
    """Return one line in Vietnamese quotation marks."""
    return f"“{one_line(text, most)}”"


def listed(parts: Iterable[str]) -> str:
    """Return `a; b; c`."""
    return "; ".join(parts)
