"""The codes of the shipped answers: one for each wording, on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.assistant.timeline import turning_days
from bot.content.knowledge import Knowledge
from bot.provenance.history import LANGUAGES, code_on, wordings_of
from tests.assistant.codes_in import find_codes

pytestmark = pytest.mark.content
DAY = date(2026, 11, 22)


def test_on_every_day_on_which_anything_may_change_the_history_has_the_code_of_that_day(
    shipped: Knowledge,
) -> None:
    first = shipped.covers[0]
    kept: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for each in wordings_of(shipped, 1, first):
        period = (each.first, each.last or date.max, each.code)
        kept.setdefault((each.topic, each.language), []).append(period)
    for topic in shipped.entries:
        turns = {day for day in turning_days(shipped, topic) if day > first}
        days = {first, *turns, *(day - timedelta(days=1) for day in turns)}
        days |= {first + timedelta(days=number) for number in range(0, 1_500, 50)}
        for language in LANGUAGES:
            for day in sorted(days):
                there = [
                    code
                    for begin, end, code in kept.get((topic, language), [])
                    if begin <= day <= end
                ]
                code = code_on(shipped, topic, day, language)
                assert there == ([code] if code else []), (topic, language, day)


def test_no_two_answers_of_a_day_share_a_code(shipped: Knowledge) -> None:
    codes = [
        code_on(shipped, topic, DAY, language)
        for topic in shipped.entries
        for language in LANGUAGES
    ]
    assert len(codes) == len(set(codes)) == 2 * len(shipped.entries)


def test_nothing_that_people_ask_looks_like_a_code(shipped: Knowledge) -> None:
    voices = shipped.phrasings.values()
    asked = [text for each in voices for texts in each.values() for text in texts]
    assert len(asked) > 5_000
    assert [text for text in asked if find_codes(text)] == []
