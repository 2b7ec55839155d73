"""Births, ages, grades and days of issue that a message tells."""

from bot.language.births.births import Birth, find_births, find_past_ages
from bot.language.births.issues import Card, Issue, find_issue
from bot.language.births.periods import OLDEST
from bot.language.births.said import Said

__all__ = [
    "OLDEST",
    "Birth",
    "Card",
    "Issue",
    "Said",
    "find_births",
    "find_issue",
    "find_past_ages",
]
