"""What there is to learn: phrasings by topic, all of them or a fair draw over the voices."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.content.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Texts:
    """Phrasings in a row, sorted by topic, as the peers learn them."""

    phrasings: list[str]
    topics: list[str]
    """The topic of each phrasing."""

    @staticmethod
    def of(knowledge: Knowledge) -> Texts:
        """Return all phrasings of a knowledge."""
        pairs = [
            (text, topic)
            for topic, voices in knowledge.phrasings.items()
            for texts in voices.values()
            for text in texts
        ]
        return Texts([text for text, _ in pairs], [topic for _, topic in pairs])


def draw(knowledge: Knowledge, most: int, seed: int) -> Knowledge:
    """Return the knowledge with at most so many phrasings a topic, voice after voice."""
    chance = random.Random(seed)
    drawn = {
        topic: {"drawn": _evenly(voices, most, chance)}
        for topic, voices in knowledge.phrasings.items()
    }
    return replace(knowledge, phrasings=drawn)


def _evenly(
    voices: Mapping[str, tuple[str, ...]], most: int, chance: random.Random
) -> tuple[str, ...]:
    piles = [chance.sample(texts, len(texts)) for _, texts in sorted(voices.items())]
    chance.shuffle(piles)
    found: list[str] = []
    while any(piles) and len(found) < most:
        for pile in piles:
            if pile and len(found) < most:
                found.append(pile.pop())
    return tuple(found)
