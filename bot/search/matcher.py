"""The way from a sentence to ranked classes: decode, observe, rank. Built once a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.content.knowledge import Knowledge, Lists
from bot.language.ages import Age, find_ages
from bot.language.decoding import Decoder
from bot.language.english import Language, language_of
from bot.language.syllables import is_syllable
from bot.language.text import Word, fold, words
from bot.search import ranking
from bot.search.features import Observed, Observer
from bot.search.lexicon import Concept, Lexicon

BORN_IN = "nam-sinh"
"""The sign of a year of birth, whatever the year."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after decoding."""

    words: tuple[Word, ...]
    ages: tuple[Age, ...]
    observed: Observed


class Reader:
    """Decodes sentences and sees their features."""

    def __init__(self, lists: Lists, texts: Iterable[str]) -> None:
        """`texts`: all known good text, for the language models."""
        domain, general = lists.concepts.domain, lists.concepts.general
        core = frozenset(lists.concepts.core)
        self.lexicon = Lexicon(
            Concept(name, tuple(variants), name in core)
            for part in (general, domain)
            for name, variants in part.items()
        )
        stop_words = frozenset(fold(word) for word in lists.stop_words)
        self.observer = Observer(self.lexicon, stop_words)
        short = dict(lists.abbreviations.abbreviations)
        short.update(dict.fromkeys(lists.abbreviations.fillers, ("",)))
        self._english = frozenset(lists.english)
        variants = [
            words(text)
            for part in (general, domain)
            for texts_of_one in part.values()
            for text in texts_of_one
        ]
        self._decoders = self._make_decoders([*texts, *_said(lists)], variants, short)
        self._bands = sorted(lists.age_bands)

    def _make_decoders(
        self,
        texts: Iterable[str],
        variants: Iterable[Sequence[Word]],
        short: Mapping[str, tuple[str, ...]],
    ) -> dict[Language, Decoder]:
        """Return a decoder for each language: words of the one are slips of the other."""
        spoken: dict[Language, list[list[str]]] = {"vi": [], "en": []}
        for text in texts:
            language = language_of(text, self._english, None)
            spoken[language].append([word.folded for word in words(text)])
        known = {word for sentence in spoken["vi"] for word in sentence}
        for variant in variants:
            sentence = [word.folded for word in variant]
            foreign = all(word.typed.isascii() for word in variant) and not all(
                word in known or is_syllable(word) for word in sentence
            )
            spoken["en" if foreign else "vi"].append(sentence)
        return {"vi": Decoder(spoken["vi"], short), "en": Decoder(spoken["en"], {})}

    def read(self, sentence: str, year: int) -> Read:
        """Return the sentence decoded and observed; `year` turns years of birth into ages."""
        language = language_of(sentence, self._english, None)
        decoded = tuple(self._decoders[language].decode(sentence))
        ages = tuple(find_ages(decoded))
        return Read(decoded, ages, self.observer.observe(decoded, self._signs(ages, year)))

    def observe(self, sentence: Sequence[Word]) -> Observed:
        """Return the features of known good text; years of birth stay undated."""
        return self.observer.observe(sentence, self._signs(find_ages(sentence), None))

    def observe_text(self, sentence: str) -> Observed:
        """Return the features of known good text."""
        return self.observe(words(sentence))

    def _signs(self, ages: Iterable[Age], year: int | None) -> list[str]:
        signs = []
        for age in ages:
            if age.born is not None:
                signs.append(BORN_IN)
            if age.born is None or year is not None:
                years = age.in_year(year or 0)
                start = max((band for band in self._bands if band <= years), default=0)
                signs.append(f"tuoi-{start}")
        return signs


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
    ) -> None:
        """Learn the phrasings; for cross-validation a voice and 'not ours' can be left out."""
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
        spoken = [words(text) for text in texts]
        strange = [words(text) for text in foreign]
        self.reader = Reader(knowledge.lists, [*texts, *foreign])
        observe = self.reader.observe
        model = ranking.learn(
            [observe(sentence) for sentence in spoken],
            owners,
            [observe(sentence) for sentence in strange],
            self.reader.observer,
        )
        self.ranking = ranking.Ranking(model, self.reader.lexicon.core)

    def match(self, sentence: str, year: int, before: str | None = None) -> Match:
        """Rank the classes for one sentence, in the light of what was said before."""
        read = self.reader.read(sentence, year)
        earlier = self.reader.read(before, year).observed if before else None
        return Match(read, self.ranking.rank(read.observed, earlier))


def refusal_class(refusal_id: str) -> str:
    """Return the class name of a refusal; no topic id has such a form."""
    return f"!{refusal_id}"


def _said(lists: Lists) -> Iterable[str]:
    """Yield what people say besides questions of ours, so that the decoder knows the words."""
    yield from lists.small_talk.polite
    for kind in lists.small_talk.small_talk:
        yield from kind.says
    for neighbour in lists.neighbours:
        yield from neighbour.names
    yield from lists.red_flags.heard


def _examples(knowledge: Knowledge, without: str | None) -> Iterable[tuple[str, list[str]]]:
    for topic, voices in knowledge.phrasings.items():
        kept = [text for voice, texts in voices.items() if voice != without for text in texts]
        yield topic, kept
    for refusal in knowledge.lists.refusals:
        yield refusal_class(refusal.id), list(refusal.examples)
