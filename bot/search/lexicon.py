"""Concepts: groups of words that mean one thing, found in a message by longest match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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
        folded = tuple(word.folded for word in message)
        reached = 0
        for at, first in enumerate(folded):
            for length in self._lengths.get(first, ()):
                if at + length <= reached:
                    break
                here = [
                    variant.concept
                    for variant in self._variants.get(folded[at : at + length], ())
                    if _marks_agree(message[at : at + length], variant.tones)
                ]
                if here:
                    found.update(dict.fromkeys(here))
                    reached = at + length
                    break
        return list(found)


def _marks_agree(message: Sequence[Word], tones: Sequence[str]) -> bool:
    return all(
        not word.marked or tone_last(word.typed) == tone
        for word, tone in zip(message, tones, strict=True)
    )
