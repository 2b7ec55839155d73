"""Whom a message speaks of: kinship words and pronouns, each group with its head word."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.language.births.message import Message

_CLEAR = {
    "con": "con", "chau": "cháu", "be": "bé", "em": "em", "toi": "tôi", "tui": "tui",
    "minh": "mình", "mk": "mk", "me": "mẹ mệ", "cha": "cha", "ong": "ông ổng", "chong": "chồng",
    "thim": "thím", "dua": "đứa", "tre": "trẻ", "nguoi": "người", "nhoc": "nhóc", "vk": "vk",
    "ck": "ck", "e": "e",
}  # fmt: skip
"""Folded word to its spelling; left without marks it is hardly another word."""
_BESIDE = {
    "ma": "má mạ", "bo": "bố", "ba": "bà ba bả", "tia": "tía", "vo": "vợ", "chi": "chị",
    "bac": "bác", "anh": "anh", "cu": "cụ",
}  # fmt: skip
"""Without marks these are persons only beside what is said of them, or before `em`, `tôi`."""
_MARKED = {
    "co": "cô", "chu": "chú", "di": "dì", "mo": "mợ", "cau": "cậu", "ban": "bạn", "chat": "chắt",
    "duong": "dượng",
}  # fmt: skip
"""Persons only with their marks: `co` is `có`."""
_IN_FULL = {"e": "em", "mk": "minh", "vk": "vo", "ck": "chong"}
_NICKNAMES = {"nho": {"thang", "con"}, "cu": {"thang"}}
"""Persons only behind these words: `thằng nhỏ`."""
_GRANDPARENTS = {"noi": "nội", "ngoai": "ngoại"}
_ANY = frozenset({*_CLEAR, *_BESIDE, *_MARKED, *_NICKNAMES, *_GRANDPARENTS})
GROWN_UP = frozenset("me ma bo cha em toi tui minh".split())
"""Behind these, `ngoai` without marks is `ngoài`: `me em ngoai 80`, but `ba ngoai 80`."""
_NO_PERSON_BEFORE: dict[str, set[str]] = {
    "con": {"so", "dấu", "duong", "chip", "han", "hieu", "lai", "gia"},
    "ba": {"trung", "ria"},
    "chu": {"y", "thich"},
}
_NO_PERSON_AFTER = {
    "chau": {"lai", "moc"},
    "minh": {"chung", "xac"},
    "toi": {"thang", "nam", "tuan", "chua", "sap", "ngay", "den"},
    "noi": {"ha", "ben"},
    "ngoai": {"nam", "ben", "nuoc", "tuoi", "da", "cung", *GROWN_UP},
    "cu": {"the", "cccd", "cmnd", "so"},
}
"""What stands before a word that is no person then: `Lai Châu`, `chứng minh`, `tháng tới`."""
_ADDED = frozenset(
    "gai trai dau lon nho ut ca nha cua ruot re nuoi dich ton xa gia noi ngoai yeu ho".split()
)
"""Words inside or after a group: `con gái lớn nhà em`, `cháu đích tôn`, `ông nội`."""
_SPEAKERS = {"em", "toi", "tui", "minh", "mk", "e"}
_POSSESSORS = _SPEAKERS | {"con", "chau", "chi", "anh"}
_BESIDE_WORDS = _POSSESSORS | {"noi", "ngoai", "sinh", "sn", "xa", "me", "ma", "chong", "nha"}
_NUMBERS = frozenset("DEYUNtTSMH")
_AFTER_UNIT = frozenset("tTSUNH")
_EPITHET = 3
"""Words that may stand between a person and `nhà em`."""
_CLASSIFIERS = {"dua", "nguoi"}
_BEFORE_ASKING = {"muon", "xin", "duoc", "can", "dinh", "dang", "dc"}
_GREETING = {"chao", "thua", "gui"}

CHILDREN = frozenset("con chau be em tre dua nhoc cu".split())
ELDERS = frozenset(
    "me ma bo ba cha tia ong noi ngoai vo chong vk ck bac co di chu cau mo thim duong".split()
)
"""Those who are grown up: nobody's mother was born five years ago."""
FAMILY = ELDERS | frozenset("con chau be em dua nhoc cu anh chi chat".split())


COMMON = frozenset(
    "con chau be em e toi tui minh mk me ma bo ba cha ong noi ngoai anh chi vo chong dua nho no"
    " nha gai trai cua".split()
)
"""Folded words of persons, and around them, where nothing else can be meant."""


class Person(NamedTuple):
    """A group of words for one person, or for several of one kind."""

    head: str
    """Folded: `con` in `con gái lớn nhà em`."""
    first: int
    end: int
    addressed: bool
    """Only spoken to, or only asking: `chị ơi`, `cho em hỏi`."""


@lru_cache(maxsize=4)
def find_persons(message: Message) -> list[Person]:
    """Return the persons in order."""
    found: list[Person] = []
    words = message.words
    end = 0
    for at, word in enumerate(words):
        if at < end or word not in _ANY or not _is_person(message, at):
            continue
        end = at + 1
        while end < len(words) and (
            words[end] in _ADDED or (words[end] in _ANY and _is_person(message, end))
        ):
            end += 1
        if found and words[at - 1] == "nha" and _is_same(message, found[-1], at):
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Person(_head(message, at, end), at, end, _is_addressed(message, at, end)))
    return found


def _is_same(message: Message, before: Person, at: int) -> bool:
    """Return whether `nhà em` says whose the person before is: `thằng con trời đánh nhà tui`."""
    between = message.codes[before.end : at - 1]
    return message.words[at] in _SPEAKERS and len(between) <= _EPITHET and between.isspace()


def nearest_person(message: Message, at: int) -> Person | None:
    """Return the last person named before a token who is not only spoken to."""
    for person in reversed(find_persons(message)):
        if person.first < at and not person.addressed:
            return person
    return None


def _is_person(message: Message, at: int) -> bool:
    word, typed = message.tokens[at].word, message.tokens[at].typed
    before = message.word(at - 1)
    marked = typed != word and word == "ngoai"
    if (before in _NO_PERSON_AFTER.get(word, ()) and not marked) or _goes_on(message, at):
        return False
    if word in _MARKED:
        return typed == _MARKED[word]
    if before in _NICKNAMES.get(word, ()) and message.says(at, "nhỏ cu"):
        return True
    if word in _CLEAR:
        return message.says(at, _CLEAR[word])
    spelling = _BESIDE.get(word) or _GRANDPARENTS.get(word)
    if spelling is None or not message.says(at, spelling):
        return False
    return (word in _BESIDE and typed != word) or _is_beside(message, at)


def _goes_on(message: Message, at: int) -> bool:
    """Return whether a word belongs to the next one: `con số`, `bà Trưng`."""
    others = _NO_PERSON_BEFORE.get(message.word(at), set())
    if not others or at + 1 == len(message.tokens):
        return False
    return message.word(at + 1) in others or message.tokens[at + 1].typed in others


def _is_beside(message: Message, at: int) -> bool:
    """Return whether a number or a possessor follows; not the three of `ba mươi`."""
    after = message.codes[at + 1 : at + 2]
    if message.codes[at] == "U" and after in _AFTER_UNIT:
        return False
    return message.word(at + 1) in _BESIDE_WORDS or after in _NUMBERS


def _head(message: Message, first: int, end: int) -> str:
    while first + 1 < end and _is_person(message, first + 1):
        word, after = message.word(first), message.word(first + 1)
        possessed = word in _SPEAKERS and after not in _SPEAKERS | {"chi", "anh"}
        if word not in _CLASSIFIERS and not possessed:
            break
        first += 1
    return _IN_FULL.get(message.word(first), message.word(first))


def _is_addressed(message: Message, first: int, end: int) -> bool:
    after = [message.word(at) for at in range(end, end + 3)]
    asks = after[0] == "hoi" or (after[0] in _BEFORE_ASKING and "hoi" in after)
    return asks or after[0] in {"oi", "chao"} or message.word(first - 1) in _GREETING
