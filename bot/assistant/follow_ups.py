"""What is asked of the matter in hand: its fee, its place, its term, or what to do then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.assistant.other_wishes import asks_otherwise
from bot.assistant.reply import Reply
from bot.assistant.steps import menu
from bot.assistant.turn import ALONE, CERTAIN, LEANING, Turn
from bot.content.wordlists import Row
from bot.language.text import fold
from bot.search.understanding import Guess

_BESIDE, _SPOKEN_OF = 2, 3
_LONGEST = 12
"""Words of a message that goes on with another one."""
_STRANGE = -0.55
"""Scope above which nothing says that a message is of another subject."""


@dataclass(frozen=True)
class Matter:
    """What a conversation is about."""

    topic: str
    text: str
    """The message that named it."""


def asked_again(turn: Turn) -> Turn | None:
    """Return the last question as it is asked for whom this message names and does no more.

    None where that is what is looked up: when somebody must renew, or sessions for an age.
    """
    understanding, heard = turn.tools.understanding, turn.heard
    if not turn.context or not heard.births or heard.dated:
        return None
    if not understanding.names_somebody(heard.rest, turn.moment):
        return None
    matter = matter_in_hand(turn)
    if matter is None:
        return None
    asked = next((each for each in turn.situation.heard if each.text == matter.text), None)
    before = asked.without_ages if asked else matter.text
    text = f"{before} {understanding.without_fillers(turn.text)}"
    again = Turn(turn.tools, replace(turn.question, text=text, context=()))
    looked_up = turn.tools.knowledge.lookup_of(matter.topic) is not None
    return None if looked_up and not asks_otherwise(again) else again


def of_matter(turn: Turn) -> Reply | None:
    """Answer what is asked of the matter in hand: `mấy tiền`, `ở đâu`, `vậy là khỏi đổi hả`.

    Its own answer tells it where it has that part. Else the answer is that of a topic beside it,
    where the message leads there, or together with what it leaves unsaid.
    """
    understanding, moment, read = turn.tools.understanding, turn.moment, turn.alone.read
    if not turn.context or turn.heard.births or len(read.words) > _LONGEST:
        return None
    matter = matter_in_hand(turn)
    if matter is None or turn.tools.knowledge.lookup_of(matter.topic) is not None:
        return None
    another = understanding.names_another_thing(read, matter.text, moment)
    adds_nothing = understanding.adds_nothing(read, matter.text, moment)
    if another or not (adds_nothing or _may_go_on(turn, turn.alone)):
        return None
    row = understanding.row(read)
    in_full = f"{matter.text} {understanding.without_fillers(turn.text)}"
    whole = understanding.guess(in_full, moment)
    if row and adds_nothing and _tells(turn, matter.topic, row):
        return _answered(turn, matter.topic, row, whole)
    topic = _led_to(turn, matter, whole, LEANING if adds_nothing else CERTAIN)
    if topic is None or (topic == matter.topic and row and not _tells(turn, topic, row)):
        return None
    return _answered(turn, topic, row, whole)


def _led_to(turn: Turn, matter: Matter, whole: Guess, enough: float) -> str | None:
    """Return the topic near the matter in hand that a message leads to.

    Its own words choose among those that the whole speaks of. `enough`: the chance from which
    the whole is believed where they do not.
    """
    near, alone = _near(turn, matter.topic), turn.alone
    own = alone.classes[0] if alone.classes else ""
    if own in near and (alone.sure >= LEANING or own in whole.classes[:_SPOKEN_OF]):
        return own
    if turn.tools.neighbours.find(alone.read.words) is not None:
        return None
    first = whole.classes[0] if whole.classes else ""
    return first if first in near and whole.sure >= enough else None


def unclear(turn: Turn) -> Reply | None:
    """Offer what is near the matter in hand, where a short message may be about it."""
    alone, changes_subject = turn.alone, turn.tools.understanding.changes_subject
    if not turn.context or not alone.classes or len(alone.read.words) > _LONGEST:
        return None
    if alone.scope <= _STRANGE or changes_subject(alone, turn.moment):
        return None
    matter = matter_in_hand(turn)
    if matter is None:
        return None
    near = [name for name in turn.guess.classes if name in _near(turn, matter.topic)]
    offered = dict.fromkeys((*near[:_BESIDE], matter.topic))
    return menu(turn, tuple(offered), turn.guess.sure)


def matter_in_hand(turn: Turn) -> Matter | None:
    """Return the last matter that was named; None where it was not clear.

    What leans on it leaves it in hand.
    """
    understanding, entries = turn.tools.understanding, turn.tools.knowledge.entries
    matter: Matter | None = None
    for at, text in enumerate(turn.context):
        if pressed := turn.tools.by_title.get(fold(text).lower()):
            matter = Matter(pressed, text)
            continue
        alone = understanding.guess(text, turn.moment)
        if matter and understanding.adds_nothing(alone.read, matter.text, turn.moment):
            continue
        guess = understanding.guess_after(text, turn.context[:at], turn.moment, alone)
        first = guess.classes[0] if guess.classes else ""
        if first in entries and guess.sure >= LEANING:
            matter = Matter(first, text)
        elif not _may_go_on(turn, alone):
            matter = None
    return matter


def _may_go_on(turn: Turn, alone: Guess) -> bool:
    """Return whether a message is short, not clear by itself, and may be about our subject."""
    if len(alone.read.words) > _LONGEST:
        return False
    named = turn.tools.neighbours.find(alone.read.words)
    if named is not None and named.person:
        return True  # `hộ nghèo` alone sounds foreign, and tells whom the question is for
    if alone.sure >= CERTAIN or not turn.tools.understanding.may_go_on(alone, turn.moment):
        return False
    return alone.scope > _STRANGE


def _near(turn: Turn, topic: str) -> set[str]:
    """Return a topic, those that its answer leads to, and those of its group."""
    knowledge = turn.tools.knowledge
    shelves = knowledge.group_of
    beside = {name for name, shelf in shelves.items() if shelf == shelves[topic]}
    return {*knowledge.entries[topic].related} | beside


def _tells(turn: Turn, topic: str, row: Row) -> bool:
    return any(getattr(item, row) for item in turn.items([topic]))


def _answered(turn: Turn, topic: str, row: Row | None, whole: Guess) -> Reply:
    """Answer a topic, the part that is asked for first; what else was likely is offered."""
    sure = whole.sure if whole.classes[:1] == (topic,) else LEANING
    reply = turn.answered([topic], max(LEANING, sure))
    told = row if row and _tells(turn, topic, row) else None
    others = tuple(name for name in whole.classes if name != topic)
    return replace(
        reply,
        items=tuple(replace(item, asked=told) for item in reply.items),
        choices=turn.choices(others, _BESIDE) if sure < ALONE else (),
    )
