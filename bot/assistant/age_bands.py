"""The ages at which the law draws its lines, and the bands between them."""

from __future__ import annotations

from datetime import date
from math import inf

from bot.content.parameters import NoValueError, Parameters

CHILD_CARD_AGE = "tuoi-tre-nop-truc-tuyen"
"""Parameter: the age from which a child must come in person."""
MANDATORY_AGE = "tuoi-bat-buoc"
"""Parameter: the age from which a card is mandatory."""


def bands(youngest: int, oldest: int, day: date, parameters: Parameters) -> tuple[str, ...]:
    """Return the bands between two ages in whole years, both included.

    One, or several where a line of the law lies between; none where a line is not known that day.
    """
    try:
        lines = [parameters.amount(name, day) for name in (CHILD_CARD_AGE, MANDATORY_AGE)]
    except (KeyError, NoValueError):
        return ()
    child, adult = (line if isinstance(line, int) else 0 for line in lines)
    names = ((0, child, "duoi-6"), (child, adult, "6-den-14"), (adult, inf, "tu-14"))
    return tuple(name for low, high, name in names if youngest < high and oldest >= low)
