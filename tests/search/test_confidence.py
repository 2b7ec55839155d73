import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.confidence import SIGNS, chance, fit, signs
from bot.search.ranking import Ranked

TRUE = {"bias": -1.0, "gap": 2.0, "linear": -1.5, "nearest": 1.0}


def draw(seed: int, number: int) -> tuple[list[list[float]], list[bool]]:
    dice = np.random.default_rng(seed)
    seen = dice.normal(size=(number, len(SIGNS))).tolist()
    right = [bool(dice.random() < chance(TRUE, row)) for row in seen]
    return seen, right


def test_fitting_recovers_the_curve_that_made_the_examples():
    seen, right = draw(1, 6000)
    found = fit(seen, right, np.ones(len(seen), np.float32))
    assert set(found) == {"bias", *SIGNS}
    for name, weight in found.items():
        assert weight == pytest.approx(TRUE.get(name, 0.0), abs=0.2)


def test_fitting_twice_gives_the_same_weights():
    seen, right = draw(2, 200)
    shares = np.ones(200, np.float32)
    assert fit(seen, right, shares) == fit(seen, right, shares)


def test_an_example_that_weighs_double_counts_as_two():
    seen, right = draw(3, 100)
    doubled = np.where(np.arange(100) < 30, 2, 1).astype(np.float32)
    twice = fit(seen + seen[:30], right + right[:30], np.ones(130, np.float32))
    once = fit(seen, right, doubled)
    for name, weight in once.items():
        assert weight == pytest.approx(twice[name], abs=1e-3)


def test_examples_that_part_cleanly_do_not_run_away():
    seen = [[side, 0, 0, 0, 0, 0] for side in (-1.0, 1.0)] * 10
    found = fit(seen, [row[0] > 0 for row in seen], np.ones(20, np.float32))
    assert 0.5 < found["gap"] < 10


NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)


@settings(max_examples=50, deadline=None)
@given(st.lists(NUMBERS, min_size=6, max_size=6), st.lists(NUMBERS, min_size=7, max_size=7))
def test_a_chance_lies_between_nothing_and_certainty(seen, weights):
    weighed = dict(zip(("bias", *SIGNS), weights, strict=True))
    assert 0.0 <= chance(weighed, seen) <= 1.0


def test_a_sign_with_a_positive_weight_raises_the_chance():
    low, high = [0.1, 0, 0, 0, 0, 0], [0.9, 0, 0, 0, 0, 0]
    assert chance({"bias": -1, "gap": 6}, low) < 0.5 < chance({"bias": -1, "gap": 6}, high)
    assert chance({"bias": 0.0}, high) == 0.5


def ranked(*linear: float) -> Ranked:
    values = np.array(linear, np.float32)
    return Ranked(
        np.arange(len(values), dtype=np.int32),
        values * 2,
        values,
        values / 2,
        values / 4,
        scope=0.5,
    )


def test_the_signs_are_what_the_ranking_saw():
    found = dict(zip(SIGNS, signs(ranked(1.0, 0.25, 0.5)), strict=True))
    assert found == {
        "gap": 1.5, "linear": 1.0, "linear-gap": 0.5, "nearest": 0.5, "covered": 0.25,
        "scope": 0.5,
    }  # fmt: skip


def test_a_single_class_has_nobody_to_fear():
    found = dict(zip(SIGNS, signs(ranked(1.0)), strict=True))
    assert (found["gap"], found["linear-gap"]) == (2.0, 1.0)
