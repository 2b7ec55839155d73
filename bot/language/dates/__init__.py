"""Dates and hours that a message names: text and moment in, `When` out."""

from bot.language.dates.calendar import OPEN_DAYS
from bot.language.dates.finding import find_whens
from bot.language.dates.when import When

__all__ = ["OPEN_DAYS", "When", "find_whens"]
