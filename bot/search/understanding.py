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
_STRANGE = -0.45
"""Scope below which a message is of another subject, whatever was said before."""
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
    scope: float = 0.0
    """What its words say on that: above 0 they speak for us, below against."""

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

    def guess_after(
        self, text: str, context: Sequence[str], moment: datetime, alone: Guess | None = None
    ) -> Guess:
        """Return what a question means after earlier messages of the same person.

        `alone`: what it means by itself, where that is known already.
        """
        alone = alone or self.guess(text, moment)
        if not context or not self._leans_on_context(alone):
            return alone
        before = self.matcher.match(" . ".join(context[-2:]), moment)
        said = self._judge(before)
        if self._asking_words.issuperset(alone.read.observed.words):
            return said  # "thì sao?" asks nothing new
        if self._changes_subject(alone, moment):
            return alone
        joined = self._judge(self.matcher.rank(alone.read, before))
        # Whoever spoke of our subject a moment ago most likely still does.
        joined = replace(joined, ours=max(joined.ours, said.ours))
        return joined if joined.sure > alone.sure else alone

    def names_our_subject(self, read: Read) -> bool:
        """Return whether a word of our subject itself is said."""
        return not self.matcher.reader.core.isdisjoint(read.observed.concepts)

    def parts(self, text: str, moment: datetime) -> list[Guess]:
        """Return the different questions in a message, at most three; fewer than two: none."""
        sentences = segments.sentences(text)
        if len(sentences) < 2:
            return []
        decode = self.matcher.reader.decode
        asking = [sentence for sentence in sentences if self._asking.find(decode(sentence))]
        if len(asking) < 2:
            return []
        found: dict[str, Guess] = {}
        for guess in (self.guess(sentence, moment) for sentence in asking):
            if guess.classes and guess.ours >= _PART_OURS and guess.right >= _PART_RIGHT:
                found.setdefault(guess.classes[0], guess)
        return list(found.values())[:_MOST_PARTS] if len(found) > 1 else []

    @staticmethod
    def _leans_on_context(alone: Guess) -> bool:
        words = alone.read.words
        if len(words) > _FOLLOW_UP_WORDS:
            return False
        spoken = " ".join(word.folded for word in words)
        return spoken.startswith(_FOLLOW_UP_SIGNS) or alone.right < 0.75 or alone.ours < 0.75

    def _changes_subject(self, alone: Guess, moment: datetime) -> bool:
        """Return whether a message speaks of something that is not ours, and not just briefly.

        The words that only ask weigh against us too, since everybody uses them: a short question
        is judged by what is left without them, where that sounds more like us.
        """
        telling = [word.typed for word in alone.read.words if word.folded not in self.empty_words]
        if not telling or alone.scope >= _STRANGE:
            return False
        return self.guess(" ".join(telling), moment).scope < _STRANGE

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
            ranked.scope,
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
