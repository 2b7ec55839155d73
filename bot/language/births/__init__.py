"""Births, ages, grades and days of issue that a message tells."""

from bot.language.births.births import Birth, find_births, find_past_ages
from bot.language.births.expiries import find_expiry
from bot.language.births.impossible import Impossible, find_impossible
from bot.language.births.issues import Card, Issue, find_issue
from bot.language.births.periods import OLDEST
from bot.language.births.said import Said

__all__ = [
    "OLDEST",
    "Birth",
    "Card",
    "Impossible",
    "Issue",
    "Said",
    "find_births",
    "find_expiry",
    "find_impossible",
    "find_issue",
    "find_past_ages",
]
