import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.ridge import Rows, fit, fit_one

WIDTH = 7


def some_rows(seed: int, number: int, classes: int) -> tuple[Rows, np.ndarray, np.ndarray]:
    """Sparse rows, the same rows as a matrix, and targets."""
    dice = np.random.default_rng(seed)
    matrix = np.zeros((number, WIDTH), np.float32)
    vectors = []
    for at in range(number):
        columns = np.sort(dice.choice(WIDTH, dice.integers(1, WIDTH), replace=False))
        values = dice.normal(size=len(columns)).astype(np.float32)
        values /= np.linalg.norm(values)
        matrix[at, columns] = values
        vectors.append((columns.astype(np.int32), values))
    return Rows.of(vectors), matrix, dice.normal(size=(number, classes)).astype(np.float32)


def closed_form(matrix: np.ndarray, targets: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    gram = matrix.astype(float) @ matrix.T.astype(float) + np.diag(penalty.astype(float))
    return matrix.T @ np.linalg.solve(gram, targets)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 4))
def test_many_passes_reach_the_closed_form(seed, number, classes):
    rows, matrix, targets = some_rows(seed, number, classes)
    found = fit(rows, targets, WIDTH, 0.35, 150)
    expected = closed_form(matrix, targets, np.full(number, 0.35))
    np.testing.assert_allclose(found, expected, atol=1e-2)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_row_may_have_its_own_penalty(seed):
    rows, matrix, targets = some_rows(seed, 9, 2)
    penalty = np.random.default_rng(seed).uniform(0.3, 3, 9).astype(np.float32)
    found = fit_one(rows, targets[:, 0], WIDTH, penalty.tolist(), 150)
    np.testing.assert_allclose(found, closed_form(matrix, targets, penalty)[:, 0], atol=1e-2)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_one_class_has_the_same_weights_alone_as_among_others(seed):
    rows, _, targets = some_rows(seed, 9, 2)
    found = fit_one(rows, targets[:, 1], WIDTH, [0.35] * 9, 3)
    np.testing.assert_allclose(found, fit(rows, targets, WIDTH, 0.35, 3)[:, 1], atol=1e-6)


def test_a_row_with_a_smaller_penalty_is_met_more_closely():
    rows = Rows.of([(np.array([0], np.int32), np.array([1], np.float32))] * 2)
    weights = fit_one(rows, np.array([1, -1], np.float32), 1, [0.1, 10], 50)
    assert weights[0] > 0.5


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_rows_give_the_same_weights_to_the_last_bit(seed):
    rows, _, targets = some_rows(seed, 10, 3)
    once, again = fit(rows, targets, WIDTH, 0.35, 3), fit(rows, targets, WIDTH, 0.35, 3)
    assert once.tobytes() == again.tobytes()


def test_columns_that_no_row_has_weigh_nothing():
    rows = Rows.of([(np.array([1], np.int32), np.array([1], np.float32))])
    weights = fit(rows, np.ones((1, 1), np.float32), 3, 0.5, 20)
    assert weights[[0, 2]].tolist() == [[0], [0]]
    assert weights[1, 0] == pytest.approx(1 / 1.5, abs=1e-3)


def test_stacked_rows_come_back_one_by_one():
    vectors = [
        (np.array([0, 2], np.int32), np.array([1, 2], np.float32)),
        (np.array([], np.int32), np.array([], np.float32)),
        (np.array([1], np.int32), np.array([3], np.float32)),
    ]
    rows = Rows.of(vectors)
    assert len(rows) == 3
    for number, (columns, values) in enumerate(vectors):
        found = rows.row(number)
        assert found[0].tolist() == columns.tolist()
        assert found[1].tolist() == values.tolist()


def test_no_rows_are_an_empty_stack():
    assert len(Rows.of([])) == 0
