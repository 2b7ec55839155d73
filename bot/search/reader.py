"""From a sentence to its features, in the language it is written in.

Each language has its own decoder and its own variants of the concepts: English `the` is no
`thẻ`, and a Vietnamese slip is not to be mended into an English word. The concepts are the same,
so what is learnt in one language serves the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain

from bot.content.knowledge import Lists
from bot.language.anniversaries import years_on
from bot.language.births import OLDEST, Birth, Said, find_births, find_past_ages
from bot.language.decoding import Decoder
from bot.language.english import Language, language_of
from bot.language.english_days import as_vietnamese
from bot.language.english_stems import stem
from bot.language.syllables import is_syllable
from bot.language.text import Word, clean, fold, tone_last, words
from bot.search.features import Observed, Observer
from bot.search.lexicon import Concept, Lexicon, Spell
from bot.search.notes import Notes, Spoken, Variants

BORN_IN = "nam-sinh"
"""The sign of a year of birth, whatever the year."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after decoding."""

    words: tuple[Word, ...]
    births: tuple[Birth, ...]
    observed: Observed
    language: Language = "vi"


@dataclass(frozen=True)
class _Tongue:
    """What reads one language."""

    decoder: Decoder
    observer: Observer


class Reader:
    """Decodes sentences and sees their features."""

    def __init__(self, lists: Lists, texts: Iterable[str], notes: Notes) -> None:
        """`texts`: all known good text, for the language models; `notes` tell what they say."""
        self.english = frozenset(lists.english)
        self._never_ours = frozenset(word for word in self.english if not is_syllable(word))
        self.core = frozenset(lists.concepts.core)
        self._bands = sorted(lists.age_bands)
        self._age_signs = frozenset([BORN_IN, *(f"tuoi-{band}" for band in (0, *self._bands))])
        spoken = self._parted(map(notes.words, [*texts, *_said(lists)]))
        known = frozenset(word.folded for word in _each(spoken["vi"]))
        foreign = {word.folded for word in _each(spoken["en"])} - known
        self.english |= {word for word in foreign if not is_syllable(word)}
        spell = notes.words
        vietnamese = _variants(lists, lambda text: _is_vietnamese(spell(text), known))
        english = _variants(lists, lambda text: _is_english(spell(text)))
        heard = _variants(
            lists, lambda text: _is_english(spell(text)) or self._is_name(spell(text))
        )
        notes.hold_against(self.english, {"vi": vietnamese, "en": heard}, lists.age_bands)
        self._tongues: dict[Language, _Tongue] = {
            "vi": _vietnamese(lists, spoken["vi"], vietnamese, spell),
            "en": _english(lists, spoken["en"], english, heard, spell),
        }
        spelt = {word.typed for word in _each([*spoken["vi"], *map(spell, _flat(vietnamese))])}
        self._spelt = frozenset(map(tone_last, spelt))

    def read(self, sentence: str, moment: datetime) -> Read:
        """Return the clean sentence decoded and observed; ages are those of that moment."""
        language = self._language(sentence)
        tongue = self._tongues[language]
        decoded = self._decode(sentence, tongue)
        told = as_vietnamese(sentence) if language == "en" else sentence
        births = tuple(
            find_births(told, moment)
            or find_births(" ".join(word.typed for word in decoded), moment)
        )
        signs = self._signs(told, births, moment)
        return Read(decoded, births, tongue.observer.observe(decoded, signs), language)

    def _is_name(self, variant: Sequence[Word]) -> bool:
        """Return whether a Vietnamese variant can be nothing else in English: `can cuoc`."""
        return len(variant) > 1 and not all(word.folded in self.english for word in variant)

    def lexicon(self, language: Language) -> Lexicon:
        """Return what finds the concepts in words of a language."""
        return self._tongues[language].observer.lexicon

    def ages(self, read: Read) -> set[str]:
        """Return the signs of ages and births that a message bears."""
        return {name for name in read.observed.concepts if name in self._age_signs}

    def put_together(self, read: Read, earlier: Sequence[Word], ages: Iterable[str]) -> Read:
        """Return a message with words of earlier ones before its own, and with their ages."""
        said = (*earlier, *read.words)
        observer = self._tongues[read.language].observer
        observed = observer.observe(said, {*self.ages(read), *ages})
        return Read(said, read.births, observed, read.language)

    def decode(self, sentence: str) -> tuple[Word, ...]:
        """Return the words that a sentence most likely means."""
        return self._decode(sentence, self._tongues[self._language(sentence)])

    def _decode(self, sentence: str, tongue: _Tongue) -> tuple[Word, ...]:
        """Return the words that are meant; marks go that nobody sets: `cưóc` tells only `cuoc`."""
        spelt = self._spelt
        return tuple([
            Word(word.folded, word.folded)
            if word.typed != word.folded and tone_last(word.typed) not in spelt
            else word
            for word in tongue.decoder.decode(sentence)
        ])  # fmt: skip

    def observe(self, sentence: str) -> Observed:
        """Return the features of known good text; years of birth stay undated."""
        spoken, language = words(sentence), self._language(sentence)
        concepts = self._concepts(sentence, spoken, language)
        return self._tongues[language].observer.told(spoken, concepts)

    def observe_noted(self, sentence: str, notes: Notes) -> Observed:
        """Return the features of known good text as `observe` does, from notes where there are."""
        spoken, language = notes.words(sentence), notes.language(sentence)
        find = partial(self._concepts, sentence, spoken, language)
        concepts = notes.concepts(sentence, language, find)
        return self._tongues[language].observer.told(spoken, concepts)

    def _concepts(
        self, sentence: str, spoken: Sequence[Word], language: Language
    ) -> tuple[str, ...]:
        text = clean(as_vietnamese(sentence) if language == "en" else sentence)
        signs = self._signs(text, find_births(text, _LEARNT_ON), None)
        return self._tongues[language].observer.concepts(spoken, signs)

    @property
    def stop_words(self) -> frozenset[str]:
        """Folded words that say little."""
        return self._tongues["vi"].observer.stop_words

    def _parted(self, sentences: Iterable[Spoken]) -> dict[Language, list[Spoken]]:
        """Return good texts by language.

        Good Vietnamese has marks. What has none and no word of the list either, such as a title
        or keywords, is English where it has a word that English texts have, and one that no
        Vietnamese text has.
        """
        parted: dict[Language | None, list[Spoken]] = {"vi": [], "en": [], None: []}
        for sentence in sentences:
            parted[self._language_of_good_text(sentence)].append(sentence)
        spoken: dict[Language, list[Spoken]] = {"vi": parted["vi"], "en": parted["en"]}
        ours, theirs = (_foreign_words(spoken[language]) for language in ("vi", "en"))
        for sentence in parted[None]:
            said = _foreign_words([sentence])
            english = bool(said & theirs) and bool(said - ours)
            spoken["en" if english else "vi"].append(sentence)
        return spoken

    def _language_of_good_text(self, sentence: Sequence[Word]) -> Language | None:
        """Return `en` where more words are English than carry marks, None where there are none."""
        foreign = sum([word.typed in self._never_ours for word in sentence])
        marked = sum([word.marked for word in sentence])
        if not foreign and not marked:
            return None
        return "en" if foreign > marked else "vi"

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


def _vietnamese(
    lists: Lists, spoken: Iterable[Spoken], variants: Variants, spell: Spell
) -> _Tongue:
    short = dict(lists.abbreviations.abbreviations)
    short.update(dict.fromkeys(lists.abbreviations.fillers, ("",)))
    stop_words = frozenset(fold(word) for word in lists.stop_words)
    return _Tongue(
        Decoder(_sentences(spoken, variants, spell), short),
        Observer(_lexicon(lists, variants, spell), stop_words),
    )


def _english(
    lists: Lists, spoken: Iterable[Spoken], variants: Variants, heard: Variants, spell: Spell
) -> _Tongue:
    """Return what reads English; `heard`: the variants that are said in it, names of ours too."""
    return _Tongue(
        Decoder(_sentences(spoken, variants, spell), {}, vietnamese=False),
        Observer(_lexicon(lists, heard, spell), frozenset(), _english_feature),
    )


def _english_feature(folded: str) -> str:
    return f"en:{stem(folded)}"


def _sentences(spoken: Iterable[Spoken], variants: Variants, spell: Spell) -> list[list[str]]:
    both = [*spoken, *map(spell, _flat(variants))]
    return [[word.folded for word in sentence] for sentence in both]


def _each(spoken: Iterable[Spoken]) -> Iterable[Word]:
    return chain.from_iterable(spoken)


def _foreign_words(spoken: Iterable[Spoken]) -> set[str]:
    """Return the words that are no Vietnamese syllables."""
    said = {word.folded for word in _each(spoken)}
    return {word for word in said if word.isalpha() and not is_syllable(word)}


def _lexicon(lists: Lists, variants: Variants, spell: Spell) -> Lexicon:
    core = frozenset(lists.concepts.core)
    concepts = (Concept(name, texts, name in core) for name, texts in variants.items())
    return Lexicon(concepts, spell)


def _variants(lists: Lists, theirs: Callable[[str], bool]) -> Variants:
    return {
        name: tuple(filter(theirs, texts))
        for part in (lists.concepts.general, lists.concepts.domain)
        for name, texts in part.items()
    }


def _flat(variants: Variants) -> list[str]:
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
