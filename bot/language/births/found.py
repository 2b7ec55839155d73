"""A birth found among the words of a message, before its person is looked for."""

from __future__ import annotations

from typing import NamedTuple

from bot.language.births.periods import Period
from bot.language.births.said import Said


class Found(NamedTuple):
    """Days of birth that some words tell."""

    first: int
    """Index of the first word."""
    end: int
    """Index after the last word."""
    period: Period
    said: Said
    anchor: int
    """Index before which the person stands."""
    exact: bool = False
    """Whether an age was said as complete."""
    needs_company: bool = False
    """Whether it is a birth only where another one is told."""
    milestone: bool = False
    """Whether it is an age of renewal named for itself, and no person's present age."""
