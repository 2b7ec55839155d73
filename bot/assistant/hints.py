"""What places, days and births say where the words alone do not name a topic."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.bare_days import as_told, is_bare
from bot.assistant.lookups import says_no_card
from bot.assistant.reply import Reply
from bot.assistant.turn import CERTAIN, LEANING, OURS, Turn
from bot.content.models import Lookup
from bot.language.text import words

_LIKELY = 3
_LONGEST = 14
"""Words of a message that names nothing else."""
_HAVING = {"the", "dung", "xai", "cam", "giu", "chua", "van", "con"}
"""Words with which somebody says to have a card, or none."""
_AROUND = {"lich", "co-quan"}


def bare(turn: Turn) -> Reply | None:
    """Answer a message that names nothing but a place, a day or a person."""
    if len(turn.words) > _LONGEST or (turn.guess.sure >= CERTAIN and not turn.context):
        return None
    said = {word.folded for word in words(turn.heard.rest) if not word.folded.isdecimal()}
    said -= turn.tools.understanding.empty_words
    other = said - _HAVING or (said and not turn.context)
    if other and not is_bare(turn.text):
        return None
    topic = _topic_in_hand(turn)
    told = turn.situation.births and (turn.heard.issue or turn.heard.births)
    if topic is None and turn.context and told:
        topic = _plain_topic(turn, "tinh-tuoi")  # what was asked for was a day of this person
    return _carried_on(turn, topic) if topic else _plain(turn)


def _carried_on(turn: Turn, topic: str) -> Reply | None:
    """Look up again what was asked for, with what is said now."""
    entries, likeliest = turn.tools.knowledge.entries, turn.guess.classes[:1]
    looks_up = entries[topic].answered_by
    if looks_up is None and turn.situation.births:
        topic, looks_up = _plain_topic(turn, "tinh-tuoi") or topic, "tinh-tuoi"
    elif looks_up is None and likeliest and likeliest[0] in entries:
        topic, looks_up = likeliest[0], entries[likeliest[0]].answered_by
    if looks_up == "tinh-tuoi":
        told = _as_day_asked_for(turn)
        tells = told.heard.births or told.heard.issue or says_no_card(turn.text)
        return told.answered([topic], 1.0) if tells else None
    nearby = looks_up and (_named_around(turn) or turn.heard.births)
    return turn.answered([topic], 1.0) if nearby else None


def _plain(turn: Turn) -> Reply | None:
    """Look up what somebody most likely wants who says so much and nothing else."""
    heard = turn.heard
    if not (_named_around(turn) or heard.births) or turn.guess.sure >= LEANING:
        return None
    if turn.context and not turn.question.point:
        return None
    entries = turn.tools.knowledge.entries
    guess = turn.guess
    first = guess.classes[0] if guess.classes and guess.right >= CERTAIN else ""
    if not heard.births and first in entries and entries[first].answered_by in _AROUND:
        return turn.answered([first], LEANING)
    topic = _plain_topic(turn, "tinh-tuoi" if heard.births else _of_site(turn))
    return turn.answered([topic], LEANING) if topic else None


def _is_known(turn: Turn) -> bool:
    """Return whether sessions or offices are known of the ward that is named."""
    known = turn.tools.lookups.guide.areas
    return any(area.code in known for area in (turn.heard.place.areas if turn.heard.place else ()))


def _of_site(turn: Turn) -> Lookup:
    """Return what a site that is named is looked up in: offices have their own."""
    named = {site.id for site in turn.heard.site.sites} if turn.heard.site else set()
    offices = {item.office.id for item in turn.tools.knowledge.local.offices}
    return "co-quan" if named & offices else "lich"


def _plain_topic(turn: Turn, lookup: Lookup) -> str | None:
    """Return the topic that such a look-up answers by itself."""
    entries = turn.tools.knowledge.entries.items()
    found = (name for name, entry in entries if entry.answered_by == lookup and not entry.beside)
    return next(found, None)


def nearby(turn: Turn) -> Reply | None:
    """Look around a place that is named, where the likeliest topics would.

    One topic is enough where something is known of the place; else it takes two, or a day that
    is named, and a message that sounds like our subject. Where somebody lives counts as named
    once a day is.
    """
    guess, heard = turn.guess, turn.heard
    entries = turn.tools.knowledge.entries
    if guess.sure >= CERTAIN or not guess.classes or not _names_a_place(turn):
        return None
    told = heard.site or (heard.whens and _is_known(turn))
    if (
        told
        and guess.classes[0] in entries
        and guess.ours >= OURS
        and (topic := _plain_topic(turn, _of_site(turn)))
    ):
        return turn.answered([topic], LEANING)
    if guess.sure >= LEANING:
        return None
    enough = 1 if heard.whens else 2
    likeliest = [
        name in entries and entries[name].answered_by in _AROUND for name in guess.classes[:enough]
    ]
    if not likeliest[0]:
        return None
    finding = turn.look_up(entries[guess.classes[0]])
    known = finding is not None and finding.found
    if known or (all(likeliest) and guess.ours >= OURS):
        return turn.answered([guess.classes[0]], LEANING)
    return None


def _names_a_place(turn: Turn) -> bool:
    heard = turn.heard
    at_home = turn.home and heard.whens and turn.guess.ours >= OURS
    return bool(heard.place or heard.site or at_home)


def personal(turn: Turn) -> Reply | None:
    """Calculate for somebody whose birth is told, where the likeliest topic would.

    With the day of issue told too, a likely topic is enough.
    """
    guess, entries, heard = turn.guess, turn.tools.knowledge.entries, turn.heard
    if guess.sure >= CERTAIN or guess.ours < OURS or not heard.births:
        return None
    dated = heard.issue is not None and heard.issue.first is not None
    if guess.sure >= LEANING and not dated:
        return None
    likely = guess.classes[: _LIKELY if dated else 1]
    calculated = (
        name for name in likely if name in entries and entries[name].answered_by == "tinh-tuoi"
    )
    topic = next(calculated, None)
    return turn.answered([topic], LEANING) if topic else None


def _named_around(turn: Turn) -> bool:
    """Return whether a place, a day or a location was given."""
    heard = turn.heard
    return bool(heard.place or heard.site or heard.whens or turn.question.point)


def _topic_in_hand(turn: Turn) -> str | None:
    """Return the topic of the last message that was more than a place, a day or a birth."""
    entries = turn.tools.knowledge.entries
    for earlier in turn.situation.heard[1:]:
        if len(words(earlier.rest)) <= 1:
            continue
        guess = turn.tools.understanding.guess(earlier.text, turn.moment)
        topic = guess.classes[0] if guess.classes else ""
        if topic not in entries:
            continue
        # "Thứ 7 có làm không?" hardly sounds like our subject, but it was answered as such.
        taken = guess.right >= LEANING and entries[topic].answered_by in _AROUND
        if guess.sure >= LEANING or taken:
            return topic
    return None


def _as_day_asked_for(turn: Turn) -> Turn:
    """Return the turn with a day alone said to be that of the birth, or of the issue after it."""
    if not is_bare(turn.text):
        return turn
    told = as_told([*turn.context, turn.text], turn.moment)[-1]
    return Turn(turn.tools, replace(turn.question, text=told))
