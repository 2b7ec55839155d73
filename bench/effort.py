"""How much is measured: everything, or small samples to see that it still runs."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 20_260_701
"""Every draw starts from it, so that a run can be repeated."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The sizes of the samples."""

    questions: int
    """Of each set, at most."""
    phrasings: int
    """Learnt by matcher and peers, per topic, at most."""
    draws: int
    """Of phrasings, for the curve over their number."""
    queries: int
    """Timed at each size of the knowledge."""
    topics: tuple[int, ...]
    """Sizes with invented topics."""
    starts: int
    """Runs of which the median is taken."""
    over_http: int
    """Questions sent to a served assistant."""
    deliveries: int
    """Updates delivered to each bot in a round, at most."""
    rounds: int
    """In which each bot takes its turn."""


FULL = Effort(10_000, 10_000, 3, 2_400, (1_000, 10_000), 5, 500, 10_000, 3)
QUICK = Effort(150, 10, 1, 200, (300,), 1, 20, 200, 1)
