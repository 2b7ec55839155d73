"""One or two messages to an engine, and what must hold of every reply."""

from __future__ import annotations

import re

from bot.assistant.cards import as_card
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.language.redact import redact
from bot.provenance.claims import may_claim
from tests.fuzzing.given import moment_of
from tests.fuzzing.markup import shown
from tests.fuzzing.mutating import decoded
from tests.fuzzing.page import page_of

APART = "\x1f"
"""Between the messages of a conversation."""
_TWELVE = re.compile(r"(?<!\d)0\d{11}(?!\d)")


def talk(engine: Engine, data: bytes) -> None:
    """Check a conversation, told by its bytes."""
    moment, rest = moment_of(data)
    context: tuple[str, ...] = ()
    for text in decoded(rest).split(APART)[-3:]:
        reply = engine.answer(Question(text, moment, context))
        _whole(engine, reply, text)
        may_claim(text, engine.knowledge)
        context = (*context, redact(text).text)


def _whole(engine: Engine, reply: Reply, text: str) -> None:
    knowledge = engine.knowledge
    assert reply.note or reply.items
    assert 0 <= reply.confidence <= 1
    assert reply.topics or reply.status not in {Status.ANSWERED, Status.SMALL_TALK}
    assert {item.topic for item in reply.items} <= set(knowledge.entries)
    assert {choice.topic for choice in reply.choices} <= set(knowledge.entries)
    for way in (as_html, as_card):
        assert not _TWELVE.search(shown(way(reply, knowledge))), "an identity number"
    plain = as_text(reply, knowledge)
    assert plain.strip()
    assert not _TWELVE.search(plain), "an identity number"
    page_of(reply, redact(text).text, engine)
    for offer in reply.suggestions:
        assert offer.strip()
    if reply.situation:
        for birth in reply.situation.births:
            assert birth.first <= birth.last
