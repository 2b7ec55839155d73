"""Harm that is done already: money lost, a code told, a false program installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.assistant.sums import with_sums_named
from bot.content.wordlists import Harm, Harms
from bot.language.text import words
from bot.search.lexicon import Concept, Lexicon

_CLAUSE = re.compile(r"[^.,;:!?\n]+")


@dataclass(frozen=True, slots=True)
class _Way:
    harm: Harm
    by: tuple[Lexicon, ...]
    unless: Lexicon


class HarmCheck:
    """Finds what a victim of fraud says, by its words."""

    def __init__(self, harms: Harms | None) -> None:
        """Index the words of every way of telling it."""
        self._ways = tuple(
            _Way(
                harm,
                tuple(map(_lexicon, harm.all_of[1:])),
                _lexicon(harm.unless),
            )
            for harm in (harms.ways if harms else ())
        )
        self._done = Lexicon(
            Concept(str(number), way.harm.all_of[0]) for number, way in enumerate(self._ways)
        )
        """What was done, all ways at once: most messages tell of none."""

    def find(self, message: str, before: Sequence[str] = ()) -> Harm | None:
        """Return the first way in which a message tells of harm; `before`: earlier messages."""
        happened = self._happened(message)
        if not happened:
            return None
        everything = words(" . ".join([*before, with_sums_named(message)]))
        told = (way for way in happened if all(by.find_all(everything) for by in way.by))
        return next((way.harm for way in told), None)

    def confessed(self, message: str) -> Harm | None:
        """Return the way in which a message tells what is harm once fraud was told of before."""
        return next((way.harm for way in self._happened(message) if way.harm.after_fraud), None)

    def _happened(self, message: str) -> list[_Way]:
        """Return the ways of which a message says what was done, by whomever."""
        clauses = [words(clause) for clause in _CLAUSE.findall(with_sums_named(message))]
        done = [self._done.find_all(clause) for clause in clauses]
        if not any(done):
            return []
        return [
            way
            for number, way in enumerate(self._ways)
            if any(
                str(number) in said and not way.unless.find_all(clause)
                for clause, said in zip(clauses, done, strict=True)
            )
        ]


def _lexicon(texts: tuple[str, ...]) -> Lexicon:
    return Lexicon([Concept("said", texts)])
