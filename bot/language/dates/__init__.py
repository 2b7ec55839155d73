"""Dates and hours that a message names: text and moment in, `When` out."""

from datetime import datetime

from bot.language.dates.calendar import OPEN_DAYS, end_of_month
from bot.language.dates.when import Missing, When

__all__ = ["OPEN_DAYS", "Missing", "When", "end_of_month", "find_missing", "find_whens"]


def find_whens(text: str, moment: datetime) -> list[When]:
    """Return the days and hours that a message names, in order; none for what only looks so.

    `text` has been through `bot.language.text.clean`; `moment` is in Vietnam's zone.
    """
    from bot.language.dates import finding  # noqa: PLC0415  (its patterns take long to compile)

    return finding.find_whens(text, moment)


def find_missing(text: str, moment: datetime) -> list[Missing]:
    """Return the days that a message asks about and that no calendar has, in order: `30/2`."""
    from bot.language.dates import finding  # noqa: PLC0415  (as above)

    return finding.find_missing(text, moment)
