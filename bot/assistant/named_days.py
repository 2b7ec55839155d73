"""The day that a message asks about, where the law of that day differs from today's."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from bot.assistant.heard import Heard
from bot.assistant.items import WithheldError
from bot.assistant.reply import Item

_IN_YEAR = re.compile(r"(?i)\b(?:năm|nam|in|year) (20\d\d)\b")
_ANY_YEAR = "20"
"""What a message has that names such a year at all."""


def named_day(heard: Heard) -> date | None:
    """Return the one day, or the first of the one time, that a message asks about.

    Days of births, of issue and of expiry tell of a person or a card, and are none.
    """
    if heard.expiry:
        return None
    days = {when.first for when in heard.whens}
    if not days and _ANY_YEAR in heard.text:
        days = {date(int(year), 1, 1) for year in _IN_YEAR.findall(heard.rest)}
    return days.pop() if len(days) == 1 else None


def items_on_named_day(
    items: tuple[Item, ...], heard: Heard, today: date, item_on: Callable[[str, date], Item]
) -> tuple[date, tuple[Item, ...]] | None:
    """Return the day that is named and the answers of that day; None where they are today's.

    `items`: the answers of today. Only those are worded anew that have a day on which they end.
    """
    if not any(item.changes or item.valid_until for item in items):
        return None
    day = named_day(heard)
    if day is None or day == today:
        return None
    with suppress(WithheldError):
        then = tuple(item_on(item.topic, day) for item in items)
        if list(map(_told, then)) != list(map(_told, items)):
            return day, then
    return None


def _told(item: Item) -> tuple[object, ...]:
    """Return what an answer tells of its day, without what is to come."""
    return item.lead, item.details, item.steps, item.bring, item.cost, item.time, item.where
