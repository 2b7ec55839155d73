"""The desk where every way in meets the engine: answer, then remember what was asked."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.assistant.context import Memory
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.clock import Clock, now_in_vietnam
from bot.errors import StoreError
from bot.language.english import Language
from bot.language.redact import redact
from bot.store.base import Store
from bot.store.kept import Asked

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and the number under which it can be rated (None where nothing was kept)."""

    reply: Reply
    number: int | None


class Desk:
    """Shared by web and Telegram; all of its calls belong to one event loop."""

    def __init__(self, engine: Engine, store: Store, clock: Clock = now_in_vietnam) -> None:
        """`clock` returns the moment whose law answers."""
        self.engine = engine
        self.store = store
        self.clock = clock
        self.memory = Memory()

    async def ask(
        self,
        text: str,
        channel: str,
        *,
        conversation: str | None = None,
        context: tuple[str, ...] = (),
        language: Language | None = None,
        point: tuple[float, float] | None = None,
    ) -> Answered:
        """Answer a message, in the light of the conversation or of a given context.

        `point`: a location shared with it, in degrees; it is used for this answer alone.
        """
        moment = self.clock()
        if conversation is not None:
            context = self.memory.recall(conversation, moment)
        question = Question(text, moment, context, language, point=point)
        reply = self.engine.answer(question)
        if conversation is not None and text.strip():
            self.memory.remember(conversation, moment, redact(text).text)
        return Answered(reply, await self._record(question, reply, channel))

    async def open_topic(
        self,
        topic: str,
        channel: str,
        *,
        conversation: str | None = None,
        language: Language | None = None,
    ) -> Answered:
        """Answer a topic chosen by button, link or menu; what follows may go on with it."""
        question = Question("", self.clock(), (), language)
        reply = self.engine.topic(topic, question)
        if conversation is not None:
            title = self.engine.knowledge.title(topic, "vi")
            self.memory.remember(conversation, question.moment, title)
        return Answered(reply, await self._record(question, reply, channel))

    async def rate(self, number: int, helpful: bool) -> bool:
        """Keep a verdict on an answer; False where it is not known."""
        return await asyncio.to_thread(self.store.questions.rate, number, helpful)

    async def _record(self, question: Question, reply: Reply, channel: str) -> int | None:
        """Keep what was asked; a store in trouble never costs a citizen the answer."""
        asked = Asked(
            question.moment,
            channel,
            redact(question.text).text,
            reply.status.value,
            reply.topics,
            round(reply.confidence, 4),
        )
        try:
            return await asyncio.to_thread(self.store.questions.record, asked)
        except StoreError:
            log.exception("a question could not be kept")
            return None
