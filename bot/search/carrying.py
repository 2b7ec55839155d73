"""What a message leaves unsaid because it was said before: of whom, of which thing, what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.content.wordlists import ConceptsFile, Row
from bot.language.text import Word
from bot.search.reader import Read, Reader


class Carrying:
    """Puts what still holds of earlier messages before the words of a new one.

    What the new one names (a thing, a person, what is asked) takes the place of what was named
    before of that kind; all else that was said goes on to hold.
    """

    def __init__(
        self, concepts: ConceptsFile, is_empty: Callable[[Word], bool], reader: Reader
    ) -> None:
        """`is_empty`: whether a word says nothing by itself."""
        self._asks = frozenset(concepts.asks)
        self._things = frozenset(concepts.things)
        self._persons = frozenset(concepts.persons)
        self._rows: dict[str, Row] = {
            concept: row for row, concepts_of in concepts.rows.items() for concept in concepts_of
        }
        self._facets = self._asks | self._things | self._persons
        self._is_empty = is_empty
        self._reader = reader

    def leaves_unsaid(self, read: Read) -> bool:
        """Return whether a message is but a part of a question: `mấy ngày có`, `còn vneid`.

        It names what is asked, or the thing, or the person, and says nothing besides.
        """
        named = frozenset(read.observed.concepts) & self._facets
        ages = self._reader.ages(read)
        if not (named or ages) or (named & self._asks and named & self._things):
            return False
        facets = {
            at for at, concepts in self._spans(read) if not self._facets.isdisjoint(concepts)
        }
        return all(
            at in facets or self._is_empty(word) or (ages and _tells_age(word))
            for at, word in enumerate(read.words)
        )

    def is_name(self, read: Read) -> bool:
        """Return whether a message is no more than the name of a thing: `căn cước`, `mức 2`."""
        return self._things.issuperset(read.observed.concepts) and self.leaves_unsaid(read)

    def names_somebody(self, read: Read) -> bool:
        """Return whether a message names persons at most: `còn con tôi`, with its age cut out."""
        named = {at for at, concepts in self._spans(read) if self._persons.issuperset(concepts)}
        return all(at in named or self._is_empty(word) for at, word in enumerate(read.words))

    def row(self, read: Read) -> Row | None:
        """Return the part of an answer that a message asks for, where it asks for that alone."""
        parts: set[Row] = set()
        for _, concepts in self._spans(read):
            here = {self._rows[name] for name in concepts if name in self._rows}
            if not here and not self._asks.isdisjoint(concepts):
                return None  # `phạt mấy tiền` asks for no fee
            parts |= here
        return parts.pop() if len(parts) == 1 else None

    def adds_nothing(self, read: Read, before: Read) -> bool:
        """Return whether a message asks, and names nothing that the one before it did not."""
        known = {word.folded for word in before.words}
        asked = {at for at, concepts in self._spans(read) if not self._asks.isdisjoint(concepts)}
        return all(
            at in asked or self._is_empty(word) or word.folded in known
            for at, word in enumerate(read.words)
        )

    def names_another_thing(self, read: Read, before: Read) -> bool:
        """Return whether a message names a thing that the one before it did not."""
        named = self._things.intersection(read.observed.concepts)
        return not named.issubset(before.observed.concepts)

    def asks_else(self, read: Read, before: Read) -> bool:
        """Return whether a message asks something that the one before it did not."""
        asked = self._asks.intersection(read.observed.concepts)
        return not asked.issubset(before.observed.concepts)

    def after(self, read: Read, earlier: Sequence[Read]) -> Read | None:
        """Return a message as if nothing were left unsaid, or None where nothing is taken over.

        `earlier`: what was said before, oldest first.
        """
        carried: list[Word] = []
        ages: set[str] = set()
        told = read
        for before in reversed(earlier):
            if before.language != read.language:
                break
            carried = [*self._left(before, told), *carried]
            if not self._reader.ages(told):
                ages = self._reader.ages(before)
            told = self._reader.put_together(read, carried, ages)
        return told if carried or ages else None

    def _left(self, before: Read, told: Read) -> list[Word]:
        """Return the words of an earlier message that hold beside what was told since.

        Where another thing is named since, what happened to the former one does not hold either.
        """
        named, aged = frozenset(told.observed.concepts), bool(self._reader.ages(told))
        gone = self._persons if aged else frozenset()
        if named & self._asks:
            gone |= self._asks
        elsewhere = bool((named & self._things).difference(before.observed.concepts))
        spans = dict(self._spans(before))

        def holds(at: int, word: Word) -> bool:
            here = spans.get(at)
            if here is None:
                tells_age = _tells_age(word)
                return not (self._is_empty(word) or (aged if tells_age else elsewhere))
            if gone.issuperset(here):
                return False
            return not elsewhere or not (self._asks | self._persons).isdisjoint(here)

        return [word for at, word in enumerate(before.words) if holds(at, word)]

    def _spans(self, read: Read) -> Iterator[tuple[int, list[str]]]:
        """Yield the places of words that stand for concepts, with those."""
        for start, end, concepts in self._reader.lexicon(read.language).spans(read.words):
            for at in range(start, end):
                yield at, concepts


def _tells_age(word: Word) -> bool:
    return word.folded.isdecimal() or word.folded in {"tuoi", "thang"}
