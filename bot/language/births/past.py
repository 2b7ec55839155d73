"""Ages at which something was done: `làm thẻ hồi 16 tuổi` tells no present age."""

from __future__ import annotations

from bot.language.births.ages import Told
from bot.language.births.governing import Purpose, verb_after, verb_before
from bot.language.births.message import Message

_THEN = {"hoi": "hồi", "luc": "lúc", "nam": "năm", "hom": "hôm"}
_VERB_REACH = 4


def is_past(message: Message, age: Told) -> bool:
    """Return whether an age is that of a card's issue, told by a verb before or after it."""
    at = age.first - 1
    word = message.word(at)
    if word not in _THEN or not message.says(at, _THEN[word]):
        return False
    verb = verb_before(message, at, 0, names=False)
    if verb is None and word == "hoi":
        verb = verb_after(message, age.end)
    return verb is not None and verb.purpose is Purpose.ISSUE and verb.distance <= _VERB_REACH
