"""Noisy channel: from the words that were typed to the words that were most likely meant.

Every typed word gets alternatives with a cost in nats: as it stands, an abbreviation written
out, a keystroke slip undone, one edit away from a known word, or cut in two. One Viterbi pass
with a bigram model counted on the knowledge itself picks the cheapest sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, pairwise

from bot.language.keystrokes import untelex, unvni
from bot.language.slips import Slips
from bot.language.syllables import is_syllable
from bot.language.text import Word, fold, words

START = "<s>"
"""The word before the first one."""

_UNKNOWN_SYLLABLE, _UNKNOWN_MARKED_SYLLABLE, _UNKNOWN = 9.0, 5.0, 14.0
_UNKNOWN_PER_LETTER, _UNKNOWN_ABROAD = 3.5, 8.0
_TELEX, _SPLIT, _SPLIT_EDIT = 0.8, 2.5, 2.0
_SPLIT_SYLLABLE, _SPLIT_ABBREVIATION, _SPLIT_NUMBER = 11.0, 9.0, 6.0
_MANY_PAIRS = 10_000
_LONGEST_GLUED, _LONGEST_PIECE, _MOST_ALTERNATIVES = 40, 7, 8

_NUMBER_UNIT = {
    "t": "tuổi", "tuoi": "tuổi", "th": "tháng", "thang": "tháng", "k": "nghìn", "tr": "triệu",
    "ngay": "ngày", "nam": "năm", "h": "giờ", "g": "giờ", "s": "số", "so": "số",
}  # fmt: skip

_CACHES = ("_alternatives", "_chance", "_decoded")
_IN_HAND = 64
"""Sentences whose words stay at hand: those of one message are asked for several times."""

Sentence = tuple[Word, ...]
Alternative = tuple[float, Sentence]


class Decoder:
    """Turns a message into the words that were meant. Deterministic; safe to share."""

    def __init__(
        self,
        sentences: Iterable[Iterable[str]],
        abbreviations: Mapping[str, tuple[str, ...]],
        *,
        vietnamese: bool = True,
    ) -> None:
        """Count the language model.

        `sentences`: folded words of known good text. `abbreviations`: what people type (with or
        without marks) to the ways of writing it out, with marks; an empty way drops the word.
        Where the text is not `vietnamese`, unknown words are no glued syllables or Telex.
        """
        lines = [[START, *sentence] for sentence in sentences]
        self._count = Counter(chain.from_iterable(lines))
        pairs = Counter(chain.from_iterable(map(pairwise, lines)))
        # In a large body of text, pairs seen once are most of the memory and tell hardly anything.
        rare = 1 if len(pairs) > _MANY_PAIRS else 0
        self._pairs = {pair: number for pair, number in pairs.items() if number > rare}
        self._total = sum(self._count.values())
        self._known = {word for word in self._count if len(word) > 1 or word in {"o", "y"}}
        self._abbreviations = {
            short: tuple(_sentence(way) for way in ways) for short, ways in abbreviations.items()
        }
        self._folded_abbreviations: dict[str, tuple[Sentence, ...]] = {}
        for short in sorted(self._abbreviations):
            self._folded_abbreviations.setdefault(fold(short), self._abbreviations[short])
        self._slips = Slips(self._known)
        self._vietnamese = vietnamese
        self._remember()

    def _remember(self) -> None:
        self._alternatives = lru_cache(maxsize=8_192)(self._find_alternatives)
        self._chance = lru_cache(maxsize=16_384)(self._cost_after)
        self._decoded = lru_cache(maxsize=_IN_HAND)(self._decode)

    def __getstate__(self) -> dict[str, object]:
        """Leave the caches out of a pickle."""
        return {key: value for key, value in vars(self).items() if key not in _CACHES}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Start with empty caches."""
        vars(self).update(state)
        self._remember()

    def decode(self, message: str) -> list[Word]:
        """Return the words most likely meant, in order."""
        return list(self._decoded(message))

    def _decode(self, message: str) -> Sentence:
        typed = words(message)
        marked = any(word != folded for word, folded in typed)
        last, decoded = START, list[Word]()
        paths: dict[str, tuple[float, Sentence]] = {}
        """Ways to read the words since `last`, while there are several."""
        for word in typed:
            alternatives = self._alternatives(word, marked)
            if len(alternatives) > 1:
                paths = self._extend(paths or {last: (0.0, ())}, alternatives, word)
                continue
            # One reading: whatever came before is settled by it.
            sentence = alternatives[0][1]
            if paths:
                last, best = self._settle(paths, sentence)
                decoded.extend(best)
                paths = {}
            decoded.extend(sentence)
            last = sentence[-1].folded if sentence else last
        if paths:
            decoded.extend(min(paths.values(), key=lambda path: path[0])[1])
        return tuple(decoded)

    def _settle(
        self, paths: dict[str, tuple[float, Sentence]], sentence: Sentence
    ) -> tuple[str, Sentence]:
        def total(item: tuple[str, tuple[float, Sentence]]) -> float:
            following = self._chance(item[0], sentence[0].folded) if sentence else 0.0
            return item[1][0] + following

        previous, (_, path) = min(paths.items(), key=total)
        return previous, path

    def _extend(
        self,
        paths: dict[str, tuple[float, Sentence]],
        alternatives: tuple[Alternative, ...],
        typed: Word,
    ) -> dict[str, tuple[float, Sentence]]:
        longer: dict[str, tuple[float, Sentence]] = {}
        for cost, sentence in alternatives:
            unchanged = sentence == (typed,)
            for previous, (so_far, path) in paths.items():
                total, last = so_far + cost, previous
                for word in sentence:
                    if not unchanged:
                        total += self._chance(last, word.folded)
                    last = word.folded
                if last not in longer or total < longer[last][0]:
                    longer[last] = (total, path + sentence)
        return longer

    def _cost_after(self, previous: str, word: str) -> float:
        """Return -log P(word | previous), bigram and unigram mixed."""
        single = (self._count[word] + 0.1) / (self._total + 100)
        before = self._count[previous]
        pair = self._pairs.get((previous, word), 0) / before if before else 0.0
        return -math.log(0.6 * pair + 0.4 * single)

    def _find_alternatives(self, word: Word, marked: bool) -> tuple[Alternative, ...]:
        known = self._certain(word, marked)
        if known is not None:
            return known
        typed, folded = word
        syllable = is_syllable(folded)
        if syllable:
            unknown = _UNKNOWN_MARKED_SYLLABLE if word.marked else _UNKNOWN_SYLLABLE
        else:
            unknown = _UNKNOWN + _UNKNOWN_PER_LETTER * max(0, len(folded) - 5)
        found: list[Alternative] = [(unknown if self._vietnamese else _UNKNOWN_ABROAD, (word,))]
        if typed.isalpha():
            if self._vietnamese and (meant := untelex(folded)) is not None:
                found.append((_TELEX, (Word(meant, meant),)))
            found.extend((cost, (Word(near, near),)) for cost, near in self._slips.near(folded))
            if self._vietnamese and len(folded) >= 4 and not syllable:
                pieces = self._split(typed, folded)
                if len(pieces) > 1:
                    found.append((_SPLIT, pieces))
        found.sort(key=lambda option: (option[0], option[1]))
        return tuple(found[:_MOST_ALTERNATIVES])

    def _certain(self, word: Word, marked: bool) -> tuple[Alternative, ...] | None:
        """Return the readings of a word that needs no guessing, or None.

        In a message without marks an abbreviation that is also a syllable stays a syllable:
        `cap lai` is *cấp lại*, not *công an phường*.
        """
        typed, folded = word
        also_syllable = len(folded) > 1 and is_syllable(folded)
        if typed in self._abbreviations and (marked or not also_syllable):
            return tuple((0.0, way) for way in self._abbreviations[typed])
        if folded in self._known or folded.isdigit() or len(folded) < 2:
            return ((0.0, (word,)),)
        if typed.isascii() and folded in self._folded_abbreviations and not also_syllable:
            return tuple((0.0, way) for way in self._folded_abbreviations[folded])
        if any(char.isdigit() for char in folded):
            return ((0.0, self._with_number(word, marked)),)
        return None

    def _with_number(self, word: Word, marked: bool) -> Sentence:
        typed, folded = word
        if match := re.fullmatch(r"(\d+)([a-z]+)", folded):
            number, unit = match.groups()
            if unit in _NUMBER_UNIT:
                return (Word(number, number), *_sentence(_NUMBER_UNIT[unit]))
            if len(unit) > 1:
                rest = typed[len(number) :]
                return (Word(number, number), *self._best(Word(rest, fold(rest)), marked))
        if match := re.fullmatch(r"(lv|lever|level|muc|m)(\d)", folded):
            return (*_sentence("mức"), Word(match[2], match[2]))
        if (meant := unvni(folded)) is not None:
            return (Word(meant, meant),)
        if match := re.fullmatch(r"([^\W\d_]{2,})(\d+)", typed):
            letters, number = match.groups()
            return (*self._best(Word(letters, fold(letters)), marked), Word(number, number))
        return (word,)

    def _best(self, word: Word, marked: bool) -> Sentence:
        return self._find_alternatives(word, marked)[0][1]

    def _split(self, typed: str, folded: str) -> Sentence:
        """Return the best way to cut a glued word into known pieces, or nothing."""
        length = len(folded)
        if length > _LONGEST_GLUED or len(typed) != length:
            return ()
        best: list[tuple[float, Sentence] | None] = [None] * (length + 1)
        best[0] = (0.0, ())
        for end in range(1, length + 1):
            for start in range(max(0, end - _LONGEST_PIECE), end):
                so_far = best[start]
                if so_far is None:
                    continue
                previous = so_far[1][-1].folded if so_far[1] else START
                piece = self._piece(typed[start:end], folded[start:end], previous)
                if piece is None:
                    continue
                cost = so_far[0] + piece[0]
                known = best[end]
                if known is None or cost < known[0]:
                    best[end] = (cost, so_far[1] + piece[1])
        whole = best[length]
        return whole[1] if whole else ()

    def _piece(self, typed: str, folded: str, previous: str) -> Alternative | None:
        if folded in self._known:
            return self._chance(previous, folded), (Word(typed, folded),)
        if folded.isdigit():
            return _SPLIT_NUMBER, (Word(folded, folded),)
        if len(folded) > 1 and is_syllable(folded):
            return _SPLIT_SYLLABLE, (Word(typed, folded),)
        if len(folded) > 1 and folded in self._folded_abbreviations:
            return _SPLIT_ABBREVIATION, self._folded_abbreviations[folded][0]
        return self._edited_piece(folded, previous) if len(folded) > 2 else None

    def _edited_piece(self, folded: str, previous: str) -> Alternative | None:
        edits = [
            (cost + _SPLIT_EDIT + self._chance(previous, near), near)
            for cost, near in self._slips.near(folded)
        ]
        if not edits:
            return None
        cost, near = min(edits)
        return cost, (Word(near, near),)


def _sentence(text: str) -> Sentence:
    return tuple(words(text))
