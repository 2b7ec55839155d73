"""Days before and after others, kept inside the calendar."""

from __future__ import annotations

from datetime import date, timedelta


def shifted(day: date, by: timedelta) -> date:
    """Return the day so much later or earlier, at most the last or the first that there is."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min
