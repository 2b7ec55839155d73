"""What needs somebody's look soon: what ends or changes, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.assistant import review, timeline
from bot.content.knowledge import Knowledge
from bot.content.parameters import Change

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which answers read otherwise, or end."""

    day: date
    ends: tuple[str, ...]
    """Topics without an answer from that day on."""
    changes: tuple[str, ...]
    """Topics that are answered otherwise."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that needs a look, as of a day."""

    turns: tuple[Turn, ...]
    values: tuple[Change, ...]
    """Parameters that end, with nothing known to follow."""
    reviews: tuple[tuple[date, tuple[str, ...]], ...]
    """Topics to look through again, by the day until which."""
    remarks: tuple[review.Remark, ...]


def of(knowledge: Knowledge, day: date) -> Agenda:
    """Return what needs a look within 60 days; takes a tenth of a second."""
    last = day + SOON
    parameters = knowledge.parameters.changes(day, last)
    return Agenda(
        tuple(_turns(knowledge, day, last)),
        tuple(change for change in parameters if change.after is None),
        tuple(_reviews(knowledge, last)),
        tuple(review.remarks(knowledge, day)),
    )


def _turns(knowledge: Knowledge, first: date, last: date) -> Iterator[Turn]:
    found = timeline.changes(knowledge, first, last)
    for day, changes in groupby(found, lambda change: change.day):
        here = list(changes)
        ends = tuple(change.topic for change in here if change.after is None)
        yield Turn(day, ends, tuple(change.topic for change in here if change.after is not None))


def _reviews(knowledge: Knowledge, last: date) -> Iterator[tuple[date, tuple[str, ...]]]:
    due = sorted(
        (entry.review_by, topic)
        for topic, entry in knowledge.entries.items()
        if entry.review_by <= last
    )
    for day, found in groupby(due, lambda item: item[0]):
        yield day, tuple(topic for _, topic in found)
