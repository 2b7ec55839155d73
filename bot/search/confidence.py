"""How sure the ranking may be: chances that are right as often as they say.

Two logistic curves over what the ranking saw. Their weights are fitted on phrasings of voices
that the ranking had not learnt (`bot lint --calibrate`) and kept in
`knowledge/language/calibration.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from operator import mul

import numpy as np

from bot.search.ranking import Ranked
from bot.search.ridge import Floats

SIGNS = ("gap", "linear", "linear-gap", "nearest", "covered", "scope")
"""What the curves look at, in the order of `signs`."""


def signs(ranked: Ranked) -> list[float]:
    """Return the observations on a ranking that tell how far to trust it."""
    second = float(ranked.scores[1]) if len(ranked.scores) > 1 else 0.0
    rival = float(ranked.linear[1:].max(initial=0.0))
    return [
        float(ranked.scores[0]) - second,
        float(ranked.linear[0]),
        float(ranked.linear[0]) - rival,
        float(ranked.nearest[0]),
        float(ranked.covered[0]),
        ranked.scope,
    ]


def chance(weights: Mapping[str, float], seen: Sequence[float]) -> float:
    """Return the logistic of the weighted signs and the weight `bias`."""
    total = weights["bias"] + sum(map(mul, [weights.get(name, 0.0) for name in SIGNS], seen))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def fit(
    seen: Sequence[Sequence[float]], right: Sequence[bool], shares: Floats
) -> dict[str, float]:
    """Return the weights of a logistic curve by Newton's method, lightly ridged.

    `shares` weighs the examples. Raises nothing; a few steps reach the optimum.
    """
    matrix = np.column_stack([np.ones(len(seen)), np.array(seen, float)])
    target = np.array(right, float)
    weights = np.zeros(matrix.shape[1])
    ridge = np.diag([1e-6] + [1.0] * (matrix.shape[1] - 1))
    for _ in range(25):
        chances = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (shares * (target - chances)) - ridge @ weights
        curve = (matrix * (shares * chances * (1 - chances))[:, None]).T @ matrix + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    names = ("bias", *SIGNS)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
