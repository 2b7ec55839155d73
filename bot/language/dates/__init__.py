"""Dates and hours that a message names: text and moment in, `When` out."""

from datetime import datetime

from bot.language.dates.calendar import OPEN_DAYS
from bot.language.dates.when import When

__all__ = ["OPEN_DAYS", "When", "find_whens"]


def find_whens(text: str, moment: datetime) -> list[When]:
    """Return the days and hours that a message names, in order; none for what only looks so.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone.
    """
    from bot.language.dates import finding  # noqa: PLC0415  (its patterns take long to compile)

    return finding.find_whens(text, moment)
