"""What places, days and births say where the words alone do not name a topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.assistant import deadlines
from bot.assistant.bare_days import as_told, is_bare
from bot.assistant.heard import Heard
from bot.assistant.holders import says_no_card
from bot.assistant.other_wishes import asks_otherwise, without_ages
from bot.assistant.reply import Reply
from bot.assistant.steps import ranked
from bot.assistant.turn import ALONE, CERTAIN, LEANING, Turn
from bot.content.topics import Lookup
from bot.language.text import words
from bot.search.understanding import OURS

_LIKELY = 3
_LONGEST = 14
"""Words of a message that names nothing else."""
_HARDLY_OURS = 0.1
"""Chance of being ours below which a ward is named for something else: football, a meeting."""
_HAVING = {"the", "dung", "xai", "cam", "giu", "chua", "van", "con"}
"""Words with which somebody says to have a card, or none."""
AROUND = {"lich", "co-quan"}
"""What looks around a place."""


def bare(turn: Turn) -> Reply | None:
    """Answer a message that names nothing but a place, a day or a person."""
    heard = turn.heard
    card_told = bool(heard.births) and heard.dated
    certain = turn.guess.sure >= CERTAIN and not (turn.context or card_told)
    if len(turn.words) > _LONGEST or certain:
        return None
    said = {word.folded for word in words(turn.heard.rest) if not word.folded.isdecimal()}
    said -= turn.tools.understanding.empty_words
    other = said - _HAVING or (said and not (turn.context or card_told))
    if other and not is_bare(turn.text):
        return None
    topic = topic_in_hand(turn)
    told = turn.situation.births and (turn.heard.issue or turn.heard.births)
    if topic is None and turn.context and told:
        topic = plain_topic(turn, "tinh-tuoi")  # what was asked for was a day of this person
    return _carried_on(turn, topic) if topic else _plain(turn)


def _carried_on(turn: Turn, topic: str) -> Reply | None:
    """Look up again what was asked for, with what is said now."""
    entries, likeliest = turn.tools.knowledge.entries, turn.guess.classes[:1]
    looks_up = entries[topic].answered_by
    if looks_up is None and turn.situation.births:
        topic, looks_up = plain_topic(turn, "tinh-tuoi") or topic, "tinh-tuoi"
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
    if not (_named_around(turn) or heard.births):
        return None
    card_told = heard.births and heard.dated
    if turn.guess.sure >= LEANING and not card_told:
        return None
    if turn.context and not turn.question.point:
        return None
    guess = turn.guess
    first = guess.classes[0] if guess.classes and guess.right >= CERTAIN else ""
    if not heard.births and turn.tools.knowledge.lookup_of(first) in AROUND:
        return turn.answered([first], LEANING)
    topic = plain_topic(turn, "tinh-tuoi" if heard.births else _of_site(turn))
    return turn.answered([topic], LEANING) if topic else None


def _is_known(turn: Turn) -> bool:
    """Return whether sessions or offices are known of the ward that is named."""
    known = turn.tools.lookups.guide.areas
    return any(area.code in known for area in (turn.heard.place.areas if turn.heard.place else ()))


def _of_site(turn: Turn) -> Lookup:
    """Return what a site that is named is looked up in: offices have their own."""
    return "co-quan" if is_office(turn, turn.heard) else "lich"


def is_office(turn: Turn, heard: Heard) -> bool:
    """Return whether a message names the site of an office."""
    named = {site.id for site in heard.site.sites} if heard.site else set()
    return bool(named & {item.office.id for item in turn.tools.knowledge.local.offices})


def asks_of_the_site_itself(turn: Turn) -> bool:
    """Return whether a market's or a school's own hours are asked for, and nothing of ours."""
    if not turn.heard.site or is_office(turn, turn.heard):
        return False
    ours = turn.tools.understanding.names_our_subject(turn.alone.read)
    return not ours and turn.tools.lookups.guide.schedule_words.opens(turn.heard.rest)


def plain_topic(turn: Turn, lookup: Lookup) -> str | None:
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
    clear = guess.sure >= CERTAIN or asks_of_the_site_itself(turn)
    if clear or not guess.classes or not _names_a_place(turn):
        return None
    first, lookup_of = guess.classes[0], turn.tools.knowledge.lookup_of
    looks_up = lookup_of(first) in AROUND and guess.sure >= LEANING
    told = heard.site or (heard.whens and _is_known(turn))
    if (
        told
        and first in entries
        and not looks_up
        and guess.ours >= OURS
        and (topic := plain_topic(turn, _of_site(turn)))
    ):
        return turn.answered([topic], LEANING)
    if guess.sure >= LEANING or guess.ours < _HARDLY_OURS:
        return None
    enough = 1 if heard.whens else 2
    likeliest = [lookup_of(name) in AROUND for name in guess.classes[:enough]]
    if not likeliest[0]:
        return None
    finding = turn.look_up(entries[first])
    known = finding is not None and finding.found
    enough_said = known or (all(likeliest) and guess.ours >= OURS)
    return turn.answered([first], LEANING) if enough_said else None


def _names_a_place(turn: Turn) -> bool:
    heard = turn.heard
    at_home = turn.home and heard.whens and turn.guess.ours >= OURS
    return bool(heard.place or heard.site or at_home)


def personal(turn: Turn) -> Reply | None:
    """Calculate for somebody whose birth or card is told, where the likeliest topic would.

    With the day of issue told too, a likely topic is enough. What is asked of a fee, a place,
    the way, a loss or a term is not what the calculator answers: there the age is left aside.
    """
    guess, heard = turn.guess, turn.heard
    if not guess.classes:
        return None
    first = guess.classes[0]
    if asks_otherwise(turn):
        return without_ages(turn)
    if guess.ours < OURS:
        return None
    if heard.expiry or heard.impossible:
        return _of_printed_day(turn)
    if turn.tools.knowledge.lookup_of(first) == "tinh-tuoi" and guess.sure >= LEANING:
        return _of_topic(turn, first)
    clear = guess.sure >= CERTAIN or (guess.sure >= LEANING and not heard.dated)
    return None if clear else _of_card(turn)


def _of_topic(turn: Turn, topic: str) -> Reply | None:
    """Answer a topic that is calculated, without its wording where that could contradict."""
    sure = turn.guess.sure
    reply = turn.answered([topic], sure)
    if any(finding.settled for finding in reply.found):
        choices = turn.runners_up(reply.topics) if sure < ALONE else ()
        return replace(reply, items=(), choices=choices)
    return _of_card(turn) if turn.heard.dated and sure < CERTAIN else None


def _of_card(turn: Turn) -> Reply | None:
    """Calculate where one of the likely topics would; the likeliest, unless a card is told."""
    knowledge, heard = turn.tools.knowledge, turn.heard
    likely = turn.guess.classes[: _LIKELY if heard.dated else 1]
    topic = next((name for name in likely if knowledge.lookup_of(name) == "tinh-tuoi"), None)
    return _alone(turn.answered([topic], LEANING)) if topic and heard.births else None


def _of_printed_day(turn: Turn) -> Reply | None:
    """Say what the day printed on a card means, or that a day cannot be.

    A card that is good for long leaves the topic to the words; else it is that of renewals.
    """
    guess, knowledge = turn.guess, turn.tools.knowledge
    entries = knowledge.entries
    plain, first = plain_topic(turn, "tinh-tuoi"), guess.classes[0]
    likely = [knowledge.lookup_of(name) == "tinh-tuoi" for name in guess.classes[:_LIKELY]]
    finding = turn.look_up(entries[plain]) if plain else None
    if plain is None or finding is None or (guess.sure < LEANING and not any(likely)):
        return None
    if guess.sure < LEANING and len(turn.words) > _LONGEST:
        unsure = ranked(turn)  # a long message asks for more than that
        return unsure and replace(unsure, note=f"{finding.note}\n\n{unsure.note}")
    if finding.settled and (guess.sure < CERTAIN or likely[0]):
        return _alone(turn.answered([plain], max(LEANING, min(guess.sure, CERTAIN))))
    if first not in entries or turn.heard.impossible:
        return None
    reply = turn.answered([first], max(guess.sure, LEANING))
    note = reply.note if finding in reply.found else f"{finding.note}\n\n{reply.note}".strip()
    choices = turn.runners_up(reply.topics) if guess.sure < ALONE else ()
    return replace(reply, note=note, choices=choices)


def _alone(reply: Reply) -> Reply:
    """Return the reply without a wording that what was calculated could contradict."""
    settled = any(finding.settled for finding in reply.found)
    return replace(reply, items=()) if settled else reply


def handed_in(turn: Turn) -> Reply | None:
    """Say on which day the result is due, for who names the day of handing in."""
    guess, entries = turn.guess, turn.tools.knowledge.entries
    if guess.ours < OURS or not guess.classes or not deadlines.asks_for_it(turn.text):
        return None
    first = guess.classes[0]
    start = _day_of_handing_in(turn)
    if start is None or first not in entries or entries[first].answered_by:
        return None
    today = turn.moment.date()
    note = deadlines.told(entries[first], start, today, turn.tools.knowledge, turn.language)
    if note is None:
        return None
    reply = turn.answered([first], max(guess.sure, LEANING))
    choices = turn.runners_up(reply.topics) if guess.sure < ALONE else ()
    return replace(reply, note=note, choices=choices) if reply.items else None


def _day_of_handing_in(turn: Turn) -> date | None:
    heard = turn.heard
    if day := deadlines.handed_in(heard.whens):
        return day
    issue = heard.issue
    return issue.first if issue and issue.first == issue.last else None


def _named_around(turn: Turn) -> bool:
    """Return whether a place, a day or a location was given."""
    heard = turn.heard
    return bool(heard.place or heard.site or heard.whens or turn.question.point)


def topic_in_hand(turn: Turn, since: int = 1) -> str | None:
    """Return the topic of the last message that was more than a place, a day or a birth.

    `since`: so many messages, the present one first, are left out.
    """
    entries = turn.tools.knowledge.entries
    for earlier in turn.situation.heard[since:]:
        if len(words(earlier.rest)) <= 1:
            continue
        guess = turn.tools.understanding.guess(earlier.text, turn.moment)
        topic = guess.classes[0] if guess.classes else ""
        if topic not in entries:
            continue
        # "Thứ 7 có làm không?" hardly sounds like our subject, but it was answered as such.
        taken = guess.right >= LEANING and turn.tools.knowledge.lookup_of(topic) in AROUND
        if guess.sure >= LEANING or taken:
            return topic
    return None


def _as_day_asked_for(turn: Turn) -> Turn:
    """Return the turn with a day alone said to be that of the birth, or of the issue after it."""
    if not is_bare(turn.text):
        return turn
    told = as_told([*turn.context, turn.text], turn.moment)[-1]
    return Turn(turn.tools, replace(turn.question, text=told))
