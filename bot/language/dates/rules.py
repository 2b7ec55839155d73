"""What a rule is, and the fragments that several rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.dates.pieces import Piece, Scene
from bot.language.number_words import SPOKEN

Read = Piece | tuple[Piece, ...] | None
Reader = Callable[[re.Match[str], Scene], Read]

ELSE: tuple[Piece, ...] = ()
"""What a reader returns for words that mean something else, so that no rule reads them."""

G = r"[ \n]{0,2}"
"""An optional gap."""
S = r"[ \n]{1,2}"
"""A gap that must be there."""
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
YEAR = r"(?:(?:19|20)[0-9]{2})(?![0-9])"
SHORT_YEAR = r"(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
NUMBER = rf"(?:[0-9]{{1,3}}(?![0-9])|{SPOKEN})"
TOWARDS = "(?:den|toi|tới)"
NEXT = rf"(?:sau|toi|tới|ke{S}tiep|ke|tiep{S}theo|sap{S}toi|sap{S}tới)"
LAST = rf"(?:truoc|roi|vua{S}roi|vua{S}qua)"
THIS = "(?:nay|này|ni)"
AWAY = rf"(?:(?:sau|toi|tới|truoc){S}nua|{THIS}|{NEXT}|{LAST})"
"""Which week, month or year, counted from the present one."""
WEEK = rf"tuan{S}(?P<week>{AWAY}|qua)\b"
SPOKEN_FIRST_WORDS = "mot hai ba bon nam sau sáu bay bảy tam chin muoi ham"
"""With which `SPOKEN` numbers begin, for `rule`."""

_BREAK = re.compile(r"[,;.!?\n()]")
_WORD = re.compile(r"[^\W_]+")
_COUNT = re.compile(
    r"(?:(?<![0-9/.-])[0-9]{1,2}|\b(?:may|vai|moi|mot|hai|ba|bon|sau|sáu|bay|bảy|tam|chin|muoi"
    r"|nhieu|bao|hang|nửa)) {0,2}$"
)
_NEXT_WORD = re.compile(r" {0,2}([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that is tried wherever one of its first words stands."""

    words: frozenset[str]
    """Folded first words; `0` stands for any digits."""
    pattern: re.Pattern[str]
    read: Reader


def rule(words: str, pattern: str, read: Reader) -> Rule:
    """Return the rule for these first words, parted by spaces."""
    return Rule(frozenset(words.split()), re.compile(pattern), read)


def week_offset(words: str) -> int:
    """Return how many weeks, months or years away `này`, `sau`, `tới`, `sau nữa`, `rồi` is."""
    first, *more = words.split()
    if first in {"nay", "này", "ni"}:
        return 0
    away = -1 if first in {"truoc", "roi", "vua", "qua", "ngoai"} else 1
    return 2 * away if more == ["nua"] else away


def words_before(flat: str, start: int, most: int = 3) -> list[str]:
    """Return up to `most` words that stand right before `start`, the nearest first.

    Punctuation ends the search.
    """
    window = _BREAK.split(flat[max(0, start - 12 * most) : start])[-1]
    return _WORD.findall(window)[: -most - 1 : -1]


def is_counted(flat: str, start: int) -> bool:
    """Tell whether a number or a word for one stands before `start`: `2 tuần`, `mấy tháng`."""
    window = flat[max(0, start - 12) : start]
    return _COUNT.search(window) is not None


def word_after(flat: str, end: int) -> str:
    """Return the word that follows after at most two spaces, or nothing."""
    match = _NEXT_WORD.match(flat, end)
    return match[1] if match else ""


def begins_a_clause(flat: str, start: int) -> bool:
    """Tell whether nothing but punctuation or a line's beginning stands before `start`."""
    before = flat[max(0, start - 3) : start].rstrip(" ")
    return (start < 3 and not before) or before.endswith((",", ".", ";", "!", "?", ":", "\n", "("))


def typed_word_after(scene: Scene, end: int) -> str:
    """Return the word that follows `end`, in lower case with its marks, or nothing."""
    return word_after(scene.lower, end)
