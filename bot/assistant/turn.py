"""One question on its way: what it says, and what every reply to it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from bot.assistant.courtesy import Courtesy
from bot.assistant.items import WithheldError, item_on
from bot.assistant.neighbours import Neighbours
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Choice, Item, Reply, Score, Status, Why
from bot.assistant.scams import ScamCheck, ScamSigns
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Refusal
from bot.language.english import Language, language_of
from bot.language.redact import Redacted, redact
from bot.language.text import clean
from bot.search.understanding import Guess, Understanding

_BESIDE = 2
_PLAUSIBLE = 0.3
"""Share of the best score from which another topic is worth offering below an answer."""


@dataclass(frozen=True)
class Tools:
    """What the steps work with; made once for a release."""

    knowledge: Knowledge
    understanding: Understanding
    courtesy: Courtesy
    scams: ScamCheck
    neighbours: Neighbours
    refusals: Mapping[str, Refusal]
    """By class name."""
    english: frozenset[str]
    """Words that are no Vietnamese ones."""


@dataclass
class Turn:
    """One question on its way through the steps."""

    tools: Tools
    question: Question

    @cached_property
    def redacted(self) -> Redacted:
        """The message without personal numbers; nothing else is looked at."""
        return redact(clean(self.question.text))

    @property
    def text(self) -> str:
        """The message as the steps see it."""
        return self.redacted.text

    @cached_property
    def language(self) -> Language:
        """The language to answer in: the message's own, or what the person is known to use."""
        return language_of(self.text, self.tools.english, self.question.language)

    @cached_property
    def year(self) -> int:
        """The year of the question in Vietnam."""
        return self.question.moment.astimezone(VIETNAM).year

    @cached_property
    def guess(self) -> Guess:
        """What the whole message means, in the light of what was said before."""
        context = [redact(clean(earlier)).text for earlier in self.question.context]
        return self.tools.understanding.guess_after(self.text, context, self.year)

    @cached_property
    def signs(self) -> ScamSigns:
        """Signs of fraud in the message."""
        return self.tools.scams.look(self.text)

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences in this turn's language."""
        return self.tools.knowledge.say(message, self.language, **values)

    def runners_up(self, answered: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return topics nearly as likely as the first one, besides those answered."""
        guess = self.guess
        near = tuple(
            name
            for name, score in zip(guess.classes, guess.scores, strict=True)
            if name not in answered and score >= _PLAUSIBLE * guess.scores[0]
        )
        return self.choices(near, _BESIDE)

    def choices(self, classes: tuple[str, ...], most: int) -> tuple[Choice, ...]:
        """Return the topics among the classes as buttons."""
        knowledge = self.tools.knowledge
        topics = [name for name in classes if name in knowledge.entries][:most]
        return tuple(Choice(name, knowledge.title(name, self.language)) for name in topics)

    def items(self, topics: list[str]) -> tuple[Item, ...]:
        """Return the answers in force; topics without one are left out."""
        day = self.question.moment.astimezone(VIETNAM).date()
        found = []
        for topic in topics:
            with suppress(WithheldError):
                found.append(item_on(self.tools.knowledge, topic, day, self.language))
        return tuple(found)

    def answered(self, topics: list[str], sure: float) -> Reply:
        """Return the answer to these topics, or say that nothing is known for that day."""
        items = self.items(topics)
        if not items:
            titles = ", ".join(
                self.tools.knowledge.title(topic, self.language) for topic in topics
            )
            note = self.say("chua-co-thong-tin-cho-ngay-nay", title=titles)
            return Reply(Status.WITHHELD, note=note, confidence=sure)
        return Reply(
            Status.ANSWERED,
            items=items,
            topics=tuple(item.topic for item in items),
            confidence=sure,
        )

    def finish(self, reply: Reply, step: str) -> Reply:
        """Return the reply with what every reply carries."""
        guess = self.guess if self.text.strip() else None
        scores = zip(guess.classes, guess.scores, strict=True) if guess else ()
        ranking = [Score(name, round(score, 4)) for name, score in scores if name[0] != "!"]
        why = Why(step=step)
        if guess:
            decoded = tuple(word.typed for word in guess.read.words)
            why = Why(decoded, guess.read.observed.concepts, round(guess.ours, 4), step)
        note = reply.note
        if self.redacted.kinds:
            note = f"{self.say('da-che-so-ca-nhan')}\n\n{note}".strip()
        return replace(
            reply,
            language=self.language,
            note=note,
            ranking=tuple(ranking[:5]),
            redacted=self.redacted.kinds,
            ages=guess.read.ages if guess else (),
            flags=reply.flags or self.signs.flags,
            why=why,
        )
