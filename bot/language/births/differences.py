"""Years that lie between two ages and are none: `khai nhỏ 3 tuổi`, `cách nhau 2 tuổi`."""

from __future__ import annotations

from bot.language.births.message import Message
from bot.language.births.persons import COMMON

_DIFFERING = {"kem": "kém", "chenh": "chênh", "lech": "lệch", "bot": "bớt", "thua": "thua"}
"""Before how many years somebody is younger, or was registered so."""
_GRADES = frozenset("lon nho gia tre".split())
_REGISTERED = _GRADES | frozenset("non them tang giam sut hut du thieu lui cao thap".split())
"""Behind `khai`, `khai sinh`: the same."""
_REGISTERING = frozenset({"khai", "sinh"})


def is_difference(message: Message, first: int) -> bool:
    """Return whether the number at an index, of years, tells how far apart two ages are."""
    at, someone = first - 1, False
    while at > 0:
        word, before = message.word(at), message.word(at - 1)
        if word in _REGISTERED and before in _REGISTERING:
            return True
        if word == "hon" and before in _GRADES and someone:
            return True  # `lớn hơn em 3 tuổi`, but not `lớn hơn 14 tuổi`
        if word not in COMMON and word != "hon":
            break
        someone = someone or word in COMMON
        at -= 1
    word = message.word(at)
    apart = word == "nhau" and message.word(at - 1) == "cach"
    return apart or (word in _DIFFERING and message.says(at, _DIFFERING[word]))
