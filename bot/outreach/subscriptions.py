"""Which ward somebody may want to follow."""

from __future__ import annotations

from bot.assistant.sessions.asking import LocalAnswer
from bot.content.knowledge import Knowledge
from bot.language.places import Area

MOST_WARDS = 10
"""Wards that a chat can follow."""


def ward_of(answer: LocalAnswer, knowledge: Knowledge) -> Area | None:
    """Return the ward that an answer about sessions is of; None where it is not exactly one."""
    if answer.found is None:
        return None
    codes = answer.found.wanted.areas or {hit.occurrence.session.area.code for hit in answer.hits}
    return knowledge.gazetteer.area(*codes) if len(codes) == 1 else None
