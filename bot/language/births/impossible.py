"""Days that cannot be: `sinh 31/11/1986`, which no calendar has, and births still to come."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.language.births.dated import is_expected
from bot.language.births.governing import Purpose, verb_before
from bot.language.births.message import Message, message_of
from bot.language.births.said import Said
from bot.language.births.written import Written, find_written


class Impossible(NamedTuple):
    """A day that cannot be right."""

    text: str
    """As it was typed."""
    to_come: bool
    """Whether it is a birth after today; else the calendar has no such day."""


def find_impossible(text: str, moment: datetime) -> list[Impossible]:
    """Return the days of birth and of issue that cannot be, in order.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone.
    """
    message = message_of(text)
    found = []
    for written in find_written(message, moment.date()):
        verb = verb_before(message, written.first, 0)
        if verb is None:
            continue
        first = written.first + (message.codes[written.first] in "nN")
        start, end = message.span(first, written.end)
        born = verb.purpose is Purpose.BIRTH and verb.distance == 0
        to_come = born and written.sure and written.period.first > moment.date()
        if _has_no_day(message, written):
            found.append(Impossible(text[start:end], to_come=False))
        elif to_come and not is_expected(message, verb.at):
            found.append(Impossible(text[start:end], to_come=True))
    return found


def _has_no_day(message: Message, written: Written) -> bool:
    """Return whether only the year is left of a day in full."""
    codes = message.codes[written.first : written.end]
    return written.said is Said.YEAR and not {"G", "/", "-", "."}.isdisjoint(codes)
