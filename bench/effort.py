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
    checked: int
    """Topics of the large folder that is checked."""
    starts: int
    """Runs of which the median is taken."""
    over_http: int
    """Questions sent to a served assistant."""
    deliveries: int
    """Messages delivered to each bot in a round."""
    backlog: int
    """Messages that lie ready for each bot that polls."""
    seconds: int
    """For which messages come at a fixed rate."""
    rounds: int
    """In which each bot takes its turn."""


FULL = Effort(
    questions=10_000, phrasings=10_000, draws=3, queries=2_400, topics=(1_000, 10_000),
    checked=5_000, starts=5, over_http=500, deliveries=5_000, backlog=10_000, seconds=30, rounds=3,
)  # fmt: skip
QUICK = Effort(
    questions=150, phrasings=10, draws=1, queries=200, topics=(300,),
    checked=500, starts=1, over_http=20, deliveries=500, backlog=1_000, seconds=5, rounds=1,
)  # fmt: skip
