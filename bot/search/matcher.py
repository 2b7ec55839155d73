"""The way from a sentence to ranked classes: read, then rank; built once a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.content.knowledge import Knowledge
from bot.language.text import Word
from bot.search import ranking
from bot.search.notes import Notes
from bot.search.reader import Read, Reader

_USUAL = 0.00135
"""Share of our questions in which a usual word stands."""
_IN_HAND = 8
"""Sentences whose match stays at hand: a part of a message is what the next part goes on with."""


@dataclass(frozen=True)
class Match:
    """What the ranking says of one sentence."""

    read: Read
    ranked: ranking.Ranked | None


class Matcher:
    """Matches sentences against the topics and refusals of one release."""

    def __init__(
        self,
        knowledge: Knowledge,
        without_voice: str | None = None,
        without_foreign: frozenset[str] = frozenset(),
        notes: Notes | None = None,
    ) -> None:
        """Learn the phrasings; for cross-validation a voice and 'not ours' can be left out.

        `notes` of an earlier learning spare reading the same texts again; they are brought up to
        date. What is learnt is the same without them.
        """
        notes = notes or Notes()
        self.classes: list[str] = []
        texts: list[str] = []
        owners: list[int] = []
        for name, sentences in _examples(knowledge, without_voice):
            texts += sentences
            owners += [len(self.classes)] * len(sentences)
            self.classes.append(name)
        not_ours = knowledge.lists.not_ours
        foreign = [
            text
            for text in (*not_ours.neighbour, *not_ours.elsewhere)
            if text not in without_foreign
        ]
        self.reader = Reader(knowledge.lists, [*texts, *foreign], notes)
        self.usual = _usual_words(map(notes.words, texts), len(texts))
        """Words, with their marks and without, that questions of ours often have."""
        observed = [self.reader.observe_noted(text, notes) for text in [*texts, *foreign]]
        notes.settle()
        model = ranking.learn(observed, owners, self.reader.stop_words)
        self.ranking = ranking.Ranking(model, self.reader.core)
        self._remember()

    def _remember(self) -> None:
        self._matched = lru_cache(maxsize=_IN_HAND)(self._match)

    def __getstate__(self) -> dict[str, object]:
        """Leave the matches at hand out of a pickle."""
        return {key: value for key, value in vars(self).items() if key != "_matched"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Start with none at hand."""
        vars(self).update(state)
        self._remember()

    def match(self, sentence: str, moment: datetime) -> Match:
        """Read one sentence and rank the classes for it."""
        return self._matched(sentence, moment)

    def _match(self, sentence: str, moment: datetime) -> Match:
        return self.rank(self.reader.read(sentence, moment))

    def rank(self, read: Read, before: Match | None = None) -> Match:
        """Rank the classes for a sentence, in the light of what was said before."""
        if before is None:
            return Match(read, self.ranking.rank(read.observed))
        return Match(read, self.ranking.rank(read.observed, before.read.observed, before.ranked))

    def rank_whole(self, read: Read, asked: Match | None) -> Match:
        """Rank the classes for a sentence whose class is likely not the first of `asked`."""
        return Match(read, self.ranking.rank(read.observed, None, asked.ranked if asked else None))


def refusal_class(refusal_id: str) -> str:
    """Return the class name of a refusal; no topic id has such a form."""
    return f"!{refusal_id}"


def _usual_words(spoken: Iterable[Iterable[Word]], texts: int) -> frozenset[str]:
    counts = Counter(form for words in spoken for word in set(words) for form in {*word})
    return frozenset(form for form, number in counts.items() if number >= _USUAL * texts)


def _examples(knowledge: Knowledge, without: str | None) -> Iterable[tuple[str, list[str]]]:
    for topic, voices in knowledge.phrasings.items():
        kept = [text for voice, texts in voices.items() if voice != without for text in texts]
        yield topic, kept
    for refusal in knowledge.lists.refusals:
        yield refusal_class(refusal.id), list(refusal.examples)
