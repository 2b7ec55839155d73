"""Sources in short, as they stand below an answer."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from datetime import date

from bot.content.knowledge import Knowledge
from bot.content.law import LegalDocument, Source
from bot.language.english import Language

_MOST_DOCUMENTS = 3
_WHOLE = "toàn văn"
_PARTS = re.compile(r";|,(?= Điều )")
_REMARK = re.compile(r"(/\S+) \(.*")
"""What stands in brackets behind the number of a document: whom it amends, its day."""


def basis(sources: Iterable[Source], knowledge: Knowledge, language: Language) -> str:
    """Return the line that names what an answer rests on: law, or only guides and newspapers."""
    named = _by_document(sources)
    message = "muc-can-cu" if any(map(_of_law, named)) else "muc-nguon"
    return knowledge.say(message, language, can_cu=_written(named))


def cited(sources: Iterable[Source]) -> str:
    """Return the first documents in short: `Điều 21, Điều 23, Luật Căn cước 26/2023/QH15; …`."""
    return _written(_by_document(sources))


def with_numbers_first(
    sources: Sequence[Source],
    sums: Iterable[Sequence[Source]],
    deadlines: Iterable[Sequence[Source]],
) -> tuple[Source, ...]:
    """Return the sources of an answer, those of the numbers it tells right behind the first.

    `sums`, `deadlines`: the sources of each sum of money and of each deadline. One document of
    each comes first, one that the answer names itself; for a sum its own, where there is none.
    """
    named = {_document(source) for source in sources}
    weighty = [_first_named(own, named) or own[0] for own in sums]
    weighty += filter(None, (_first_named(own, named) for own in deadlines))
    first: dict[str, Source] = {}
    for source in (*sources[:1], *weighty):
        first.setdefault(_document(source), source)
    place = {document: at for at, document in enumerate(first)}
    added = [source for document, source in first.items() if document not in named]
    return tuple(
        sorted((*sources, *added), key=lambda each: place.get(_document(each), len(place)))
    )


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


def _first_named(own: Iterable[Source], named: Container[str]) -> Source | None:
    return next((source for source in own if _document(source) in named), None)


def _by_document(sources: Iterable[Source]) -> list[list[Source]]:
    """Return the sources of each of the first documents."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(_document(source), []).append(source)
    return list(found.values())[:_MOST_DOCUMENTS]


def _document(source: Source) -> str:
    """Return the name of a document without remarks: one document, however it is introduced."""
    return _REMARK.sub(r"\1", source.doc)


def _of_law(named: Sequence[Source]) -> bool:
    """Return whether parts of a document are named, as they are of law and of no newspaper."""
    return any(source.article for source in named)


def _written(documents: Iterable[Sequence[Source]]) -> str:
    return "; ".join(
        ", ".join([*_articles(named), min((source.doc for source in named), key=len)])
        for named in documents
    )


def _articles(named: Iterable[Source]) -> list[str]:
    """Return the articles of one document, each once and none beside one that holds it."""
    articles = [
        part.strip()
        for source in named
        if source.article and not source.article.startswith(_WHOLE)
        for part in _PARTS.split(source.article)
    ]
    return [
        article
        for article in dict.fromkeys(articles)
        if not any(
            article.startswith(f"{other} ") or other.startswith(f"{article},")
            for other in articles
        )
    ]
