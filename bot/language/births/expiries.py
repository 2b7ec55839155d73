"""The day of expiry printed on a card, as a message tells it: `thẻ ghi hết hạn 15/8/2026`."""

from __future__ import annotations

from datetime import datetime

from bot.language.births.message import Message, message_of
from bot.language.births.periods import Period
from bot.language.births.written import Written, find_written

_LOOKED_AT = 8
_BETWEEN = frozenset(
    "ngay thang nam la ghi in tren the mat sau truoc vao den toi het co cua thi su dung cccd can"
    " cuoc khi luc : ( gia tri hieu luc han em toi minh me bo ong ba".split()
)
"""Between the words of expiry and its day."""
_UNTIL = frozenset({"den", "toi"})
_OTHER = frozenset(
    "nop dong kich hoat dang luat vneid lien ket visa passport licence license chieu bang lai"
    " bhyt".split()
)
"""What else has a term."""


def find_expiry(text: str, moment: datetime) -> Period | None:
    """Return the day printed on a card as its last, or its month or year; none where two are told.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone.
    """
    message = message_of(text)
    if "han" not in message.words and "tri" not in message.words and "luc" not in message.words:
        return None
    told = {
        written.period
        for written in find_written(message, moment.date())
        if written.sure and _is_expiry(message, written)
    }
    return told.pop() if len(told) == 1 else None


def _is_expiry(message: Message, written: Written) -> bool:
    until = False
    if _OTHER.intersection(message.words):
        return False
    for at in range(written.first - 1, max(-1, written.first - 1 - _LOOKED_AT), -1):
        word, before = message.word(at), message.word(at - 1)
        if word == "han" and message.says(at, "hạn"):
            printed = before in {"het", "thoi", "ghi"}
            return printed or message.word(at + 1) in _BETWEEN
        if (before, word) in {("gia", "tri"), ("hieu", "luc")}:
            return until
        until = until or word in _UNTIL
        if word not in _BETWEEN:
            return False
    return False
