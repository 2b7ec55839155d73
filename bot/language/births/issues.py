"""Which identity card a person has, and when it was issued, as an interval of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from bot.language.births.cards import Card, Named, find_cards
from bot.language.births.dated import find_dated
from bot.language.births.governing import Purpose, Verb, verb_after, verb_before
from bot.language.births.message import NUMBER_WORDS, Message, message_of
from bot.language.births.owners import owners
from bot.language.births.past import age_at_issue
from bot.language.births.periods import Period
from bot.language.births.relative import find_relative
from bot.language.births.said import Said
from bot.language.births.written import Written, find_written

__all__ = ["Card", "Issue", "find_issue"]

_WORTH_READING = re.compile(
    r"(?<!\w)(?:t?c{2,4}d|cmt|cmt?nd|cmdn|cm|tcc|can cuoc|chung minh|chip|vach"
    r"|cap|lam|doi|nhan|dung|xai|lay|the)(?!\w)"
)
"""What a folded message has if it tells of a card at all."""
_ANY_TIME = re.compile(
    r"[0-9]|(?<!\w)(?:hom|bua|tet|cach|tuan|thang|(?:ngay|nam)\s+(?:\w+\s+)?"
    rf"(?:ngoai|truoc|roi|kia|nay|vua|{'|'.join(NUMBER_WORDS)})"
    r"|(?:dau|giua|cuoi)\s+nam|(?:may|vai|nua)\s+(?:nam|ngay|bua))(?!\w)"
)
"""What a folded message has if it tells of a day at all."""
_LONGEST_VALID = 60
"""Years: no card in use is older."""
_OBJECT = 12
"""Characters after the verb within which its object begins: `2021 em làm cccd`."""
_DONE = frozenset("da moi vua hoi xong".split())
"""Words that tell of a card made, where this year could also be the year of a plan."""
_DONE_BEHIND = frozenset("vua xong roi".split())
_WAITING = frozenset(("chua", word) for word in "co nhan thay duoc dc lay xong ra ve".split())


@dataclass(frozen=True, slots=True)
class Issue:
    """What a message tells of the card that a person has."""

    first: date | None
    last: date | None
    """Interval of the day of issue, both included; none where only the kind is told."""
    card: Card | None
    """The kind as it was said: many call a CCCD `căn cước`, so the day may tell another."""
    span: tuple[int, int]
    """Characters of the text."""
    ages: tuple[int, int] | None = None
    """The least and the most whole months of the holder's age on the day of issue, if told."""
    unknown: bool = False
    """Whether nothing is told but that there is a card."""
    who: frozenset[str] = field(default=frozenset(), compare=False)
    """Folded words of the persons it is said to be of; empty if none is named beside it."""

    @property
    def dated(self) -> bool:
        """Whether it is told when the card was issued: on which days, or at which age."""
        return self.first is not None or self.ages is not None


class _Time(NamedTuple):
    first: int
    end: int
    period: Period
    recent: bool
    """Whether it could as well be the time of a plan: this year, this month."""
    relative: bool
    """Whether it is told from today."""


def find_issue(text: str, moment: datetime) -> Issue | None:
    """Return the card that a message tells of, with its day, month or year of issue.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone. A date
    belongs to the nearest verb: behind `sinh` it is a birth, behind `cấp`, `làm`, `đổi` or the
    card's name an issue. No day of issue lies after that of `moment`. A card that somebody only
    wants to have is none.
    """
    message = message_of(text)
    if not _WORTH_READING.search(message.plain):
        return None
    cards = list(find_cards(message))
    at_age = age_at_issue(message, moment.date())
    ages = (at_age.least, at_age.most) if at_age else None
    for time, verb in _issued(message, moment.date()):
        start = message.tokens[min(verb.at, time.first)].start
        end = message.tokens[max(verb.at + 1, time.end) - 1].end
        card = _card_of(cards, start, end)
        if at_age:
            told = message.span(at_age.first, at_age.end)
            start, end = min(start, told[0]), max(end, told[1])
        if card:
            start, end = min(start, card.start), max(end, card.end)
        on_a_day = time.period.first == time.period.last  # the age would add nothing to it
        kind = card.card if card else None
        who = owners(message, start, end)
        return Issue(*time.period, kind, (start, end), None if on_a_day else ages, who=who)
    held = next((card for card in cards if card.held), None)
    if at_age:
        span = message.span(at_age.first, at_age.end)
        card = _card_of(cards, *span)
        kind = card.card if card else None
        return Issue(None, None, kind, span, ages, who=owners(message, *span))
    if held is None:
        return None
    span = (held.start, held.end)
    return Issue(None, None, held.card, span, who=owners(message, *span))


def _issued(message: Message, day: date) -> Iterator[tuple[_Time, Verb]]:
    """Yield the times of issue, with what makes them so."""
    floor = 0
    if not _ANY_TIME.search(message.plain):
        return
    for time in _times(message, day):
        verb = verb_before(message, time.first, floor, names=not time.relative)
        if _is_duration(message, time):
            verb = verb if message.word(time.end - 2) == "nam" else None
        elif verb is None:
            verb = verb_after(message, time.end)
        floor = time.end
        if verb is None or verb.purpose is not Purpose.ISSUE:
            continue
        before = {message.word(at) for at in range(min(verb.at, time.first) - 2, time.end)}
        after = [message.word(at) for at in range(time.end, time.end + 4)]
        given = not time.relative and "cap" in before
        done = given or before & _DONE or _DONE_BEHIND & set(after)
        if (not time.recent or done) and not _is_waiting(after):
            yield time, verb


def _is_duration(message: Message, time: _Time) -> bool:
    """Return whether it is how long somebody has waited: `làm 2 tháng rồi`, but not `2 năm`."""
    counted = time.relative and time.end - time.first > 2 and message.codes[time.first] not in "Gn"
    return counted and message.word(time.end - 1) in {"roi", "nay"}


def _is_waiting(after: list[str]) -> bool:
    """Return whether a card was asked for then, and has not come: `2 tháng rồi chưa có`."""
    return any(pair in _WAITING for pair in pairwise(after))


def _times(message: Message, day: date) -> list[_Time]:
    """Return the periods that are not of births and have begun, in order."""
    dates = find_written(message, day)
    births = list(find_dated(message, dates, day))
    taken = {at for birth in births for at in range(birth.first, birth.end)}
    found = [
        _Time(item.first, item.end, item.period, _is_this_year(item, day), False)
        for item in dates
        if (item.sure or item.named) and item.first not in taken and not _is_start(message, item)
    ]
    taken |= {at for time in found for at in range(time.first, time.end)}
    for item in find_relative(message, day, past=True):
        if item.first not in taken:
            recent = item.period.first <= day <= item.period.last
            found.append(_Time(item.first, item.end, item.period, recent, True))
    earliest = day.year - _LONGEST_VALID
    return sorted(
        time._replace(period=time.period.until(day))
        for time in found
        if earliest <= time.period.first.year and time.period.first <= day
    )


def _is_start(message: Message, written: Written) -> bool:
    """Return whether a day is the start of a rule: `cấp từ ngày 1/7/2024`."""
    return written.said is Said.DAY and message.word(written.first - 1) == "tu"


def _is_this_year(written: Written, day: date) -> bool:
    return written.said is Said.YEAR and written.period.last.year == day.year


def _card_of(cards: list[Named], start: int, end: int) -> Named | None:
    """Return the card beside the verb and the date, or else the nearest one that is held."""
    for card in cards:
        if card.end > start and card.start <= end + _OBJECT:
            return card
    held = [card for card in cards if card.held]
    return min(held, key=lambda card: max(start - card.end, card.start - end), default=None)
