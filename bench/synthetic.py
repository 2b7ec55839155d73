"""Thousands of topics: real ones told again with made-up words in place of their own.

A made-up topic takes a real topic's phrasings and questions and puts another syllable, always
the same one, for nine in ten of its content words. Stop words, numbers and the words that a
fifth of all topics use stay, so question frames and subject words are as frequent as in life.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bench.effort import SEED
from bench.questions import Asked
from bot.content.knowledge import Knowledge
from bot.language.text import fold, words

_ONSETS = "b c ch d đ g h kh l m n ng nh ph r s t th tr v x qu gi k".split()
_RIMES = (
    "a an ang anh ap at au ay ac ach ai am ao ăn ăng ăt âm ân âng âu ây e em en eng eo ep êu ênh "
    "i im in inh ip it iu iên iêm iêt iêu o oi on ong op ot oa oan oay oanh ôi ôn ông ôt ôc ơi ơn "
    "ơm ơp u ua ui un ung up ut uân uông uôi uôm uôn uy uynh uyên ư ưa ưi ưng ươi ươn ương ươm"
).split()
_REPLACED = 0.9
_WIDESPREAD = 0.2


@dataclass(frozen=True)
class World:
    """A knowledge of many topics, and questions for all of them."""

    knowledge: Knowledge
    asked: list[Asked]


def world(knowledge: Knowledge, asked: Sequence[Asked], topics: int, wanted: int) -> World:
    """Return a knowledge with so many topics, and `wanted` questions over all of them."""
    chance = random.Random(SEED)
    stay = _staying(knowledge)
    syllables = _made_up(knowledge)
    phrasings = dict(knowledge.phrasings)
    real = list(phrasings)
    dictionaries: dict[str, tuple[str, Mapping[str, str]]] = {}
    for number in range(len(real), topics):
        source, name = real[number % len(real)], f"made-up-{number}"
        own = {word for texts in phrasings[source].values() for word in _folded(texts)} - stay
        changes = {
            word: chance.choice(syllables) for word in sorted(own) if chance.random() < _REPLACED
        }
        dictionaries[name] = source, changes
        phrasings[name] = {
            voice: tuple(told_again(text, changes) for text in texts)
            for voice, texts in phrasings[source].items()
        }
    return World(
        replace(knowledge, phrasings=phrasings), _ask(asked, dictionaries, wanted, chance)
    )


def told_again(text: str, changes: Mapping[str, str]) -> str:
    """Return the text with other words; they carry marks where the text does."""
    marked = fold(text) != text
    typed = [
        word.typed if (other := changes.get(word.folded)) is None
        else other if marked
        else fold(other)
        for word in words(text)
    ]  # fmt: skip
    return " ".join(typed)


def _ask(
    asked: Sequence[Asked],
    dictionaries: Mapping[str, tuple[str, Mapping[str, str]]],
    wanted: int,
    chance: random.Random,
) -> list[Asked]:
    """Return questions for real topics and made-up ones, half and half."""
    made_up: dict[str, list[str]] = {}
    for name, (source, _) in dictionaries.items():
        made_up.setdefault(source, []).append(name)
    found = []
    while len(found) < wanted:
        question = chance.choice(asked)
        names = [name for topic in sorted(question.right) for name in made_up.get(topic, ())]
        if names and len(found) % 2:
            name = chance.choice(names)
            text = told_again(question.text, dictionaries[name][1])
            found.append(Asked(text, frozenset({name})))
        else:
            found.append(question)
    return found


def _staying(knowledge: Knowledge) -> set[str]:
    """Return the words that are never replaced."""
    spread: Counter[str] = Counter()
    for voices in knowledge.phrasings.values():
        spread.update({word for texts in voices.values() for word in _folded(texts)})
    most = _WIDESPREAD * len(knowledge.phrasings)
    stop = {word for text in knowledge.lists.stop_words for word in _folded([text])}
    return stop | {word for word, number in spread.items() if number > most or not word.isalpha()}


def _made_up(knowledge: Knowledge) -> list[str]:
    """Return well-formed syllables that no phrasing uses."""
    used = {
        word
        for voices in knowledge.phrasings.values()
        for texts in voices.values()
        for word in _folded(texts)
    }
    made = (onset + rime for onset, rime in product(_ONSETS, _RIMES))
    return [syllable for syllable in made if fold(syllable) not in used]


def _folded(texts: Sequence[str]) -> set[str]:
    return {word.folded for text in texts for word in words(text)}
