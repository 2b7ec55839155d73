"""Time calls one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of every call."""

    each: tuple[float, ...]

    @property
    def p50(self) -> float:
        """Return the median."""
        return float(np.percentile(self.each, 50))

    @property
    def p99(self) -> float:
        """Return what one call in a hundred exceeds."""
        return float(np.percentile(self.each, 99))

    def __add__(self, other: Times) -> Times:
        """Return both together."""
        return Times(self.each + other.each)


def timed(call: Callable[[str], object], texts: Iterable[str], budget: float = 1e9) -> Times:
    """Return the time of each call; stop after `budget` seconds."""
    each = []
    end = time.perf_counter() + budget
    for text in texts:
        began = time.perf_counter()
        call(text)
        now = time.perf_counter()
        each.append((now - began) * 1000)
        if now > end:
            break
    return Times(tuple(each))
