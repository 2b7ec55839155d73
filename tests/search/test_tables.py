import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.ridge import Rows
from bot.search.tables import WHOLLY, Dense, Postings, familiar

WIDTH, CLASSES = 12, 18
"""With at most twenty classes no list is widespread."""


def some_texts(seed: int) -> tuple[Rows, np.ndarray]:
    dice = np.random.default_rng(seed)
    owner = np.sort(dice.integers(0, CLASSES, 40)).astype(np.int32)
    vectors = []
    for _ in owner:
        columns = np.sort(dice.choice(WIDTH, 4, replace=False)).astype(np.int32)
        vectors.append((columns, dice.uniform(0.1, 1, 4).astype(np.float32)))
    return Rows.of(vectors), owner


def dense_means(rows: Rows, owner: np.ndarray) -> np.ndarray:
    """The mean directions counted the plain way."""
    total = np.zeros((WIDTH, CLASSES))
    for number, of in enumerate(owner):
        columns, values = rows.row(number)
        total[columns, of] += values
    return total / np.maximum(np.linalg.norm(total, axis=0), 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.integers(0, WIDTH - 1), min_size=1))
def test_posting_lists_sum_like_the_dense_table(seed, asked):
    rows, owner = some_texts(seed)
    means = dense_means(rows, owner)
    postings, _ = Postings.of(rows, owner, WIDTH, CLASSES)
    columns = np.array(sorted(asked), np.int32)
    values = np.random.default_rng(seed + 1).normal(size=len(columns)).astype(np.float32)
    expected = Dense(means.astype(np.float16)).sums(columns, values)
    np.testing.assert_allclose(postings.sums(columns, values), expected, atol=2e-2)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_posting_lists_know_what_the_dense_table_knows(seed):
    rows, owner = some_texts(seed)
    _, counts = Postings.of(rows, owner, WIDTH, CLASSES)
    times = np.zeros((WIDTH, CLASSES), np.int64)
    np.add.at(times, (rows.columns, np.repeat(owner, np.diff(rows.start))), 1)
    columns, ones = np.arange(WIDTH, dtype=np.int32), np.ones(WIDTH, np.float32)
    expected = Dense(familiar(times)).sums(columns, ones)
    assert counts.familiar().sums(columns, ones).tolist() == expected.tolist()


def test_what_is_met_more_often_is_more_familiar_and_never_more_than_wholly():
    known = familiar(np.array([0, 1, 2, 10, 100_000])).tolist()
    assert known == sorted(set(known[:-1])) + known[-1:]
    assert (known[0], known[1], known[-1]) == (0, 170, WHOLLY)


def lists(*holders: list[int], classes: int) -> Postings:
    start = np.cumsum([0, *(len(found) for found in holders)])
    held = np.concatenate(holders).astype(np.int32)
    return Postings(start.astype(np.int64), held, np.ones(len(held), np.float32), classes)


def test_a_widespread_feature_is_passed_over_beside_a_telling_one():
    postings = lists(list(range(30)), [7], classes=100)
    sums = postings.sums(np.array([0, 1], np.int32), np.ones(2, np.float32))
    assert sums.nonzero()[0].tolist() == [7]


def test_widespread_features_alone_still_count():
    postings = lists(list(range(30)), [7], classes=100)
    sums = postings.sums(np.array([0], np.int32), np.ones(1, np.float32))
    assert sums.nonzero()[0].tolist() == list(range(30))


def test_a_class_without_texts_has_no_entries():
    rows = Rows.of([(np.array([0], np.int32), np.array([2], np.float32))])
    postings, _ = Postings.of(rows, np.array([1], np.int32), 1, 3)
    sums = postings.sums(np.array([0], np.int32), np.ones(1, np.float32))
    assert sums.tolist() == [0, 1, 0]
