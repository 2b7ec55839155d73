"""Ages at which a card is to be renewed, named for themselves: they are nobody's present age.

`đến 25 tuổi có phải đổi thẻ không` asks about a day to come; who asks may be of any age.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.births.ages import Told
from bot.language.births.found import Found
from bot.language.births.hedges import Hedge
from bot.language.births.message import Message
from bot.language.births.persons import COMMON, find_persons

_RENEWAL = {
    "doi": "đổi", "thay": "thay", "lai": "lại", "han": "hạn", "dung": "dùng", "xai": "xài",
    "moc": "mốc",
}  # fmt: skip
"""What is asked of a milestone; `làm lại`, `cấp lại` by their second word."""
_COUNTING = {**_RENEWAL, "tinh": "tính"}
_REACHED = {"den": "đến", "toi": "tới", "khi": "khi", "luc": "lúc", "moc": "mốc"}
"""Before an age that is to come."""
_REACHED_BY_WHOM_IS_KNOWN = {
    **_REACHED, "du": "đủ", "tron": "tròn", "thi": "thì", "len": "lên", "sang": "sang",
    "qua": "qua",
}  # fmt: skip
"""The same where it is known of whom it is said."""
_PRESENT = frozenset(
    {Hedge.NOT, Hedge.DENIED, Hedge.BEFORE, Hedge.SOON, Hedge.NEARLY, Hedge.MORE, Hedge.UNDER,
     Hedge.AT_MOST, Hedge.ABOUT, Hedge.LUNAR, Hedge.JUST}
)  # fmt: skip
_NOW = frozenset("nay da hien gio vua moi hom".split())
"""Among the words before an age that somebody has."""
_NOW_BEHIND = frozenset("roi chua nay tro".split())
_SPEAKERS = frozenset("em toi tui minh con chau e".split())


def is_milestone(message: Message, age: Told, others: Iterable[Found]) -> bool:
    """Return whether an age is a milestone, after the births `others`."""
    if age.years is None or age.hedged is None or not _is_to_come(message, age):
        return False
    cue = _cues(age)
    others = list(others)
    if others and _is_awaited(message, cue.start):
        return True
    if _says(message, _RENEWAL):
        if any(_says_at(message, at, _REACHED) for at in cue):
            return True
        known = any(_goes_on(message, other, age.first) for other in others)
        typed_bare = not message.marked and message.word(age.at - 1) == "toi"
        if known and (typed_bare or any(_says_at(message, at, _REACHED_BY_WHOM_IS_KNOWN)
                                        for at in cue)):  # fmt: skip
            return True
    of_nobody = Hedge.EXACT in age.hedged.said and not find_persons(message)
    return of_nobody and _says(message, _COUNTING)


def _is_to_come(message: Message, age: Told) -> bool:
    said = age.hedged.said if age.hedged else frozenset()
    if said & _PRESENT or message.word(age.end) in _NOW_BEHIND:
        return False
    return not _NOW & {message.word(at) for at in _cues(age)}


def _cues(age: Told) -> range:
    """Return the indices of the words that may say how an age is meant."""
    start = age.hedged.start if age.hedged else age.first
    return range(max(0, start - 1), age.at)


def _is_awaited(message: Message, at: int) -> bool:
    """Return whether somebody waits for the age behind an index: `hay đợi con đủ 14`."""
    while at > 0 and message.word(at) in COMMON:
        at -= 1
    typed = message.tokens[at].typed
    return typed in {"đợi", "chờ"} or (typed == "doi" and not message.marked)


def _goes_on(message: Message, other: Found, first: int) -> bool:
    """Return whether nobody else is named between a birth and an age."""
    named = [person for person in find_persons(message) if not person.addressed]
    before = [person.head for person in named if person.first < other.anchor][-1:]
    between = {person.head for person in named if other.end <= person.first < first}
    if not message.marked and message.word(first - 1) == "toi":
        between -= {"toi"}
    return between <= (set(before) or _SPEAKERS) | (_SPEAKERS if not before else set())


def _says(message: Message, words: dict[str, str]) -> bool:
    return any(_says_at(message, at, words) for at in range(len(message.tokens)))


def _says_at(message: Message, at: int, words: dict[str, str]) -> bool:
    word = message.word(at)
    return word in words and message.says(at, words[word])
