"""Our matcher as a contender: its ranking alone, without the bands of confidence."""

from __future__ import annotations

from collections.abc import Sequence

from bench.contender import BEST
from bench.shipped_files import MOMENT
from bot.content.knowledge import Knowledge
from bot.search.matcher import Matcher


class Ours:
    """`Matcher.match`; a refusal that is ranked counts as a place taken."""

    name = "this project"

    def __init__(self, knowledge: Knowledge) -> None:
        """Learn."""
        self.matcher = Matcher(knowledge)

    def rank(self, questions: Sequence[str]) -> list[list[str]]:
        """Return the best classes."""
        return [self._rank(question) for question in questions]

    def _rank(self, question: str) -> list[str]:
        ranked = self.matcher.match(question, MOMENT).ranked
        if ranked is None:
            return []
        return [self.matcher.classes[number] for number in ranked.classes[:BEST].tolist()]
