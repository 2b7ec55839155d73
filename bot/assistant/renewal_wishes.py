"""What is asked of a card beside an age: to renew it, to have a first one, what a new one is."""

from __future__ import annotations

import re

from bot.language.text import fold

_RENEWAL = re.compile(r"\b(?:đổi|doi|thay|cap lai|cấp lại|lam lai|làm lại|het han|hết hạn)\b")
"""What is asked of a card that somebody has; over typed words, for `đợi` is none."""
_TERM = re.compile(
    r"\b(?:het han|thoi han|(?:dung|xai|han|gia tri)(?: \w+){0,2}"
    r" (?:den|toi) (?:bao gio|khi nao|luc nao|nam nao|may tuoi|dau))\b"
)
_CARD = r"(?:the|can cuoc|cccd|cc)"
_FIRST = re.compile(rf"\b(?:lam|xin|dang ky|dk|cap) {_CARD}\b")
_NEW = re.compile(
    r"\b(?:doi|lam lai|cap lai)(?: \w+){0,3} (?:bay gio|gio|luon|ngay)\b(?! nao)"
    r"|\b(?:bay gio|gio|neu)(?: \w+){0,2} (?:doi|lam lai|cap lai)\b"
    r"|\b(?:lam lai|cap lai|the moi)\b(?:.*\b(?:den|toi|han|bao lau)\b)"
    r"|\b(?:change|renew|replace)\b.*\bnow\b|\bnow\b.*\b(?:change|renew|replace)\b"
)


def names_renewal(text: str) -> bool:
    """Return whether a renewal is named."""
    return bool(_RENEWAL.search(text.lower()))


def asks_for_one(text: str) -> bool:
    """Return whether having a card made is spoken of."""
    return bool(_FIRST.search(_plain(text)))


def asks_of_card(text: str) -> bool:
    """Return whether a card that is there is asked about: when it ends, when to renew it."""
    return (names_renewal(text) or bool(_TERM.search(_plain(text)))) and not asks_for_one(text)


def asks_of_new(text: str) -> bool:
    """Return whether it is asked what a card renewed now would bring."""
    return bool(_NEW.search(_plain(text)))


def _plain(text: str) -> str:
    return fold(text).lower()
