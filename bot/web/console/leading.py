"""Where questions lead now: to which topic, and how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from aiohttp import web

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.turn import CERTAIN, LEANING

LOG_DAYS = 30
MOST = 1000
"""Questions of the last days that are looked at; one takes a millisecond or a few."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a question ends."""

    question: str
    ending: str
    """The topic that is answered first, else the status."""
    sureness: str
    """`certain`, `leaning` or `unsure`."""
    offered: tuple[str, ...]
    """Topics to choose from."""


class Leads:
    """How questions end with one release on one day, each worked out once."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._of: tuple[Engine, date] | None = None
        self._known: dict[str, Lead] = {}
        self._one_at_a_time = Lock()

    def of(self, questions: Iterable[str], engine: Engine, moment: datetime) -> list[Lead]:
        """Return how each question ends; to be called from a thread."""
        with self._one_at_a_time:
            if self._of is None or self._of[0] is not engine or self._of[1] != moment.date():
                self._of, self._known = (engine, moment.date()), {}
            return [self._lead(question, engine, moment) for question in questions]

    def _lead(self, question: str, engine: Engine, moment: datetime) -> Lead:
        if question not in self._known:
            self._known[question] = lead_of(question, engine, moment)
        return self._known[question]


def lead_of(question: str, engine: Engine, moment: datetime) -> Lead:
    """Return how a question ends."""
    reply = engine.answer(Question(question, moment))
    sure = reply.confidence
    sureness = "certain" if sure >= CERTAIN else "leaning" if sure >= LEANING else "unsure"
    ending = reply.topics[0] if reply.topics else reply.status.value
    return Lead(question, ending, sureness, tuple(choice.topic for choice in reply.choices))


LEADS = web.AppKey("leads", Leads)


def furnish(app: web.Application) -> None:
    """Begin to remember."""
    app[LEADS] = Leads()
