"""Questions of citizens about their own ward, past campaigns and their own card.

The files in `local/` say what a good answer tells: its status, its topic, the day of the first
session, words that it must and words that it must not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.record import as_record
from bot.assistant.replies import LONGEST
from bot.content.knowledge import Knowledge

pytestmark = pytest.mark.content
FOLDER = Path(__file__).parent / "local"
MOMENT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
Row = dict[str, Any]
KEYS = {"good", "q", "context", "place", "status", "topic", "first", "says", "never", "suggests"}


def rows() -> Iterator[Row]:
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text("utf-8"))["questions"]


def listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def answer(engine: Engine, row: Row) -> Row:
    asked = Question(
        str(row["q"]), MOMENT, tuple(map(str, row.get("context", ()))), place=row.get("place", "")
    )
    reply = engine.answer(asked)
    return {**as_record(reply, engine.knowledge), "suggests": reply.suggestions}


def sample_names(knowledge: Knowledge) -> set[str]:
    """Every name that stands in sample data alone."""
    local = knowledge.local
    names = {site.site.name for item in local.sessions if item.sample for site in item.sites}
    names |= {item.site.site.name for item in local.offices if item.sample}
    return names | {item.notice.title for item in local.notices if item.sample}


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: str(row["q"])[:60])
def test_a_question_gets_the_answer_that_a_good_clerk_would_give(
    assistant: Engine, row: Row
) -> None:
    found = answer(assistant, row)
    text = found["text"]
    assert row.keys() <= KEYS
    if "status" in row:
        assert found["status"] in listed(row["status"]), text
    if "topic" in row:
        assert (found["topics"] or [None])[0] in listed(row["topic"]), text
    if "first" in row:
        dates = [session["date"] for session in found["sessions"]]
        assert (dates or ["none"])[0] == str(row["first"]), text
    assert [words for words in listed(row.get("says", [])) if words not in text] == [], text
    assert [words for words in listed(row.get("never", [])) if words in text] == [], text
    assert set(listed(row.get("suggests", []))) <= set(found["suggests"]), found["suggests"]


def test_whatever_comes_from_sample_data_says_so_and_fits_a_message(assistant: Engine) -> None:
    names = sample_names(assistant.knowledge)
    seen = 0
    for row in rows():
        found = answer(assistant, row)
        assert len(found["html"]) <= LONGEST, row["q"]
        if any(name in found["text"] for name in names):
            seen += 1
            assert "dữ liệu mẫu" in found["text"], row["q"]
    assert len(names) > 5
    assert seen > 25


def test_no_answer_shows_what_is_meant_for_programs(assistant: Engine) -> None:
    for row in rows():
        text = answer(assistant, row)["text"]
        assert not {"{", "}", "None"} & {*text, *text.split()}, row["q"]
