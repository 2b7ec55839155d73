"""What staff should look at in local data as days pass, although nothing in it is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assistant import review
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load

CONFIRMED = date(2026, 11, 22)
"""When everything in the small local files was confirmed."""
WITHOUT_END = ["gio-buoi-toi", "gio-tai-nha"]


def about(rule: review.Rule, knowledge: Knowledge, day: date) -> list[str]:
    return [remark.about for remark in rule(knowledge, day)]


@pytest.mark.parametrize(
    ("day", "stale"),
    [
        (date(2026, 12, 22), []),
        (date(2026, 12, 23), WITHOUT_END),
        (date(2030, 1, 1), WITHOUT_END),
        (date(2026, 1, 1), []),
    ],
    ids=["thirty days", "one more", "years", "before it was confirmed"],
)
def test_a_session_without_end_is_to_be_confirmed_again_after_thirty_days(
    small_knowledge: Knowledge, day: date, stale: list[str]
) -> None:
    assert about(review.unconfirmed, small_knowledge, day) == stale


def test_the_remark_says_since_when_and_what_to_do(small_knowledge: Knowledge) -> None:
    remark = next(iter(review.unconfirmed(small_knowledge, date(2027, 1, 1))))

    assert remark.message == (
        "lịch không có ngày kết thúc, xác nhận lần cuối ngày 22/11/2026, đã quá 30 ngày; "
        "hỏi lại rồi sửa last_confirmed, hoặc ghi to"
    )


def test_nobody_need_confirm_sample_data(small_files: Files) -> None:
    name = "sessions/phuong-gio.yaml"
    sample = load({**small_files, name: b"sample: true\n" + small_files[name]})

    assert about(review.unconfirmed, sample, date(2030, 1, 1)) == []


def test_what_was_published_or_confirmed_on_a_day_to_come_is_told(
    small_knowledge: Knowledge,
) -> None:
    sessions = [item.session.id for item in small_knowledge.local.sessions]
    others = ["gio-tru-so", "nang-tru-so", "mua-dieu-2026"]

    assert about(review.from_the_future, small_knowledge, CONFIRMED) == []
    told = list(review.from_the_future(small_knowledge, date(2026, 11, 21)))
    assert [remark.about for remark in told] == [*sessions, *others]
    assert told[0].message == "last_confirmed là 22/11/2026, một ngày chưa tới; sửa lại"
    earlier = about(review.from_the_future, small_knowledge, date(2026, 11, 1))
    assert earlier == [*sessions, *sessions, *others]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), ["chưa có ngày nghỉ lễ năm 2027; bổ sung"]),
        (date(2027, 2, 1), ["chưa có ngày nghỉ lễ năm 2027; bổ sung"]),
    ],
)
def test_holidays_of_the_next_year_are_asked_for_in_time(
    small_knowledge: Knowledge, day: date, told: list[str]
) -> None:
    remarks = list(review.holidays_run_out(small_knowledge, day))

    assert [remark.message for remark in remarks] == told
    assert all(remark.about == "holidays.yaml" for remark in remarks)


def test_check_tells_what_waits_in_local_data(small_knowledge: Knowledge) -> None:
    told = {remark.about for remark in review.remarks(small_knowledge, date(2027, 1, 1))}

    assert {*WITHOUT_END, "holidays.yaml"} <= told
