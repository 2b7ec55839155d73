"""A person who died, told from a thing that somebody lost: both are `mất`."""

from __future__ import annotations

import re

from bot.content.bereaved import Bereaved
from bot.language.text import Word, words
from bot.search.lexicon import Concept, Lexicon

_CLAUSE = re.compile(r"[^.,;:!?\n]+")
_LONGEST = 4
"""Words of the longest text of the lists."""
_NUMBER = Word("n", "n")
SOMEBODY = "-"
"""Who died, where nobody is named."""


class Deaths:
    """Finds who died in what people tell."""

    def __init__(self, lists: Bereaved | None) -> None:
        """Index the words with which people tell it."""
        self.see = lists.see if lists else ()
        self.articles = frozenset(lists.articles if lists else ())
        self._kin = _lexicon((*lists.kin, *lists.anybody) if lists else ())
        self._anybody = _lexicon(lists.anybody if lists else ())
        self._whose = _lexicon(lists.whose if lists else ())
        self._between = _lexicon(lists.between if lists else ())
        self._gone = _lexicon(lists.gone if lists else ())
        self._after = _lexicon(lists.after if lists else ())
        self._dead = _lexicon(lists.dead if lists else ())
        self._died = _lexicon(lists.died if lists else ())
        self._things = _lexicon(lists.things if lists else ())
        self._unless = _lexicon(lists.unless if lists else ())
        self._surely = _lexicon(lists.surely if lists else ())
        self._they = _lexicon(lists.they if lists else ())

    def told(self, message: str) -> frozenset[str]:
        """Return the words that name who died, nothing where no death is told."""
        spoken = words(message)
        surely = bool(self._surely.find_all(spoken))
        lost = not surely and bool(self._unless.find_all(spoken))
        named: set[str] = set()
        for clause in self.clauses(message):
            named |= self._in(words(clause), surely, lost)
        return frozenset(named - {SOMEBODY} or named)

    def clauses(self, message: str) -> list[str]:
        """Return the parts of a message between its signs."""
        return _CLAUSE.findall(message)

    def speaks_of(self, message: str, named: frozenset[str]) -> bool:
        """Return whether a message speaks of who died, or of what is done with their card."""
        spoken = words(message)
        if self._surely.find_all(spoken) or self._they.find_all(spoken):
            return True
        return not named.isdisjoint(word.typed for word in spoken)

    def names_others(self, message: str) -> bool:
        """Return whether a message names anybody at all."""
        spoken = words(message)
        return bool(self._kin.find_all(spoken) or self._whose.find_all(spoken))

    def _in(self, said: list[Word], surely: bool, lost: bool) -> set[str]:
        """Return the words for who died in a clause; `surely`, `lost`: what all of it says."""
        named = {SOMEBODY} if self._died.find_all(said) else set[str]()
        for start in range(len(said)):
            end = _reach(self._kin, said, start)
            if end == start or not (named or surely or not self._is_of_thing(said[:start])):
                continue
            at = _reach(self._between, said, _reach(self._whose, said, end))
            dead = _reach(self._dead, said, at) > at or (not lost and self._is_gone(said, at))
            if named or dead:
                anybody = _reach(self._anybody, said, start) == end
                named |= {SOMEBODY} if anybody else {word.typed for word in said[start:end]}
        return named

    def _is_gone(self, said: list[Word], at: int) -> bool:
        """Return whether it says there that a person is gone: no thing is named after it."""
        end = _reach(self._gone, said, at)
        if end == at:
            return False
        rest = [_NUMBER if word.folded[0].isdecimal() else word for word in said[end:]]
        return not rest or _reach(self._after, rest, 0) > 0

    def _is_of_thing(self, before: list[Word]) -> bool:
        """Return whether the words before a person name a thing of theirs: `thẻ của bố`."""
        starts = range(max(0, len(before) - _LONGEST), len(before))
        return any(_reach(self._things, before, start) == len(before) for start in starts)


def _reach(lexicon: Lexicon, said: list[Word], at: int) -> int:
    """Return where the longest of these words ends that begins there; there if none does."""
    rest = said[at : at + _LONGEST]
    ends = (end for start, end, _ in lexicon.spans(rest) if start == 0)
    return at + min(len(rest), next(ends, 0))


def _lexicon(texts: tuple[str, ...]) -> Lexicon:
    return Lexicon([Concept("said", texts)])
