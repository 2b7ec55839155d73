"""The desk where every way in meets the engine: answer, then remember what was asked."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.assistant.context import Memory
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.turn import CERTAIN
from bot.clock import Clock, now_in_vietnam
from bot.errors import StoreError
from bot.language.english import Language
from bot.language.redact import redact
from bot.observing import logs, metrics
from bot.provenance.answering import Author, by_another, reply_to
from bot.provenance.checking import Checker
from bot.provenance.claims import may_claim
from bot.provenance.seal import Seal
from bot.store.base import Store
from bot.store.batched import Batched
from bot.store.kept import Asked

log = logging.getLogger(__name__)
_TELLING = {Status.ANSWERED, Status.SESSIONS, Status.OFFICE}


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and the number under which it can be rated (None where nothing was kept)."""

    reply: Reply
    number: int | None


class Desk:
    """Shared by web and Telegram; all of its calls belong to one event loop."""

    def __init__(
        self,
        engine: Engine,
        store: Store,
        clock: Clock = now_in_vietnam,
        seal: Seal | None = None,
    ) -> None:
        """`clock` returns the moment whose law answers; `seal` signs what is looked up."""
        self.engine = engine
        self.store = store
        self.clock = clock
        self.memory = Memory()
        self._keep = Batched(self._keep_all)
        self._seal = seal
        self._checker = Checker(store, seal)

    async def ask(  # noqa: PLR0913  (all that may be known of who asks)
        self,
        text: str,
        channel: str,
        *,
        conversation: str | None = None,
        context: tuple[str, ...] = (),
        language: Language | None = None,
        place: str = "",
        point: tuple[float, float] | None = None,
        author: Author = "sender",
    ) -> Answered:
        """Answer a message, in the light of the conversation or of a given context.

        `place`: where the person lives, ward and province in words, unless the conversation is
        about another one. `point`: a location shared with it, in degrees; it is used for this
        answer alone. `author`: who wrote the message.
        """
        moment = self.clock()
        if conversation is not None:
            context = self.memory.recall(conversation, moment)
            place = self.memory.place(conversation, moment) or place
        forwarded = author != "sender"
        question = Question(text, moment, context, language, place, point, forwarded)
        said = redact(text).text
        checked = await self._checked(question, author)
        reply = checked or self._answer(question)
        if conversation is not None and text.strip():
            subject = self._subject(checked) if checked else ""
            self.memory.remember(conversation, moment, subject or said, _place_of(reply))
        if author == "other" and checked is None:
            reply = by_another(reply, self.engine.knowledge)
        return Answered(reply, await self._record(question, said, reply, channel))

    async def consider(
        self,
        text: str,
        channel: str,
        *,
        conversation: str,
        language: Language | None = None,
        place: str = "",
    ) -> Answered | None:
        """Answer a message that nobody addressed to the assistant, where that is certain.

        Of any other one nothing is kept, and None comes back. What follows may go on with it.
        """
        question = Question(text, self.clock(), (), language, place)
        reply = self._answer(question)
        if not _is_certain(reply):
            return None
        said = redact(text).text
        self.memory.remember(conversation, question.moment, said, _place_of(reply))
        return Answered(reply, await self._record(question, said, reply, channel))

    async def open_topic(
        self,
        topic: str,
        channel: str,
        *,
        conversation: str | None = None,
        language: Language | None = None,
        place: str = "",
    ) -> Answered:
        """Answer a topic chosen by button, link or menu; what follows may go on with it."""
        question = Question("", self.clock(), (), language, place)
        reply = self._sealed(self.engine.topic(topic, question))
        if conversation is not None:
            title = self.engine.knowledge.title(topic, "vi")
            self.memory.remember(conversation, question.moment, title)
        return Answered(reply, await self._record(question, "", reply, channel))

    def _answer(self, question: Question) -> Reply:
        with metrics.ENGINE_SECONDS.time():
            return self._sealed(self.engine.answer(question))

    def _sealed(self, reply: Reply) -> Reply:
        return self._seal.sealed(reply, self.engine.knowledge) if self._seal else reply

    async def _checked(self, question: Question, author: Author) -> Reply | None:
        """Return what to say of an answer of ours in a message; None where there is none."""
        knowledge = self.engine.knowledge
        if author != "us" and not may_claim(question.text, knowledge):
            return None
        return await asyncio.to_thread(reply_to, question, author, self._checker, knowledge)

    def _subject(self, checked: Reply) -> str:
        """Return what the conversation goes on with after an answer was checked."""
        knowledge = self.engine.knowledge
        titles = (knowledge.title(topic, "vi") for topic in checked.topics)
        return next(titles, "")

    async def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer; False where it is not known."""
        return await asyncio.to_thread(self.store.questions.rate, number, helpful)

    async def _record(
        self, question: Question, said: str, reply: Reply, channel: str
    ) -> int | None:
        """Keep what was asked; a store in trouble never costs a citizen the answer.

        `said`: the question without personal data.
        """
        style = metrics.style_of(question.text, reply.language)
        metrics.QUESTIONS.labels(channel, reply.status.value, style).inc()
        logs.question(channel, style, reply)
        asked = Asked(
            question.moment,
            channel,
            said,
            reply.status.value,
            reply.topics,
            round(reply.confidence, 4),
        )
        try:
            return await self._keep(asked)
        except StoreError:
            metrics.STORE_FAULTS.labels("question").inc()
            log.exception("a question could not be kept")
            return None

    def _keep_all(self, questions: list[Asked]) -> list[int]:
        return self.store.questions.record_all(questions)


def _is_certain(reply: Reply) -> bool:
    """Return whether a reply certainly answers, and from data where it looked something up."""
    found = all(finding.found for finding in reply.found)
    return reply.status in _TELLING and reply.confidence >= CERTAIN and found


def _place_of(reply: Reply) -> str:
    """Return the place that the message itself names, in words."""
    return reply.situation.named_place if reply.situation else ""
