"""Concepts: groups of words that mean one thing, found in a message by longest match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.language.text import Word, tone_last, words


@dataclass(frozen=True, slots=True)
class Concept:
    """A group of synonyms: `mất, rớt, đánh rơi` are one concept."""

    id: str
    variants: tuple[str, ...]
    """Ways of saying it, with marks."""
    core: bool = False
    """Whether it alone shows that a message is about our subject."""


Spell = Callable[[str], Sequence[Word]]


@dataclass(frozen=True, slots=True)
class _Variant:
    tones: tuple[str, ...]
    concept: str


class Lexicon:
    """Finds concepts in decoded words."""

    def __init__(self, concepts: Iterable[Concept], spell: Spell = words) -> None:
        """Index the variants by their words; `spell` parts a text into them."""
        core = set()
        self._variants: dict[tuple[str, ...], list[_Variant]] = {}
        for concept in concepts:
            if concept.core:
                core.add(concept.id)
            for text in concept.variants:
                spoken = spell(text)
                folded = tuple(word.folded for word in spoken)
                if folded:
                    tones = tuple(tone_last(word.typed) for word in spoken)
                    self._variants.setdefault(folded, []).append(_Variant(tones, concept.id))
        self.core = frozenset(core)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for folded in self._variants:
            lengths[folded[0]].add(len(folded))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, message: Sequence[Word]) -> list[str]:
        """Return the ids of the concepts in a message, each once, in order of appearance.

        At each word the longest variant counts, unless it lies within one that began earlier;
        variants may overlap (`co can cuoc` holds *có cần* and *căn cước*), and several concepts
        may share one. A word typed with marks must agree with the variant's marks, a bare one
        fits any.
        """
        found: dict[str, None] = {}
        for _, _, here in self.spans(message):
            found.update(dict.fromkeys(here))
        return list(found)

    def spans(self, message: Sequence[Word]) -> Iterator[tuple[int, int, list[str]]]:
        """Yield where each variant that counts begins and ends, and the concepts it stands for."""
        reached = 0
        for start, end, variants in self._likely(message):
            if end > reached and (here := _meant(message[start:end], variants)):
                yield start, end, here
                reached = end

    def find_all(self, message: Sequence[Word]) -> set[str]:
        """Return the ids of all concepts in a message, also of those within longer ones."""
        found: set[str] = set()
        for start, end, variants in self._likely(message):
            found.update(_meant(message[start:end], variants))
        return found

    def _likely(self, message: Sequence[Word]) -> Iterator[tuple[int, int, list[_Variant]]]:
        """Yield what may be said, marks left aside: word by word, the longest first."""
        folded = tuple([folded for _, folded in message])
        known = self._variants.get
        for start, lengths in enumerate(map(self._lengths.get, folded)):
            if lengths:
                for length in lengths:
                    end = start + length
                    if variants := known(folded[start:end]):
                        yield start, end, variants


def _meant(message: Sequence[Word], variants: Sequence[_Variant]) -> list[str]:
    return [variant.concept for variant in variants if _marks_agree(message, variant.tones)]


def _marks_agree(message: Sequence[Word], tones: Sequence[str]) -> bool:
    for (typed, folded), tone in zip(message, tones, strict=True):
        if typed != folded and tone_last(typed) != tone:
            return False
    return True
