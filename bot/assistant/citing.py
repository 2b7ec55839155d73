"""Sources in short, as they stand below an answer."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.models import Source

_MOST_SOURCES = 3


def cited(sources: Iterable[Source]) -> str:
    """Return the sources in short: `Điều 21, Luật Căn cước 26/2023/QH15; …`."""
    short = dict.fromkeys(
        f"{source.article}, {source.doc}" if _names_a_part(source) else source.doc
        for source in sources
    )
    return "; ".join(list(short)[:_MOST_SOURCES])


def _names_a_part(source: Source) -> bool:
    return bool(source.article) and not str(source.article).startswith("toàn văn")
