from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore
from tests.store.looking import KITE, NOON, questions, rows


def test_a_question_is_kept_with_all_its_fields(store: SqliteStore, place: Path) -> None:
    number = store.questions.record(KITE)
    [row] = rows(place, "select * from questions")
    assert row == (
        number, "2026-11-22T05:00:00+00:00", "web", "diều giá …", "answered",
        json.dumps(["mua-dieu", "tha-dieu"]), 0.9, None, None, None,
    )  # fmt: skip


def test_nothing_kept_could_name_a_person(place: Path, store: SqliteStore) -> None:
    columns = {row[1] for row in rows(place, "pragma table_info(questions)")}
    assert columns == {
        "id", "moment", "channel", "question", "status", "topics", "confidence", "helpful",
        "reason", "handed_over",
    }  # fmt: skip


def test_every_question_gets_a_number_of_its_own(store: SqliteStore) -> None:
    numbers = [store.questions.record(KITE) for _ in range(5)]
    assert len(set(numbers)) == 5
    assert all(number > 0 for number in numbers)


@pytest.mark.parametrize("helpful", [True, False])
def test_a_verdict_belongs_to_one_question_only(
    store: SqliteStore, place: Path, helpful: bool
) -> None:
    first, second = store.questions.record(KITE), store.questions.record(KITE)
    assert store.questions.rate(second, helpful)
    assert questions(place) == [(first, KITE.question, None), (second, KITE.question, helpful)]


def test_the_last_verdict_counts(store: SqliteStore, place: Path) -> None:
    number = store.questions.record(KITE)
    store.questions.rate(number, helpful=True)
    store.questions.rate(number, helpful=False)
    assert questions(place) == [(number, KITE.question, 0)]


@pytest.mark.parametrize("number", [0, -1, 2, 2**63 - 1, 2**63, 10**60])
def test_a_verdict_on_an_unknown_question_is_refused(store: SqliteStore, number: int) -> None:
    store.questions.record(KITE)
    assert not store.questions.rate(number, helpful=True)


def test_old_questions_are_forgotten_and_younger_ones_stay(
    store: SqliteStore, place: Path
) -> None:
    for days in (3, 2, 1):
        store.questions.record(
            replace(KITE, moment=NOON - timedelta(days=days), question=str(days))
        )
    assert store.forget_before(NOON - timedelta(days=2)) == 1
    assert [question for _, question, _ in questions(place)] == ["2", "1"]


def test_the_moment_counts_and_not_the_time_zone_it_is_told_in(
    store: SqliteStore, place: Path
) -> None:
    store.questions.record(KITE)
    assert store.forget_before(NOON.astimezone(UTC)) == 0
    assert store.forget_before(NOON.astimezone(UTC) + timedelta(seconds=1)) == 1
    assert questions(place) == []


def reasons(place: Path) -> list[tuple[object, ...]]:
    return rows(place, "select id, reason, handed_over is not null from questions order by id")


def test_why_an_answer_was_no_help_is_kept_with_it(store: SqliteStore, place: Path) -> None:
    first, second = store.questions.record(KITE), store.questions.record(KITE)
    assert store.questions.explain(second, "kho-hieu")
    assert store.questions.hand_over(first)
    assert reasons(place) == [(first, None, 1), (second, "kho-hieu", 0)]


@pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**60])
def test_nothing_is_noted_on_an_unknown_question(store: SqliteStore, number: int) -> None:
    store.questions.record(KITE)
    assert not store.questions.explain(number, "sai")
    assert not store.questions.hand_over(number)


def test_the_most_asked_topics_are_those_answered_first_since_a_moment(
    store: SqliteStore,
) -> None:
    def ask(*topics: str, days: int = 0) -> None:
        store.questions.record(replace(KITE, topics=topics, moment=NOON - timedelta(days=days)))

    for _ in range(3):
        ask("tam-meo", days=8)
    ask("mua-dieu", "tha-dieu")
    ask("mua-dieu")
    ask("tha-dieu", "mua-dieu")
    ask()
    since = NOON - timedelta(days=7)
    assert store.questions.most_asked(since, 5) == ["mua-dieu", "tha-dieu"]
    assert store.questions.most_asked(since, 1) == ["mua-dieu"]
