"""Kinds of identity card named in a message, and whether the person has the card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.language.births.message import Message
from bot.language.births.persons import COMMON


class Card(StrEnum):
    """A kind of identity card."""

    CAN_CUOC = "can-cuoc"
    CCCD = "cccd"
    CMND = "cmnd"


_NAMES = re.compile(
    r"(?<!\w)(?:"
    r"(?P<cmnd>cmt?nd|cmt|cmdn|cmtt|(?:giay |the )?chung minh (?:nhan dan|nd|thu(?! nhap))"
    r"|(?:giay |the )chung minh|chung minh (?:cu|9 so)|cm 9 so)"
    r"|(?P<cccd>t?c{2,4}d{1,2}|can cuoc cong dan|(?:the |can cuoc |loai )(?:co )?(?:gan )?chip"
    r"|gan chip|(?:the )?ma vach)"
    r"|(?P<can_cuoc>(?:the )?can cuoc(?: moi| mau moi)?(?! dien tu| cong)|tcc)"
    r")(?!\w)"
)
_NO_CARD_BEFORE = frozenset("luat so ma lieu con quet".split())
"""`luật căn cước`, `số CCCD`, `giấy chứng nhận căn cước`, `con chip`."""
_PASSED_OVER = COMMON | frozenset("the cai tam giay cho loai moi di".split())
_MAKING = frozenset("lam cap sang qua len thanh xin ky nhan lay doi".split())
_MADE_BEFORE = frozenset("da moi vua tung".split())
_HOLDING = frozenset("dung xai cam giu".split())
_DENYING = frozenset("chua khong ko k chang hong".split())
_CONTEXT, _CHARACTERS = 6, 40


class Named(NamedTuple):
    """A card named in a message."""

    card: Card
    start: int
    end: int
    """Characters of the text."""
    held: bool
    """Whether the person has it, and does not only want it or call the service so."""


def find_cards(message: Message) -> Iterator[Named]:
    """Yield the cards in order.

    `cccd` and `cmnd` count as held unless they are what is to be made (`làm cccd`, `đổi sang
    cccd`) or missing (`chưa có cccd`). `căn cước`, which many call every card, only after words
    of having it.
    """
    plain = message.plain
    for match in _NAMES.finditer(plain):
        before = plain[max(0, match.start() - _CHARACTERS) : match.start()].split()[-_CONTEXT:]
        if before[-2:] == ["chung", "nhan"] or _NO_CARD_BEFORE.intersection(before[-1:]):
            continue
        card = Card[(match.lastgroup or "").upper()]
        yield Named(card, match.start(), match.end(), _is_held(card, before))


def _is_held(card: Card, before: list[str]) -> bool:
    said = [word for word in before if word not in _PASSED_OVER]
    last = said[-1] if said else ""
    denied = bool(_DENYING & set(said[-3:])) and last in _MAKING | _HOLDING | _DENYING | {"co"}
    if denied:
        return False
    done = bool(_MADE_BEFORE & set(before[-4:])) and "gio" not in before
    if card is Card.CAN_CUOC:
        return last in _HOLDING or (done and last in _MAKING | {"co"})
    if last == "doi":
        return True
    return done or last not in _MAKING
