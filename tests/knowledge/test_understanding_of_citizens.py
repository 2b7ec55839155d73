"""Questions written apart from the knowledge find their answers often enough."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.commands.evaluate import Tally, judge, tally

pytestmark = pytest.mark.content
FOLDER = Path(__file__).parents[1] / "questions"
MOMENT = datetime(2026, 11, 22, 5, tzinfo=UTC)
Row = dict[str, object]


def rows(*names: str) -> list[Row]:
    found: list[Row] = []
    for name in names:
        found += yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))["questions"]
    return found


def measured(assistant: Engine, asked: list[Row]) -> dict[str, Tally]:
    return tally(judge(assistant, row, question_of(row)) for row in asked)


def question_of(row: Row) -> Question:
    context = row.get("context", [])
    assert isinstance(context, list)
    return Question(str(row["q"]), MOMENT, tuple(map(str, context)))


def twins() -> list[str]:
    apart = {"pairs", "english"}
    return sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem not in apart)


def test_every_group_of_answers_has_its_questions(assistant: Engine) -> None:
    assert twins() == sorted(set(assistant.knowledge.group_of.values()))


def test_questions_of_the_groups_are_understood(assistant: Engine) -> None:
    counts = measured(assistant, rows(*twins()))
    whole = counts["tất cả"]
    assert whole.first >= 0.85 * whole.asked
    assert whole.helped >= 0.96 * whole.asked
    assert whole.certain_wrong <= 0.02 * whole.asked
    assert whole.declined >= 0.85 * whole.to_decline
    weak = {
        style: count.first / count.asked
        for style, count in counts.items()
        if count.asked >= 10 and count.first < 0.70 * count.asked
    }
    assert weak == {}


def test_questions_between_two_neighbouring_topics_are_told_apart(assistant: Engine) -> None:
    whole = measured(assistant, rows("pairs"))["tất cả"]
    assert whole.first >= 0.75 * whole.asked


def test_questions_in_english_are_understood_and_answered_in_english(assistant: Engine) -> None:
    asked = rows("english")
    whole = measured(assistant, asked)["tất cả"]
    assert whole.first >= 0.60 * whole.asked
    assert whole.helped >= 0.70 * whole.asked
    assert whole.certain_wrong <= 0.02 * whole.asked
    languages = [assistant.answer(Question(str(row["q"]), MOMENT)).language for row in asked]
    assert languages.count("en") >= 0.93 * len(asked)


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_what_people_go_on_to_ask_is_understood_by_what_was_said(
    assistant: Engine, name: str
) -> None:
    whole = measured(assistant, rows(f"turns/{name}"))["tất cả"]
    assert whole.first >= 0.60 * whole.asked
    assert whole.helped >= 0.75 * whole.asked
    assert whole.certain_wrong <= 0.12 * whole.asked
    assert whole.answered_anyway <= 0.25 * whole.to_decline
