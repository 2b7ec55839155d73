from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from tests.store.looking import KITE, NOON, Kept, questions, rows


def test_a_question_is_kept_with_all_its_fields(store: Kept) -> None:
    number = store.questions.record(KITE)
    [row] = rows(store, "select * from questions")
    assert row == (
        number, "2026-11-22T05:00:00+00:00", "web", "diều giá …", "answered",
        json.dumps(["mua-dieu", "tha-dieu"]), 0.9, None, None, None, None,
    )  # fmt: skip


def test_nothing_kept_could_name_a_person(store: Kept) -> None:
    store.questions.record(KITE)
    with store.reading() as db:
        columns = {column[0] for column in db.execute("select * from questions").description}
    assert columns == {
        "id", "moment", "channel", "question", "status", "topics", "confidence", "helpful",
        "reason", "handed_over", "resolved",
    }  # fmt: skip


def test_every_question_gets_a_number_of_its_own(store: Kept) -> None:
    numbers = [store.questions.record(KITE) for _ in range(5)]
    assert len(set(numbers)) == 5
    assert all(number > 0 for number in numbers)


def test_questions_kept_together_are_numbered_in_order(store: Kept) -> None:
    texts = ["diều giá …", "thả diều ở đâu", "diều rách"]
    numbers = store.questions.record_all(replace(KITE, question=text) for text in texts)
    kept = dict(rows(store, "select id, question from questions"))
    assert [kept[number] for number in numbers] == texts


def test_of_questions_kept_together_none_is_kept_where_one_cannot_be(store: Kept) -> None:
    unfit = replace(KITE, confidence=object())  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.questions.record_all([KITE, unfit])
    assert rows(store, "select * from questions") == []


@pytest.mark.parametrize("helpful", [True, False])
def test_a_verdict_belongs_to_one_question_only(store: Kept, helpful: bool) -> None:
    first, second = store.questions.record(KITE), store.questions.record(KITE)
    assert store.questions.rate(second, helpful)
    assert questions(store) == [(first, KITE.question, None), (second, KITE.question, helpful)]


def test_the_last_verdict_counts(store: Kept) -> None:
    number = store.questions.record(KITE)
    store.questions.rate(number, helpful=True)
    store.questions.rate(number, helpful=False)
    assert questions(store) == [(number, KITE.question, 0)]


@pytest.mark.parametrize("number", [0, -1, 2, 2**63 - 1, 2**63, 10**60])
def test_a_verdict_on_an_unknown_question_is_refused(store: Kept, number: int) -> None:
    store.questions.record(KITE)
    assert not store.questions.rate(number, helpful=True)


def test_old_questions_are_forgotten_and_younger_ones_stay(store: Kept) -> None:
    for days in (3, 2, 1):
        store.questions.record(
            replace(KITE, moment=NOON - timedelta(days=days), question=str(days))
        )
    assert store.forget_before(NOON - timedelta(days=2)) == 1
    assert [question for _, question, _ in questions(store)] == ["2", "1"]


def test_the_moment_counts_and_not_the_time_zone_it_is_told_in(store: Kept) -> None:
    store.questions.record(KITE)
    assert store.forget_before(NOON.astimezone(UTC)) == 0
    assert store.forget_before(NOON.astimezone(UTC) + timedelta(seconds=1)) == 1
    assert questions(store) == []


def reasons(store: Path) -> list[tuple[object, ...]]:
    return rows(store, "select id, reason, handed_over is not null from questions order by id")


def test_why_an_answer_was_no_help_is_kept_with_it(store: Kept) -> None:
    first, second = store.questions.record(KITE), store.questions.record(KITE)
    assert store.questions.explain(second, "kho-hieu")
    assert store.questions.hand_over(first)
    assert reasons(store) == [(first, None, 1), (second, "kho-hieu", 0)]


@pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**60])
def test_nothing_is_noted_on_an_unknown_question(store: Kept, number: int) -> None:
    store.questions.record(KITE)
    assert not store.questions.explain(number, "sai")
    assert not store.questions.hand_over(number)


def test_the_most_asked_topics_are_those_answered_first_since_a_moment(
    store: Kept,
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


def test_different_questions_since_a_moment_are_listed_newest_first(store: Kept) -> None:
    for question, days in [("cũ", 3), ("diều", 2), ("mèo", 1), ("diều", 0), ("", 0)]:
        asked = replace(KITE, question=question, moment=NOON - timedelta(days=days))
        store.questions.record(asked)
    since = NOON - timedelta(days=2)
    assert store.questions.asked_since(since, 9) == ["", "diều", "mèo"]
    assert store.questions.asked_since(since, 2) == ["", "diều"]
