"""The reply to a message that carries an answer of ours, or pretends to."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Literal

from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.errors import StoreError
from bot.language.english import Language, language_of
from bot.provenance.checking import Checker
from bot.provenance.telling import reply_of

log = logging.getLogger(__name__)
Author = Literal["sender", "us", "other"]
"""Who wrote a message: the person who sends it, or whose message that person hands on."""


def reply_to(
    question: Question, author: Author, checker: Checker, knowledge: Knowledge
) -> Reply | None:
    """Return the reply to such a message; None where it is a question like others. It blocks."""
    try:
        verdict = checker.check(question.text, question.moment, knowledge)
    except StoreError:
        log.exception("an answer could not be checked")
        return _said("loi-tam-thoi", Status.DECLINED_UNKNOWN, question, knowledge)
    if verdict is None:
        own = author == "us"
        return (
            _said("tin-cua-toi-khong-ma", Status.NEEDS_DETAIL, question, knowledge)
            if own
            else None
        )
    if author == "us":  # whatever stands around the answer is ours too
        verdict = replace(verdict, outside="")
    return reply_of(verdict, question.text, question.moment, knowledge, question.language)


def by_another(reply: Reply, knowledge: Knowledge) -> Reply:
    """Return the reply to what a stranger wrote, which says that it was a stranger."""
    note = knowledge.say("khong-phai-toi-viet", reply.language)
    return replace(reply, note=f"{note}\n\n{reply.note}".strip())


def _said(message: str, status: Status, question: Question, knowledge: Knowledge) -> Reply:
    english = frozenset(knowledge.lists.english)
    language: Language = language_of(question.text, english, question.language)
    return Reply(status, language, note=knowledge.say(message, language))
