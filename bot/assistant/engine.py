"""The way of one question: a visible list of steps, the first that has a reply wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial

from bot.assistant import bereavement, follow_ups, frauds, hints, schedules, steps
from bot.assistant.courtesy import Courtesy
from bot.assistant.deaths import Deaths
from bot.assistant.forbidden import Forbidden
from bot.assistant.harms import HarmCheck
from bot.assistant.heard import Map
from bot.assistant.items import item_on
from bot.assistant.lookups import Lookups
from bot.assistant.neighbours import Neighbours
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.scams import ScamCheck
from bot.assistant.tools import Tools
from bot.assistant.turn import Turn
from bot.content.knowledge import Knowledge
from bot.language.text import fold
from bot.search.lexicon import Concept, Lexicon
from bot.search.matcher import refusal_class
from bot.search.understanding import Understanding

Step = Callable[[Turn], Reply | None]
STEPS: tuple[Step, ...] = (
    steps.empty,
    frauds.distress,
    frauds.harmed,
    steps.small_talk,
    frauds.scam,
    frauds.genuine,
    frauds.address,
    frauds.goes_on,
    bereavement.bereaved,
    schedules.schedule,
    hints.bare,
    follow_ups.of_matter,
    steps.refusal,
    steps.neighbour,
    steps.several,
    hints.nearby,
    hints.personal,
    hints.handed_in,
    steps.ranked,
    frauds.named,
    follow_ups.unclear,
    steps.unknown,
)
"""In order; each says in its name what it settles."""
_PLACE_AND_DAY = "phường 1 mai"
_MOST_ITEMS = 1_000
"""Topics, worded for a day and a language, that are kept: those of today stay the same all day."""


class Engine:
    """Answers questions from one release. Holds no state between questions; safe to share."""

    def __init__(self, knowledge: Knowledge, understanding: Understanding | None = None) -> None:
        """`understanding`: one built earlier for the same knowledge."""
        self.knowledge = knowledge
        self.lookups = Lookups(knowledge)
        understanding = understanding or Understanding(knowledge)
        lists = knowledge.lists
        self._tools = Tools(
            knowledge,
            understanding,
            Courtesy(lists.small_talk),
            ScamCheck(lists.red_flags),
            HarmCheck(lists.red_flags.harm),
            Lexicon([Concept("doubts", lists.red_flags.doubts)]),
            Lexicon([Concept("distress", lists.small_talk.distress)]),
            Deaths(lists.small_talk.bereaved),
            Neighbours(lists.neighbours),
            {refusal_class(item.id): item for item in lists.refusals},
            Forbidden(lists.refusals),
            understanding.matcher.reader.english,
            self.lookups,
            Map(knowledge, self.lookups.guide.named_sites(), self.lookups.guide.atoms),
            lru_cache(_MOST_ITEMS)(partial(item_on, knowledge)),
            {fold(entry.title).lower(): topic for topic, entry in knowledge.entries.items()},
        )

    def answer(self, question: Question) -> Reply:
        """Return the reply to a message."""
        said = Turn(self._tools, question)
        turn = follow_ups.asked_again(said) or said
        for step in STEPS:
            reply = step(turn)
            if reply is not None:
                return turn.finish(reply, step.__name__)
        raise AssertionError("the last step always replies")

    def warm_up(self, moment: datetime) -> None:
        """Read what the first answer would be late for: the index of places, rules of days."""
        self.answer(Question(_PLACE_AND_DAY, moment))

    def topic(self, topic: str, question: Question) -> Reply:
        """Return the answer to a topic chosen by its id."""
        turn = Turn(self._tools, replace(question, text=""))
        return turn.finish(turn.answered([topic], 1.0), "topic")
