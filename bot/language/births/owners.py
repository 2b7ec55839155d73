"""Whose a card is that a message tells of: `thẻ mẹ tôi cấp 2021`, `thẻ cấp 2021 của vợ`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.births.message import Message, message_of
from bot.language.births.persons import FAMILY, Person, find_persons

_ENDS = frozenset(".,;")
_GIVING = 4
"""Words behind the start of what is told within which `cho` tells for whom a card was made."""
_SAME = tuple(
    frozenset(group.split())
    for group in (
        "toi tui minh em", "con chau be tre dua nhoc cu", "me ma ba", "bo ba cha tia ong",
        "ong noi ngoai", "ba noi ngoai",
    )
)  # fmt: skip
"""Words by which one person can be called in turn: `mẹ tôi … bà`."""
SPEAKERS = frozenset("toi tui minh".split())


def owners(message: Message, start: int, end: int) -> frozenset[str]:
    """Return the persons, as folded words, whose card is told of between two characters.

    Those named within, right before in the same clause, or behind `của`; who had a card made
    `cho` somebody does not own it.
    """
    first, last = _index(message, start), _index(message, end)
    persons = _spoken_of(message)
    for at in range(max(0, first - 1), min(last, first + _GIVING)):
        if message.word(at) == "cho" and message.says(at, "cho"):
            return _heads(person for person in persons if at < person.first < last + 1)
    named = [person for person in persons if first <= person.first < last]
    if message.word(last) == "cua":
        named += [person for person in persons if person.first == last + 1]
    return _heads(named) or _heads(_before(message, persons, first))


def person_before(text: str, start: int) -> frozenset[str]:
    """Return the person, if any, named before a character of a text in the same clause."""
    message = message_of(text)
    return _heads(_before(message, _spoken_of(message), _index(message, start)))


def relatives(text: str) -> frozenset[str]:
    """Return the relatives whom a message names in so many words: `vợ tôi`, `con gái em`."""
    return _heads(
        person
        for person in _spoken_of(message_of(text))
        if person.end - person.first > 1 and person.head in FAMILY - SPEAKERS
    )


def may_be_one(who: str, other: str) -> bool:
    """Return whether two words can name one person; who is not named can be anybody."""
    return not who or not other or who == other or any({who, other} <= each for each in _SAME)


def _spoken_of(message: Message) -> list[Person]:
    return [person for person in find_persons(message) if not person.addressed]


def _index(message: Message, character: int) -> int:
    """Return the index of the first token that ends after a character."""
    ends = (at for at, token in enumerate(message.tokens) if token.end > character)
    return next(ends, len(message.tokens))


def _before(message: Message, persons: Iterable[Person], first: int) -> list[Person]:
    before = [person for person in persons if person.first < first]
    if not before or _ENDS & set(message.codes[before[-1].end : first]):
        return []
    return before[-1:]


def _heads(persons: Iterable[Person]) -> frozenset[str]:
    return frozenset(person.head for person in persons)
