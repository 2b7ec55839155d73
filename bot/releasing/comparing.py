"""What an edit changes for citizens: answers, where questions lead, what staff should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.assistant import review
from bot.assistant.codes import parts
from bot.assistant.engine import Engine
from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import Question
from bot.assistant.reply import Item
from bot.assistant.review import Remark
from bot.assistant.turn import CERTAIN, LEANING
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.language.english import Language

_LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that reads otherwise than before."""

    topic: str
    language: Language
    before: Item | None
    """None where there was no answer."""
    after: Item | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a question ends: the topic answered first, and how sure that is."""

    topic: str
    """The status where no topic is answered."""
    sureness: str
    """`certain`, `leaning` or `unsure`."""


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question that leads elsewhere, or is answered with another sureness."""

    question: str
    before: Ending
    after: Ending


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changes between two versions of the knowledge."""

    files: tuple[str, ...]
    answers: tuple[ChangedAnswer, ...]
    questions: tuple[ChangedQuestion, ...]
    remarks: tuple[Remark, ...]
    """What staff should look at that they did not have to before."""


def compare(
    files: tuple[Files, Files], engines: tuple[Engine, Engine],
    questions: Iterable[str], moment: datetime,
) -> Difference:  # fmt: skip
    """Return what changes from the first of two versions to the second, on the day of a moment."""
    before, after = files
    names = sorted(before.keys() | after.keys())
    old, new = (engine.knowledge for engine in engines)
    known = set(review.remarks(old, moment.date()))
    return Difference(
        tuple(name for name in names if before.get(name) != after.get(name)),
        tuple(_answers(old, new, moment.date())),
        tuple(_questions(*engines, questions, moment)),
        tuple(remark for remark in review.remarks(new, moment.date()) if remark not in known),
    )


def _answers(before: Knowledge, after: Knowledge, day: date) -> Iterator[ChangedAnswer]:
    for topic in dict.fromkeys((*before.entries, *after.entries)):
        for language in _LANGUAGES:
            old, new = _item(before, topic, day, language), _item(after, topic, day, language)
            if _shown(old) != _shown(new):
                yield ChangedAnswer(topic, language, old, new)


def _item(knowledge: Knowledge, topic: str, day: date, language: Language) -> Item | None:
    if topic not in knowledge.entries:
        return None
    try:
        return item_on(knowledge, topic, day, language)
    except WithheldError:
        return None


def _shown(item: Item | None) -> object:
    return item and parts(item)


def _questions(
    before: Engine, after: Engine, questions: Iterable[str], moment: datetime
) -> Iterator[ChangedQuestion]:
    for question in dict.fromkeys(questions):
        old, new = (_ending(engine, question, moment) for engine in (before, after))
        if old != new:
            yield ChangedQuestion(question, old, new)


def _ending(engine: Engine, question: str, moment: datetime) -> Ending:
    reply = engine.answer(Question(question, moment))
    sure = reply.confidence
    sureness = "certain" if sure >= CERTAIN else "leaning" if sure >= LEANING else "unsure"
    return Ending(reply.topics[0] if reply.topics else reply.status.value, sureness)
