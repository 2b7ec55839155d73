"""Questions that ask alike, brought together, so that staff deal with each matter once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bot.language.text import words

_ALIKE = 0.67
"""Share of their words, weighed by rarity, from which two questions are one matter."""
_SLIPS = 90.0
"""Likeness of the letters, of 100, from which what differs are slips."""
_SLIGHT = 0.25
"""What a stop word counts, unless somebody wrote another word that has its letters: `thẻ`."""
Bag = frozenset[str]


@dataclass(slots=True)
class _Matter:
    """What one group asks: its most common wording decides what belongs to it."""

    bag: Bag
    weight: float
    places: list[int] = field(default_factory=list)


def groups(texts: Sequence[str], stop_words: Iterable[str] = ()) -> list[list[int]]:
    """Return the places of texts that ask alike; the largest group first, then by first place.

    Marks, capitals, signs and the order of words do not count, `stop_words` little; numbers must
    agree. Within a group the most common wording comes first.
    """
    stops = [word for text in stop_words for word in words(text)]
    slight = {word.typed for word in stops}
    telling: set[str] = set()
    places: dict[Bag, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        said = words(text)
        places[frozenset(word.folded for word in said)].append(place)
        telling |= {word.folded for word in said if word.marked and word.typed not in slight}
    held = Counter(word for bag in places for word in bag)
    unsaid = {word.folded for word in stops} - telling
    weights = {
        word: math.log(1 + len(places) / count) * (_SLIGHT if word in unsaid else 1)
        for word, count in held.items()
    }
    matters: list[_Matter] = []
    heads: dict[str, list[int]] = defaultdict(list)
    """The matters in whose words a word is."""
    for bag in sorted(places, key=lambda bag: (-len(places[bag]), places[bag][0])):
        home = _home(bag, matters, heads, weights)
        if home is None:
            home = _Matter(bag, _weight(bag, weights))
            for word in bag:
                heads[word].append(len(matters))
            matters.append(home)
        home.places += places[bag]
    found = [matter.places for matter in matters]
    return sorted(found, key=lambda members: (-len(members), min(members)))


def _home(
    bag: Bag,
    matters: Sequence[_Matter],
    heads: dict[str, list[int]],
    weights: dict[str, float],
) -> _Matter | None:
    """Return the matter that is most alike, None where none is alike enough."""
    shared: dict[int, float] = defaultdict(float)
    for word in bag:
        for number in heads[word]:
            shared[number] += weights[word]
    own = _weight(bag, weights)
    best, likeness = None, 0.0
    for number, weight in shared.items():
        matter = matters[number]
        alike = 2 * weight / (own + matter.weight)
        if alike > likeness and _numbers(bag) == _numbers(matter.bag):
            best, likeness = matter, alike
    if best is None or likeness >= _ALIKE:
        return best
    return best if fuzz.ratio(_letters(bag), _letters(best.bag)) >= _SLIPS else None


def _weight(bag: Bag, weights: dict[str, float]) -> float:
    return sum(weights[word] for word in bag)


def _numbers(bag: Bag) -> Bag:
    return frozenset(word for word in bag if word[0].isdigit())


def _letters(bag: Bag) -> str:
    return " ".join(sorted(bag))
