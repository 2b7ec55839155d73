"""Questions for a schedule that name a place and a time, or only one of them, and no subject."""

from __future__ import annotations

from bot.assistant.bare_days import is_bare
from bot.assistant.heard import Heard
from bot.assistant.hints import (
    AROUND,
    asks_of_the_site_itself,
    is_office,
    plain_topic,
    topic_in_hand,
)
from bot.assistant.reply import Reply
from bot.assistant.sessions.speaking import ScheduleAsked
from bot.assistant.turn import CERTAIN, LEANING, Turn
from bot.content.topics import Lookup

_OF_A_DAY = "thứ bảy có làm việc không"
"""What is asked of a place by who names nothing but a day."""


def schedule(turn: Turn) -> Reply | None:
    """Look up when somebody is there, for who says nothing else: `chợ mẫu chủ nhật`, `sáng mai`.

    The place is one of which something is known, or was named before. A market's own hours, and
    whatever else may happen there, are left to the words.
    """
    heard = turn.heard
    if turn.language == "en" or turn.question.point or heard.births or heard.issue:
        return None
    asked = _asked(turn, heard)
    if asked is None or not _asks(heard, asked):
        return _elsewhere(turn) if asked else None
    if heard.missing and asked.at_work:
        return _answered(turn, "co-quan", LEANING)
    if heard.place or heard.site:
        known = heard.site is not None or _is_known(turn)
        if not known or asks_of_the_site_itself(turn):
            return None
        return _answered(turn, _looked_up(turn, heard, asked), LEANING)
    return _goes_on(turn, asked)


def _goes_on(turn: Turn, asked: ScheduleAsked) -> Reply | None:
    """Answer for the place that was named before, or ask for it where that was to be looked up.

    A day alone may be asked of any subject: it is one for the schedule where that was the last.
    """
    heard, situation = turn.heard, turn.situation
    named = heard.whens or heard.missing
    of_a_person = situation.births and not asked.at_work
    if not turn.context or of_a_person or (is_bare(turn.text) and not named):
        return None
    in_hand = _in_hand(turn)
    looks_up = turn.tools.knowledge.lookup_of(in_hand) if in_hand else None
    around = looks_up in AROUND
    if looks_up == "tinh-tuoi" or (in_hand and not around and not asked.at_work):
        return None
    if situation.place is None and situation.where is None and not (around and named):
        return None
    known = _is_known(turn)
    if asked.groups or asked.sessions or asked.which_day or looks_up == "lich":
        return _answered(turn, "lich", CERTAIN, in_hand if looks_up == "lich" else None)
    if known and in_hand and around:
        return _answered(turn, "co-quan", CERTAIN, in_hand)
    return _answered(turn, "lich" if known else "co-quan", CERTAIN)


def _elsewhere(turn: Turn) -> Reply | None:
    """Answer what was asked of a schedule for the place alone that is named now."""
    if not turn.heard.place or not turn.context or topic_in_hand(turn):
        return None
    in_hand = _in_hand(turn)
    around = in_hand and turn.tools.knowledge.lookup_of(in_hand) in AROUND
    return turn.answered([in_hand], CERTAIN) if in_hand and around else None


def _asked(turn: Turn, heard: Heard) -> ScheduleAsked | None:
    said = heard.site.said if heard.site else ()
    return turn.tools.lookups.guide.schedule_words.read(heard.rest, said)


def _asks(heard: Heard, asked: ScheduleAsked) -> bool:
    """Return whether a day, an hour or a group is named or asked for.

    Which day a day is, `mùng 1 là ngày nào`, is a question to the calendar.
    """
    if asked.which_day and not asked.at_work and any(on.first == on.last for on in heard.whens):
        return False
    return bool(asked.when or asked.groups or heard.whens or heard.missing)


def _looked_up(turn: Turn, heard: Heard, asked: ScheduleAsked) -> Lookup:
    """Return where what is asked of a place is looked up: among sessions or offices."""
    at_office = is_office(turn, heard)
    held_there = not at_office and (heard.site is not None or asked.which_day)
    return "lich" if held_there or asked.sessions or asked.groups else "co-quan"


def _in_hand(turn: Turn) -> str | None:
    """Return the topic of the last message that was more than a day or an hour."""
    for since, earlier in enumerate(turn.situation.heard[1:], 1):
        asked = _asked(turn, earlier)
        named = earlier.place or earlier.site
        if asked is None or not (_asks(earlier, asked) or (named and not asked.at_work)):
            return topic_in_hand(turn, since)
        if named:
            sought = _asks(earlier, asked) or is_office(turn, earlier)
            return _topic(turn, _looked_up(turn, earlier, asked) if sought else "lich")
    return None


def _is_known(turn: Turn) -> bool:
    """Return whether sessions or offices are known where the message, or one before it, leads."""
    situation, known = turn.situation, turn.tools.lookups.guide.atoms
    if situation.where and situation.where.site:
        return True
    return situation.place is not None and bool(situation.place.atoms & known)


def _answered(turn: Turn, lookup: Lookup, sure: float, in_hand: str | None = None) -> Reply | None:
    """Answer the topic in hand, else the one that is looked up so; of no day, only that."""
    plain = plain_topic(turn, lookup) if turn.heard.missing else None
    topic = plain or in_hand or _topic(turn, lookup)
    return turn.answered([topic], sure) if topic else None


def _topic(turn: Turn, lookup: Lookup) -> str | None:
    """Return the topic that is answered so; of offices the one on their hours, if there is one."""
    if lookup == "lich":
        return plain_topic(turn, lookup)
    guess = turn.tools.understanding.guess(_OF_A_DAY, turn.moment)
    likely = (name for name in guess.classes if turn.tools.knowledge.lookup_of(name) == lookup)
    return next(likely, None)
