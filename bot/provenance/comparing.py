"""Word by word: whether a text says what an answer says, and in which parts two answers differ.

Spaces, bullets, formatting and capitals do not count; numbers, marks and every word do. What
unfolds may be missing as a whole, since short forms and folded pages leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.assistant.codes import Part, code_of, parts, written
from bot.assistant.replies import Block, blocks
from bot.assistant.reply import Item, Reply
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.language.english import Language

_TOKEN = re.compile(r"[^\W_]+(?:[.,:/-](?=\d)[^\W_]+)*%?")
_OPENING = 4
"""Words by which a part is recognised although it goes on differently."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of an answer that read otherwise before; empty where there was, or is, none."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a text stands to an answer."""

    same: bool
    """Whether it says exactly what the answer says."""
    start: int
    """Where the answer begins in the text."""
    altered: frozenset[Part] = frozenset()
    """Parts that read otherwise; none where words were only added."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Words of an answer that belong together."""

    words: tuple[str, ...]
    part: Part
    bare: tuple[str, ...] = ()
    """The same without the numbers of a list, or without "more": some pages leave them out."""
    opening: tuple[str, ...] = ()
    """What shows that a part is there that may be missing as a whole."""

    def end_in(self, said: Sequence[str], start: int) -> int | None:
        """Return where these words end in a text if they begin at a place, else None."""
        for words in (self.words, self.bare or self.words):
            end = start + len(words)
            if tuple(said[start:end]) == words:
                return end
        return None

    def holds(self, line: Sequence[str]) -> bool:
        """Return whether these words stand together in the part."""
        return next(_places(line, self.words), None) is not None

    def missing_in(self, said: Sequence[str]) -> bool:
        """Return whether the part is left out of a text as a whole, and may be."""
        return bool(self.opening) and next(_places(self.opening, said), None) is None

    def stands_in(self, said: Sequence[str]) -> bool:
        """Return whether all the words stand anywhere in a text."""
        return any(self.end_in(said, at) is not None for at in range(len(said)))


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text that is clean, in small letters."""
    return [match[0].casefold() for match in _TOKEN.finditer(text)]


def differences(before: Item, after: Item) -> tuple[Difference, ...]:
    """Return the parts in which two answers differ, in the order of reading."""
    old, new = parts(before), parts(after)
    return tuple(
        Difference(name, _said(old[name]), _said(new[name]))
        for name in old
        if old[name] != new[name]
    )


def compare(
    text: str, item: Item, language: Language, knowledge: Knowledge, *, coded: bool = True
) -> Comparison | None:
    """Return how a text stands to an answer; None where it speaks of something else.

    `text` is clean and ends where the code begins, or without one (`coded` is false) anywhere
    after the answer; `knowledge` is that of the answer.
    """
    found = list(_TOKEN.finditer(text))
    said = [match[0].casefold() for match in found]
    title, *units = _units(item, language, knowledge, coded=coded)
    starts = [(at, at + len(title.words)) for at in _places(title.words, said)]
    starts = starts or [(at, at) for at in _places(units[0].words, said)]
    if not starts:
        return None
    for first, body in starts:
        end = _read(units, said[body:])
        if end is not None and (end == len(said) - body or not coded):
            return Comparison(True, found[first].start())
    first, body = starts[0]
    altered = frozenset(_altered(units, said[body:]))
    return Comparison(False, found[first].start(), altered)


def unlike(text: str, item: Item, language: Language, knowledge: Knowledge) -> str:
    """Return the lines of a text that do not stand in an answer."""
    units = _units(item, language, knowledge, coded=True)
    lines = [line for line in text.split("\n") if tokens(line)]
    return "\n".join(line for line in lines if not any(unit.holds(tokens(line)) for unit in units))


def _read(units: Sequence[_Unit], said: Sequence[str]) -> int | None:
    """Return where these parts, in order, end in a text that begins with them; None if not."""
    at = 0
    for unit in units:
        end = unit.end_in(said, at)
        if end is not None:
            at = end
        elif not unit.opening:
            return None
    return at


def _altered(units: Sequence[_Unit], said: Sequence[str]) -> Iterator[Part]:
    for unit in units:
        if not unit.stands_in(said) and not unit.missing_in(said):
            yield unit.part


def _units(item: Item, language: Language, knowledge: Knowledge, *, coded: bool) -> list[_Unit]:
    """Return title and parts of an answer as they are read, up to its code."""
    found = [_Unit(tuple(tokens(item.title)), "title")]
    code = written(code_of(item, language))
    more = tokens(knowledge.say("xem-them", language))
    for block in blocks(item, Reply(Status.ANSWERED, language), knowledge):
        if block.folded:
            found.append(_folded(block, item, more))
            continue
        for line in block.lines:
            said, here, _ = line.partition(code)
            if coded or not here:
                found.append(_Unit(tuple(tokens(said)), _part(line, item)))
    return found


def _folded(block: Block, item: Item, more: Sequence[str]) -> _Unit:
    heading, lines = tokens(block.heading), [tokens(line) for line in block.lines]
    bare = [*heading, *chain.from_iterable(lines)]
    words = bare if heading else [*more, *bare]
    if block.numbered:
        numbered = ([str(number), *line] for number, line in enumerate(lines, 1))
        words = [*heading, *chain.from_iterable(numbered)]
    opening = heading or lines[0][:_OPENING]
    return _Unit(tuple(words), _part(block.lines[0], item), tuple(bare), tuple(opening))


def _part(line: str, item: Item) -> Part:
    """Return the part of an answer that a line shows."""
    shown = parts(item)
    exact = [name for name, texts in shown.items() if line in texts]
    within = [name for name, texts in shown.items() if any(text in line for text in _said(texts))]
    return (exact or within or ["basis"])[0]


def _places(words: Sequence[str], said: Sequence[str]) -> Iterator[int]:
    """Yield where these words stand in a text."""
    size = len(words)
    for at in range(len(said) - size + 1):
        if list(said[at : at + size]) == list(words):
            yield at


def _said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
