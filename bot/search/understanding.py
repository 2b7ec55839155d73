"""What a message asks: one question or several, and after which others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.content.knowledge import Knowledge, Lists
from bot.content.wordlists import Row
from bot.language.text import Word, fold, words
from bot.search import confidence, segments
from bot.search.carrying import Carrying
from bot.search.lexicon import Concept, Lexicon
from bot.search.matcher import Match, Matcher
from bot.search.reader import Read

_PART_OURS, _PART_RIGHT = 0.6, 0.55
_MOST_PARTS, _MOST_SENTENCES = 3, 24
_FOLLOW_UP_WORDS = 12
_FEW_PAIRS, _OUR_PAIRS = 2, 0.5
_LIST_WORDS = 16
"""Words of a sentence that may ask more than two things: longer ones tell stories."""
OURS = 0.2
"""Chance of being our subject below which a message is declined."""
_STRANGE = -0.5
"""Scope below which a message is of another subject, whatever was said before."""
_NEVER_OURS, _FULL_QUESTION = 0.01, 4
"""Chance of being ours below which as many telling words are of another subject anyway."""


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
        self._empty_as_typed = _typed_forms(knowledge.lists)
        opening = [word for text in knowledge.lists.goes_on for word in words(text)]
        self._opening = frozenset(form for word in opening for form in {*word})
        self._opening_folded = frozenset(word.folded for word in opening)
        self.empty_words = _empty_words(knowledge.lists)
        """Folded words that ask for nothing by themselves."""
        self._carrying = Carrying(
            knowledge.lists.concepts, self._says_nothing, self.matcher.reader
        )

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
        if not context:
            return alone
        partial = self._carrying.leaves_unsaid(alone.read)
        if not partial and not self._leans_on_context(alone):
            return alone
        chain = self._chain(context, moment)
        before = self.matcher.match(" . ".join(chain), moment)
        said = self._judge(before)
        # Whoever spoke of our subject a moment ago most likely still does.
        if partial and (whole := self._completed(alone.read, chain, before, moment)):
            joined = self._judge(self.matcher.rank(alone.read, before))
            surer = max(whole, joined, key=lambda guess: guess.sure)
            return replace(surer, ours=max(surer.ours, said.ours))
        if self._asking_words.issuperset(alone.read.observed.words):
            return said  # "thì sao?" asks nothing new
        if not self.may_go_on(alone, moment):
            return alone
        joined = self._judge(self.matcher.rank(alone.read, before))
        joined = replace(joined, ours=max(joined.ours, said.ours))
        return joined if joined.sure > alone.sure else alone

    def _chain(self, context: Sequence[str], moment: datetime) -> Sequence[str]:
        """Return the last messages, at least two, from one on that leaves nothing unsaid."""
        first = max(0, len(context) - 2)
        while first and self.leaves_unsaid(self.matcher.reader.read(context[first], moment)):
            first -= 1
        return context[first:]

    def _completed(
        self, read: Read, context: Sequence[str], before: Match, moment: datetime
    ) -> Guess | None:
        """Return what a part of a question means with what it leaves unsaid; None without such."""
        earlier = [self.matcher.reader.read(each, moment) for each in context]
        whole = self._carrying.after(read, earlier)
        if whole is None:
            return None
        asks_else = self._carrying.asks_else(read, earlier[-1])
        return self._judge(self.matcher.rank_whole(whole, before if asks_else else None))

    def names_our_subject(self, read: Read) -> bool:
        """Return whether a word of our subject itself is said."""
        return not self.matcher.reader.core.isdisjoint(read.observed.concepts)

    def parts(self, text: str, moment: datetime) -> list[Guess]:
        """Return the different questions in a message, at most three; fewer than two: none.

        Each is taken in the light of those before it: "làm thẻ mất bao lâu và cần mang gì".
        """
        sentences = list(dict.fromkeys(segments.sentences(text)))[:_MOST_SENTENCES]
        if len(sentences) < 2 and not any(any(segments.halves(each)) for each in sentences):
            return []  # most messages are one question, and need not be read again for that
        asking = [part for each in sentences if self._asks(each) for part in self._parted(each)]
        if len(asking) < 2:
            return []
        found: dict[str, Guess] = {}
        for number, sentence in enumerate(asking):
            if len(found) + len(asking) - number < 2 or len(found) == _MOST_PARTS:
                break
            guess = self.guess_after(sentence, asking[:number], moment)
            if guess.classes and guess.ours >= _PART_OURS and guess.right >= _PART_RIGHT:
                found.setdefault(guess.classes[0], guess)
        return list(found.values()) if len(found) > 1 else []

    def _asks(self, sentence: str) -> bool:
        return bool(self._asking.find(self.matcher.reader.decode(sentence)))

    def _parted(self, sentence: str) -> list[str]:
        """Return the parts of a sentence that each ask something, or the sentence."""
        for first, rest in segments.halves(sentence):
            if self._asks(first) and self._asks(rest):
                short = len(sentence.split()) <= _LIST_WORDS
                return [first, *(self._parted(rest) if short else [rest])]
        return [sentence]

    def _hides_our_name(self, read: Read) -> bool:
        """Return whether a word of our subject lies within a longer one: `phí làm căn cước`."""
        lexicon = self.matcher.reader.lexicon(read.language)
        return not self.names_our_subject(read) and not lexicon.core.isdisjoint(
            lexicon.find_all(read.words)
        )

    def is_name(self, read: Read) -> bool:
        """Return whether a message names a thing of ours and says nothing of it."""
        return self._carrying.is_name(read)

    def leaves_unsaid(self, read: Read) -> bool:
        """Return whether a message is but a part of a question: what is asked, or of what."""
        return self._carrying.leaves_unsaid(read)

    def names_somebody(self, text: str, moment: datetime) -> bool:
        """Return whether a text names persons at most, and asks and says nothing of them."""
        return self._carrying.names_somebody(self.matcher.reader.read(text, moment))

    def row(self, read: Read) -> Row | None:
        """Return the part of an answer that a message asks for, where it asks for just one."""
        return self._carrying.row(read)

    def adds_nothing(self, read: Read, before: str, moment: datetime) -> bool:
        """Return whether a message asks, and names nothing that the one before it did not."""
        return self._carrying.adds_nothing(read, self.matcher.reader.read(before, moment))

    def names_another_thing(self, read: Read, before: str, moment: datetime) -> bool:
        """Return whether a message names a thing that the one before it did not."""
        return self._carrying.names_another_thing(read, self.matcher.reader.read(before, moment))

    def without_fillers(self, text: str) -> str:
        """Return a text without what says nothing before and after it: `thế còn … thì sao`."""
        told = words(text)
        marked = any(word.marked for word in told)  # then `con` is a child, and not `còn`
        typed = self._opening | self._empty_as_typed
        tells = [
            at for at, word in enumerate(told)
            if not (word.typed in typed if marked else self._says_nothing(word))
        ]  # fmt: skip
        return " ".join(word.typed for word in told[tells[0] : tells[-1] + 1]) if tells else ""

    def may_go_on(self, alone: Guess, moment: datetime) -> bool:
        """Return whether nothing in a message speaks of a subject that is not ours."""
        return not (self._speaks_of_else(alone) or self.changes_subject(alone, moment))

    def _leans_on_context(self, alone: Guess) -> bool:
        words = alone.read.words
        if len(words) > _FOLLOW_UP_WORDS:
            return False
        goes_on = bool(words) and words[0].folded in self._opening_folded
        return goes_on or alone.right < 0.75 or alone.ours < 0.75

    def _speaks_of_else(self, alone: Guess) -> bool:
        """Return whether several words hold a telling one that questions of ours hardly ever have.

        With its marks a word tells more: `vàng` is gold, and no *vâng*.
        """
        usual = self.matcher.usual
        return len(alone.read.words) > 1 and any(
            word.typed not in usual and word.folded.isalpha() and not self._is_empty(word)
            for word in alone.read.words
        )

    def _puts_it_otherwise(self, alone: Guess) -> bool:
        """Return whether half of the pairs of words without marks are in no question of ours.

        `gia vang hom nay` has words of ours only, and hardly two that we put side by side.
        """
        pairs = list(pairwise(alone.read.observed.folded))
        if len(pairs) < _FEW_PAIRS or any(word.marked for word in alone.read.words):
            return False
        ours = self.matcher.ranking.model.space.bigrams
        return sum(pair in ours for pair in pairs) <= _OUR_PAIRS * len(pairs)

    def _is_empty(self, word: Word) -> bool:
        return (
            word.typed in self._empty_as_typed if word.marked else word.folded in self.empty_words
        )

    def _says_nothing(self, word: Word) -> bool:
        """Return whether a word says nothing of its own where somebody goes on asking."""
        return word.typed in self._opening or self._is_empty(word)

    def changes_subject(self, alone: Guess, moment: datetime) -> bool:
        """Return whether a message speaks of something that is not ours, and not just briefly.

        The words that only ask weigh against us too, since everybody uses them: a short question
        is judged by what is left without them, where that sounds more like us.
        """
        if self._puts_it_otherwise(alone):
            return True
        telling = [word.typed for word in alone.read.words if word.folded not in self.empty_words]
        if not telling or alone.scope >= _STRANGE:
            return False
        if alone.ours < _NEVER_OURS and len(telling) >= _FULL_QUESTION:
            return True
        return self.guess(" ".join(telling), moment).scope < _STRANGE

    def _judge(self, match: Match) -> Guess:
        ranked = match.ranked
        if ranked is None:
            return Guess(match.read)
        seen = confidence.signs(ranked)
        names = self.matcher.classes
        ours = confidence.chance(self._calibration.ours, seen)
        if ours < OURS and self._hides_our_name(match.read):
            ours = OURS
        return Guess(
            match.read,
            tuple(names[number] for number in ranked.classes.tolist()),
            tuple(ranked.scores.tolist()),
            confidence.chance(self._calibration.right, seen),
            ours,
            ranked.scope,
        )


def _typed_forms(lists: Lists) -> frozenset[str]:
    """Return the stop words and asking words with their marks."""
    return frozenset(
        word.typed for text in (*lists.stop_words, *lists.asking) for word in words(text)
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
