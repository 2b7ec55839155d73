"""What was read in good texts, kept so that the next learning reads only those that are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.language.english import Language, language_of
from bot.language.text import Word, words

Spoken = tuple[Word, ...]
Variants = Mapping[str, tuple[str, ...]]
"""Concept id to the ways of saying it in one language."""


class Notes:
    """The words and concepts of each text of the last learning.

    A note holds as long as reading the text anew would give the same: where the lexicon changes,
    those of the texts that may feel it are dropped.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._words: dict[str, Spoken] = {}
        self._languages: dict[str, Language] = {}
        self._english: frozenset[str] = frozenset()
        self._concepts: dict[str, tuple[Language, tuple[str, ...]]] = {}
        self._variants: dict[Language, Variants] = {}
        self._bands: tuple[int, ...] = ()
        self._one: dict[Word, Word] = {}
        """Each word, so that texts share it."""
        self._used: set[str] = set()

    def words(self, text: str) -> Spoken:
        """Return the words of a text."""
        self._used.add(text)
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = tuple([self._one.setdefault(w, w) for w in words(text)])
        return found

    def language(self, text: str) -> Language:
        """Return the language of a text."""
        found = self._languages.get(text)
        if found is None:
            found = self._languages[text] = language_of(text, self._english, None)
        return found

    def hold_against(
        self,
        english: frozenset[str],
        variants: Mapping[Language, Variants],
        bands: tuple[int, ...],
    ) -> None:
        """Drop what may be read otherwise with these English words, variants and bands of age."""
        if english != self._english:
            self._languages = {}
        if bands != self._bands:
            self._concepts = {}
        changed = {
            language: {
                spoken[0].folded
                for text in _ways(theirs) ^ _ways(self._variants.get(language, {}))
                if (spoken := self.words(text[1]))
            }
            for language, theirs in variants.items()
        }
        if any(changed.values()):
            self._concepts = {
                text: (language, found)
                for text, (language, found) in self._concepts.items()
                if changed[language].isdisjoint([word.folded for word in self._words[text]])
            }
        self._english, self._variants, self._bands = english, dict(variants), bands

    def concepts(
        self, text: str, language: Language, find: Callable[[], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Return the concepts of a text in a language; `find` finds what is not noted."""
        noted = self._concepts.get(text)
        if noted is None or noted[0] != language:
            noted = self._concepts[text] = language, find()
        return noted[1]

    def settle(self) -> None:
        """Forget the texts that the learning that ends here did not use."""
        for notes in (self._words, self._languages, self._concepts):
            for text in notes.keys() - self._used:
                del notes[text]
        self._used = set()


def _ways(variants: Variants) -> set[tuple[str, str]]:
    return {(concept, text) for concept, texts in variants.items() for text in texts}
