"""Ages at which something was done: `làm thẻ hồi 16 tuổi` tells no present age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.language.births.ages import Told, find_years
from bot.language.births.governing import Purpose, Verb, verb_after, verb_before
from bot.language.births.hedges import Hedge
from bot.language.births.message import Message
from bot.language.births.persons import COMMON

_THEN = {"hoi": "hồi", "luc": "lúc", "nam": "năm", "hom": "hôm", "khi": "khi"}
_VERB_REACH = 4
_PLANS = {
    "phai": "phải", "can": "cần", "se": "sẽ", "nen": "nên", "muon": "muốn", "dinh": "định",
    "sap": "sắp", "cho": "chờ", "doi": "đợi", "den": "đến", "toi": "tới", "duoc": "được",
    "dc": "dc đc", "co": "có", "buoc": "buộc", "bat": "bắt", "nua": "nữa", "chua": "chưa",
    "khong": "không", "ko": "ko", "k": "k", "quen": "quên",
}  # fmt: skip
"""Before the verb: it is not done yet, or only asked about, or was not done."""
_PLANS_REACH = 3
_NO_PLAN_BEFORE = {"co": frozenset("the can cccd".split()), "can": frozenset({"cuoc"})}
"""`có thẻ làm năm 9 tuổi`: who has a card; `căn cước` without marks is no `cần`."""
_CARD = frozenset("the can cuoc cong dan cccd cc".split())
"""Words of a card's name."""
_KHI_REACH = 2
"""Words that may say something between the verb and `khi`, which bounds other things too."""
_VAGUE = frozenset({Hedge.NOT, Hedge.DENIED, Hedge.BEFORE, Hedge.UNDER, Hedge.OVER, Hedge.AT_MOST})


class AgeAtIssue(NamedTuple):
    """The age that somebody had when a card was made, and where it is told."""

    first: int
    end: int
    """Indices of the verb, or of the age before it, and after the last word."""
    least: int
    most: int
    """Whole months."""


def is_past(message: Message, age: Told) -> bool:
    """Return whether an age is that of a card's issue, told by a verb before or after it."""
    verb = _verb(message, age)
    if verb is None:
        return False
    return message.word(_then(message, age)) != "khi" or _is_done(message, verb)


def age_at_issue(message: Message, day: date) -> AgeAtIssue | None:
    """Return the age at which the card was made; None where none, or more than one, is told."""
    found = list(_ages_at_issue(message, day))
    return found[0] if len({told[2:] for told in found}) == 1 else None


def _ages_at_issue(message: Message, day: date) -> Iterator[AgeAtIssue]:
    for age in find_years(message, day):
        verb = _verb(message, age)
        if verb is None or not _is_done(message, verb) or message.word(age.end) == "thieu":
            continue
        first, end = min(verb.at, age.first), max(verb.at + 1, age.end)
        if age.months:
            yield AgeAtIssue(first, end, *age.months)
        elif age.years is not None and age.hedged and not age.hedged.said & _VAGUE:
            youngest = age.years - (Hedge.NEARLY in age.hedged.said)
            yield AgeAtIssue(first, end, 12 * youngest, 12 * youngest + 11)


def _then(message: Message, age: Told) -> int:
    """Return the index of the word that tells a time, before an age and its person; or -1."""
    at = age.first - 1
    while at > 0 and message.word(at) in COMMON and message.word(at) not in _THEN:
        at -= 1
    word = message.word(at)
    return at if word in _THEN and message.says(at, _THEN[word]) else -1


def _verb(message: Message, age: Told) -> Verb | None:
    """Return the verb that an age belongs to as that of the issue."""
    at = _then(message, age)
    if at < 0 and message.word(age.first - 1) == "tu":
        return _having(message, age.first)
    said = age.hedged.said if age.hedged else frozenset()
    reached = message.word(at) == "khi" and Hedge.EXACT in said and Hedge.JUST not in said
    if at < 0 or Hedge.TO in said or reached:
        return None
    verb = verb_before(message, at, 0, names=False) or _having(message, at)
    if verb is None and message.word(at) == "hoi":
        verb = verb_after(message, age.end)
    reach = _KHI_REACH if message.word(at) == "khi" else _VERB_REACH
    issued = verb is not None and verb.purpose is Purpose.ISSUE and verb.distance <= reach
    return verb if issued else None


def _having(message: Message, at: int) -> Verb | None:
    """Return the `có` of `có thẻ từ lúc 10 tuổi`, which a card's name and `từ` may follow."""
    at -= message.word(at - 1) == "tu"
    end = at
    while at > 0 and message.word(at - 1) in _CARD:
        at -= 1
    if at == end or message.word(at - 1) != "co" or not message.says(at - 1, "có"):
        return None
    return Verb(Purpose.ISSUE, at - 1, 0)


def _is_done(message: Message, verb: Verb) -> bool:
    """Return whether the card was made then: not in `có phải đổi lúc 25 tuổi không`."""
    before = range(max(0, verb.at - _PLANS_REACH), verb.at)
    asked = {message.word(at) for at in before if _is_plan(message, at)}
    given = {"da", "duoc", "dc"} & {message.word(at) for at in before}
    return not asked or bool(given and asked <= {"duoc", "dc", "co"})


def _is_plan(message: Message, at: int) -> bool:
    word = message.word(at)
    bare_person = word == "toi" and message.tokens[at].typed == word
    if word not in _PLANS or bare_person or not message.says(at, _PLANS[word]):
        return False
    return message.word(at + 1) not in _NO_PLAN_BEFORE.get(word, ())
