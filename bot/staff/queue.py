"""The questions that wait for the staff: how many are looked at, and what they meant probably."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.assistant.engine import Engine
from bot.assistant.question import Question

MOST = 1000
"""Waiting questions that are looked at, the newest ones."""


def guesses(texts: Sequence[str], engine: Engine, moment: datetime, most: int) -> list[str]:
    """Return at most so many topics, those that these questions mean most likely."""
    scores: dict[str, float] = {}
    for text in texts:
        for score in engine.answer(Question(text, moment)).ranking:
            if score.topic in engine.knowledge.entries:
                scores[score.topic] = scores.get(score.topic, 0.0) + score.score
    return sorted(scores, key=lambda topic: -scores[topic])[:most]
