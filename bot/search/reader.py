"""From a sentence to its features, in the language it is written in.

Each language has its own decoder and its own variants of the concepts: English `the` is no
`thẻ`, and a Vietnamese slip is not to be mended into an English word. The concepts are the same,
so what is learnt in one language serves the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.content.knowledge import Lists
from bot.language.anniversaries import years_on
from bot.language.births import OLDEST, Birth, Said, find_births, find_past_ages
from bot.language.decoding import Decoder
from bot.language.english import Language, language_of
from bot.language.syllables import is_syllable
from bot.language.text import Word, clean, fold, tone_last, words
from bot.search.features import Observed, Observer
from bot.search.lexicon import Concept, Lexicon, Spell

BORN_IN = "nam-sinh"
"""The sign of a year of birth, whatever the year."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after decoding."""

    words: tuple[Word, ...]
    births: tuple[Birth, ...]
    observed: Observed


@dataclass(frozen=True)
class _Tongue:
    """What reads one language."""

    decoder: Decoder
    observer: Observer


class Reader:
    """Decodes sentences and sees their features."""

    def __init__(self, lists: Lists, texts: Iterable[str]) -> None:
        """`texts`: all known good text, for the language models."""
        self._spelling: dict[str, Sequence[Word]] = {}
        self.english = frozenset(lists.english)
        self.core = frozenset(lists.concepts.core)
        self._bands = sorted(lists.age_bands)
        spoken: dict[Language, list[Sequence[Word]]] = {"vi": [], "en": []}
        for text in [*texts, *_said(lists)]:
            sentence = self._spell(text)
            spoken[self._language_of_good_text(sentence)].append(sentence)
        known = frozenset(word.folded for sentence in spoken["vi"] for word in sentence)
        foreign = {word.folded for sentence in spoken["en"] for word in sentence} - known
        self.english |= {word for word in foreign if not is_syllable(word)}
        spell = self._spell
        vietnamese = _variants(lists, lambda text: _is_vietnamese(spell(text), known))
        english = _variants(lists, lambda text: _is_english(spell(text)))
        self._tongues: dict[Language, _Tongue] = {
            "vi": _vietnamese(lists, spoken["vi"], vietnamese, spell),
            "en": _english(lists, spoken["en"], english, spell),
        }
        texts_and_variants = [*spoken["vi"], *map(spell, _flat(vietnamese))]
        self._spelt = frozenset(
            tone_last(word.typed) for sentence in texts_and_variants for word in sentence
        )

    def read(self, sentence: str, moment: datetime) -> Read:
        """Return the clean sentence decoded and observed; ages are those of that moment."""
        tongue = self._tongues[self._language(sentence)]
        decoded = self._decode(sentence, tongue)
        births = tuple(
            find_births(sentence, moment)
            or find_births(" ".join(word.typed for word in decoded), moment)
        )
        signs = self._signs(sentence, births, moment)
        return Read(decoded, births, tongue.observer.observe(decoded, signs))

    def decode(self, sentence: str) -> tuple[Word, ...]:
        """Return the words that a sentence most likely means."""
        return self._decode(sentence, self._tongues[self._language(sentence)])

    def _decode(self, sentence: str, tongue: _Tongue) -> tuple[Word, ...]:
        return tuple(map(self._well_marked, tongue.decoder.decode(sentence)))

    def observe(self, sentence: str) -> Observed:
        """Return the features of known good text; years of birth stay undated."""
        spoken = self._spell(sentence)
        text = clean(sentence)
        signs = self._signs(text, find_births(text, _LEARNT_ON), None)
        return self._tongues[self._language(sentence)].observer.observe(spoken, signs)

    def _spell(self, text: str) -> Sequence[Word]:
        """Return the words of a good text, which is parted only once."""
        if text not in self._spelling:
            self._spelling[text] = words(text)
        return self._spelling[text]

    def settle(self) -> None:
        """Forget what only learning needs."""
        self._spelling = {}

    @property
    def observer(self) -> Observer:
        """The observer of Vietnamese, which knows the stop words."""
        return self._tongues["vi"].observer

    def _language_of_good_text(self, sentence: Sequence[Word]) -> Language:
        """Return `en` where more words are English than carry marks: good Vietnamese has marks."""
        foreign = sum(word.typed in self.english for word in sentence)
        return "en" if foreign > sum(word.marked for word in sentence) else "vi"

    def _well_marked(self, word: Word) -> Word:
        """Return a word without its marks where nobody spells it so: `cưóc` tells only `cuoc`."""
        if not word.marked or tone_last(word.typed) in self._spelt:
            return word
        return Word(word.folded, word.folded)

    def _language(self, text: str) -> Language:
        return language_of(text, self.english, None)

    def _signs(self, sentence: str, births: Iterable[Birth], moment: datetime | None) -> list[str]:
        """Return the bands of the ages that are told, and whether a time of birth is."""
        signs, ages = [], find_past_ages(sentence, moment or _LEARNT_ON)
        for birth in births:
            if birth.said in _DATED:
                signs.append(BORN_IN)
            if birth.said not in _DATED or moment is not None:
                ages += _ends(birth, (moment or _LEARNT_ON).date())
        bands = (max((band for band in self._bands if band <= age), default=0) for age in ages)
        return [*signs, *(f"tuoi-{band}" for band in bands)]


def _ends(birth: Birth, day: date) -> list[int]:
    """Return the age that is told in whole years, or both ends of a range of ages."""
    youngest, oldest = years_on(birth.last, day), years_on(birth.first, day)
    if oldest >= OLDEST:
        return [youngest]
    return [youngest, oldest] if oldest - youngest > _ONE_AGE else [oldest]


_ONE_AGE = 2
"""Years between the ends of an interval that still tells one age."""
_DATED = {Said.DAY, Said.MONTH, Said.YEAR}
_LEARNT_ON = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Any day: ages in known good text are the same on all."""
_Variants = Mapping[str, tuple[str, ...]]
"""Concept id to the ways of saying it in one language."""


_Spoken = Sequence[Sequence[Word]]


def _vietnamese(lists: Lists, spoken: _Spoken, variants: _Variants, spell: Spell) -> _Tongue:
    short = dict(lists.abbreviations.abbreviations)
    short.update(dict.fromkeys(lists.abbreviations.fillers, ("",)))
    stop_words = frozenset(fold(word) for word in lists.stop_words)
    return _Tongue(
        Decoder(_sentences(spoken, variants, spell), short),
        Observer(_lexicon(lists, variants, spell), stop_words),
    )


def _english(lists: Lists, spoken: _Spoken, variants: _Variants, spell: Spell) -> _Tongue:
    return _Tongue(
        Decoder(_sentences(spoken, variants, spell), {}, vietnamese=False),
        Observer(_lexicon(lists, variants, spell), frozenset(), "en:"),
    )


def _sentences(spoken: _Spoken, variants: _Variants, spell: Spell) -> list[list[str]]:
    both = [*spoken, *map(spell, _flat(variants))]
    return [[word.folded for word in sentence] for sentence in both]


def _lexicon(lists: Lists, variants: _Variants, spell: Spell) -> Lexicon:
    core = frozenset(lists.concepts.core)
    concepts = (Concept(name, texts, name in core) for name, texts in variants.items())
    return Lexicon(concepts, spell)


def _variants(lists: Lists, theirs: Callable[[str], bool]) -> _Variants:
    return {
        name: tuple(filter(theirs, texts))
        for part in (lists.concepts.general, lists.concepts.domain)
        for name, texts in part.items()
    }


def _flat(variants: _Variants) -> list[str]:
    return [text for texts in variants.values() for text in texts]


def _is_english(variant: Sequence[Word]) -> bool:
    """Return whether a variant has no marks and a word that is no Vietnamese syllable."""
    plain = all(word.typed.isascii() for word in variant)
    return plain and not all(is_syllable(word.folded) for word in variant)


def _is_vietnamese(variant: Sequence[Word], known: frozenset[str]) -> bool:
    """Return whether a variant is Vietnamese, or one like `vneid` that Vietnamese use too."""
    return not _is_english(variant) or all(
        word.folded in known or is_syllable(word.folded) for word in variant
    )


def _said(lists: Lists) -> Iterable[str]:
    """Yield what people say besides questions of ours, so that the decoder knows the words."""
    yield from lists.small_talk.polite
    for kind in lists.small_talk.small_talk:
        yield from kind.says
    for neighbour in lists.neighbours:
        yield from neighbour.names
    yield from lists.red_flags.heard
