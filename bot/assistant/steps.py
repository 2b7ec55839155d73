"""The steps a question passes; each replies, or leaves it to the next by returning None."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.reply import Link, Reply
from bot.assistant.status import Status
from bot.assistant.turn import ALONE, CERTAIN, LEANING, Turn
from bot.search.understanding import OURS

REFUSE = 0.55
"""Chance from which a request is refused."""
_OFFERED = 3


def empty(turn: Turn) -> Reply | None:
    """Ask for a question where there are no words and no location."""
    if turn.words or turn.question.point:
        return None
    return Reply(Status.NEEDS_DETAIL, note=turn.say("chua-thay-cau-hoi"))


def small_talk(turn: Turn) -> Reply | None:
    """Answer greetings and thanks in kind."""
    courtesy = turn.tools.courtesy
    kind = courtesy.find(turn.words) or courtesy.find(turn.guess.read.words)
    if kind is None:
        return None
    topic = turn.tools.knowledge.lists.small_talk.topic
    note = kind.reply if turn.language == "vi" else kind.reply_en
    topics = (topic,) if topic in turn.tools.knowledge.entries else ()
    choices = turn.missed() if kind.missed else ()
    if choices:
        note = f"{note}\n\n{turn.say('co-phai-ban-hoi')}"
    return Reply(Status.SMALL_TALK, note=note, topics=topics, choices=choices, confidence=1.0)


def refusal(turn: Turn) -> Reply | None:
    """Refuse requests for others' data, forgery and evasion; point to the rule."""
    guess = turn.guess
    item = turn.tools.forbidden.find(turn.words)
    if item is None and guess.classes and guess.sure >= REFUSE:
        item = turn.tools.refusals.get(guess.classes[0])
    if item is None:
        return None
    note = item.reply if turn.language == "vi" else item.reply_en
    rule = turn.tools.forbidden.rule(item, turn.words)
    return Reply(
        Status.REFUSED, note=note, choices=turn.choices((rule,), 1), confidence=guess.sure
    )


def neighbour(turn: Turn) -> Reply | None:
    """Decline a neighbouring subject by name, and say who handles it.

    A word that makes it ours is believed where the words are those of one topic.
    """
    guess, entries = turn.guess, turn.tools.knowledge.entries
    found = turn.tools.neighbours.find(guess.read.words)
    if found is None:
        return None
    near_ours = found.near_ours or turn.tools.understanding.names_our_subject(guess.read)
    # What was said before does not make quite another subject ours.
    goes_on = near_ours or found.person or turn.alone.sure >= CERTAIN
    ours = guess.ours if goes_on else min(guess.ours, turn.alone.ours)
    if not found.theirs:
        if ours >= (OURS if near_ours else LEANING):
            return None
        if found.near_ours and turn.alone.right >= LEANING and turn.alone.classes[0] in entries:
            return _leaning(turn, turn.alone.classes[0])
    english_form = found.subject.translations.get("en") if turn.language == "en" else None
    title = english_form.title if english_form else found.subject.title
    who = english_form.who if english_form else found.subject.who
    url = found.subject.url
    return Reply(
        Status.DECLINED_NEIGHBOUR,
        note=turn.say("viec-lan-can", title=title, who=who),
        links=(Link(title, url),) if url else (),
    )


def _leaning(turn: Turn, topic: str) -> Reply:
    """Answer a topic that is likely meant, with two others beside it."""
    reply = turn.answered([topic], LEANING)
    return replace(reply, choices=turn.runners_up(reply.topics))


def several(turn: Turn) -> Reply | None:
    """Answer several questions of one message in their order."""
    parts = turn.tools.understanding.parts(turn.text, turn.moment)
    topics = [part.classes[0] for part in parts if part.classes[0] in turn.tools.knowledge.entries]
    if len(topics) < 2:
        return None
    return turn.answered(topics, min(part.sure for part in parts))


def ranked(turn: Turn) -> Reply | None:
    """Answer the topic that is meant, offer a few, or leave it to the last step."""
    guess = turn.guess
    knowledge = turn.tools.knowledge
    topics = tuple(name for name in guess.classes if name in knowledge.entries)
    ours = guess.ours >= OURS
    if not topics or not (ours or turn.is_part):
        return None
    refused = guess.classes[0] != topics[0]
    if guess.sure >= LEANING and not refused and not turn.is_name:
        reply = turn.answered([topics[0]], guess.sure)
        if guess.sure < ALONE:
            reply = replace(reply, choices=turn.runners_up(reply.topics))
        return reply
    return menu(turn, topics, guess.sure)


def menu(turn: Turn, topics: tuple[str, ...], sure: float) -> Reply:
    """Ask which of the likeliest topics is meant."""
    note, choices = turn.say("co-phai-ban-hoi"), turn.choices(topics, _OFFERED)
    return Reply(Status.CHOICES, note=note, choices=choices, confidence=sure)


def unknown(turn: Turn) -> Reply | None:
    """Say honestly that this is not known here."""
    return Reply(Status.DECLINED_UNKNOWN, note=turn.say("chua-biet"))
