"""What a message asks: one question or several, and after which others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.knowledge import Knowledge, Lists
from bot.language.text import fold, words
from bot.search import confidence, segments
from bot.search.lexicon import Concept, Lexicon
from bot.search.matcher import Match, Matcher
from bot.search.reader import Read

_PART_OURS, _PART_RIGHT = 0.6, 0.55
_MOST_PARTS = 3
_FOLLOW_UP_WORDS = 12
_FOLLOW_UP_SIGNS = ("con ", "the ", "vay ", "roi ", "neu ", "ma ", "nhung ", "thi ", "va ", "vay")


@dataclass(frozen=True, slots=True)
class Guess:
    """The classes that a question may mean."""

    read: Read
    classes: tuple[str, ...] = ()
    """Best first; empty where nothing is known."""
    scores: tuple[float, ...] = ()
    right: float = 0.0
    """Chance that the first class is the right one."""
    ours: float = 0.0
    """Chance that the question is about our subject."""

    @property
    def sure(self) -> float:
        """Return the chance that the first class answers the question."""
        return self.right * min(1.0, self.ours)


class Understanding:
    """Reads messages with one release of the knowledge."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher | None = None) -> None:
        """`matcher`: one built earlier for the same knowledge."""
        self.matcher = matcher or Matcher(knowledge)
        self._calibration = knowledge.lists.calibration
        self._asking = Lexicon([Concept("asking", knowledge.lists.asking)])
        self._asking_words = frozenset(fold(word) for word in knowledge.lists.asking)
        self.empty_words = _empty_words(knowledge.lists)
        """Folded words that ask for nothing by themselves."""

    def guess(self, text: str, moment: datetime) -> Guess:
        """Return what one question means, taken as a whole."""
        return self._judge(self.matcher.match(text, moment))

    def guess_after(self, text: str, context: Sequence[str], moment: datetime) -> Guess:
        """Return what a question means after earlier messages of the same person."""
        alone = self.guess(text, moment)
        if not context or not self._leans_on_context(alone):
            return alone
        said = " . ".join(context[-2:])
        if self._asking_words.issuperset(alone.read.observed.words):
            return self.guess(said, moment)  # "thì sao?" asks nothing new
        joined = self._judge(self.matcher.match(text, moment, before=said))
        # Whoever spoke of our subject a moment ago most likely still does.
        ours = max(joined.ours, self.guess(said, moment).ours)
        joined = replace(joined, ours=ours)
        return joined if joined.sure > alone.sure else alone

    def names_our_subject(self, read: Read) -> bool:
        """Return whether a word of our subject itself is said."""
        return not self.matcher.reader.core.isdisjoint(read.observed.concepts)

    def parts(self, text: str, moment: datetime) -> list[Guess]:
        """Return the different questions in a message, at most three; fewer than two: none."""
        sentences = segments.sentences(text)
        if len(sentences) < 2:
            return []
        found: dict[str, Guess] = {}
        for sentence in sentences:
            guess = self.guess(sentence, moment)
            asks = bool(self._asking.find(guess.read.words))
            if asks and guess.classes and guess.ours >= _PART_OURS and guess.right >= _PART_RIGHT:
                found.setdefault(guess.classes[0], guess)
        return list(found.values())[:_MOST_PARTS] if len(found) > 1 else []

    @staticmethod
    def _leans_on_context(alone: Guess) -> bool:
        words = alone.read.words
        if len(words) > _FOLLOW_UP_WORDS:
            return False
        spoken = " ".join(word.folded for word in words)
        return spoken.startswith(_FOLLOW_UP_SIGNS) or alone.right < 0.75 or alone.ours < 0.75

    def _judge(self, match: Match) -> Guess:
        ranked = match.ranked
        if ranked is None:
            return Guess(match.read)
        seen = confidence.signs(ranked)
        names = self.matcher.classes
        return Guess(
            match.read,
            tuple(names[number] for number in ranked.classes.tolist()),
            tuple(ranked.scores.tolist()),
            confidence.chance(self._calibration.right, seen),
            confidence.chance(self._calibration.ours, seen),
        )


def _empty_words(lists: Lists) -> frozenset[str]:
    """Return the stop words and asking words, and what stands for nothing but them."""
    spoken = (word for text in (*lists.stop_words, *lists.asking) for word in words(text))
    empty = {word.folded for word in spoken}
    short = {
        fold(name)
        for name, meanings in lists.abbreviations.abbreviations.items()
        if all(word.folded in empty for meaning in meanings for word in words(meaning))
    }
    return frozenset(empty | short | {fold(word) for word in lists.abbreviations.fillers})
