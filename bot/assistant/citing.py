"""Sources in short, as they stand below an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.content.law import LegalDocument, Source

_MOST_SOURCES = 3


def cited(sources: Iterable[Source]) -> str:
    """Return the sources in short: `Điều 21, Luật Căn cước 26/2023/QH15; …`."""
    short = dict.fromkeys(
        f"{source.article}, {source.doc}" if _names_a_part(source) else source.doc
        for source in sources
    )
    return "; ".join(list(short)[:_MOST_SOURCES])


def in_force(
    sources: Sequence[Source], documents: Iterable[LegalDocument], day: date
) -> tuple[Source, ...]:
    """Return the sources whose documents are in force on a day.

    A source that no document is known of always is. Where none is left, all are: an answer is
    never without any.
    """
    ended = tuple(known.doc for known in documents if not known.holds_on(day))
    held = tuple(source for source in sources if not source.doc.startswith(ended))
    return held or tuple(sources)


def _names_a_part(source: Source) -> bool:
    return bool(source.article) and not str(source.article).startswith("toàn văn")
