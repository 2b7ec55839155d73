"""The day by which a result is due, counted in working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import deadlines
from bot.assistant.question import VIETNAM, Question
from bot.content.knowledge import Knowledge

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
STARTS = st.dates(date(2026, 1, 1), date(2026, 12, 1))


@settings(max_examples=150, deadline=None)
@given(STARTS, st.integers(1, 12))
def test_so_many_offices_days_lie_behind_the_start(
    small_knowledge: Knowledge, start: date, days: int
) -> None:
    found = deadlines.last_day(start, days, small_knowledge)
    assert found is not None
    holidays = small_knowledge.local.holidays

    def open_on(day: date) -> bool:
        holiday = holidays.get(day)
        return holiday.working if holiday else day.isoweekday() <= 5

    passed = [start + timedelta(number) for number in range(1, (found.day - start).days + 1)]
    assert sum(map(open_on, passed)) == days
    assert open_on(found.day)
    assert all(day in passed and not open_on(day) for day in found.holidays)


def test_a_year_whose_holidays_are_not_known_is_not_counted(small_knowledge: Knowledge) -> None:
    assert deadlines.last_day(date(2026, 12, 30), 5, small_knowledge) is None
    assert deadlines.last_day(date(2031, 3, 3), 5, small_knowledge) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tôi nộp giấy ngày 28/12/2026 thì hôm nào nhận được thẻ nuôi", None),
        (
            "tôi nộp giấy ngày 1/12/2026 thì hôm nào nhận được thẻ nuôi",
            "chậm nhất ngày 08/12/2026",
        ),
        ("nộp giấy ngày 2/11/2026 tới nay chưa nhận thẻ nuôi có trễ không", "đã quá ngày đó"),
        ("tôi nộp giấy ngày 18/12/2026 thì hôm nào nhận được thẻ nuôi", "nghỉ lễ 24/12/2026"),
        ("nộp giấy thì hôm nào nhận được thẻ nuôi", None),
    ],
)
def test_the_day_is_said_above_the_wording(card_engine, text, told):
    reply = card_engine.answer(Question(text, NOVEMBER))
    assert reply.topics[:1] == ("bao-lau-co-the",)
    assert (told or "") in reply.note
    assert bool(reply.note) is bool(told)
    assert [item.topic for item in reply.items][:1] == ["bao-lau-co-the"]
