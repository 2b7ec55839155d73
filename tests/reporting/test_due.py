from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.question import VIETNAM
from bot.config import Reports
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.reporting.campaigns import waves
from bot.reporting.due import Wave, due_reports, next_due
from bot.reporting.periods import Period, Preset

MOMENTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001  (the zone is added)
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(VIETNAM),
)
PRESETS = [preset for preset in Preset if preset is not Preset.WAVE]
SETTINGS = st.builds(
    Reports,
    send_hour=st.integers(0, 23), remind_days=st.integers(0, 7), day_before=st.integers(1, 23),
    week_before=st.integers(1, 7), month_before=st.integers(2, 28),
    quarter_before=st.integers(2, 28), half_before=st.integers(2, 28),
    year_before=st.integers(2, 28),
)  # fmt: skip
DEFAULT = Reports()
NOW = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
"""A Sunday."""


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("preset", "before", "send_at", "first", "last"),
    [
        (Preset.DAY, "2026-11-23T08:00", "2026-11-23T07:00", "2026-11-22", "2026-11-22"),
        (Preset.WEEK, "2026-11-26T00:00", "2026-11-25T07:00", "2026-11-18", "2026-11-24"),
        (Preset.MONTH, "2026-12-20T00:00", "2026-12-19T07:00", "2026-11-19", "2026-12-18"),
        (Preset.QUARTER, "2026-12-20T00:00", "2026-12-19T07:00", "2026-09-19", "2026-12-18"),
        (Preset.HALF, "2026-12-15T00:00", "2026-12-14T07:00", "2026-06-14", "2026-12-13"),
        (Preset.YEAR, "2026-12-15T00:00", "2026-12-14T07:00", "2025-12-14", "2026-12-13"),
    ],
)
def test_reports_are_due_when_the_plans_want_them(
    preset: Preset, before: str, send_at: str, first: str, last: str
) -> None:
    due = next_due(DEFAULT, preset, NOW)
    assert (due.before, due.send_at) == (moment(before), moment(send_at))
    assert due.period == Period(date.fromisoformat(first), date.fromisoformat(last))


@given(SETTINGS, st.sampled_from(PRESETS), MOMENTS)
def test_drafts_leave_out_no_day_and_count_none_twice(
    settings: Reports, preset: Preset, now: datetime
) -> None:
    due = next_due(settings, preset, now)
    following = next_due(settings, preset, due.before)
    assert due.period.first <= due.period.last
    assert following.period.first == due.period.last + timedelta(1)


@given(SETTINGS, st.sampled_from(PRESETS), MOMENTS)
def test_a_draft_is_made_in_time_and_covers_whole_days_that_are_over(
    settings: Reports, preset: Preset, now: datetime
) -> None:
    due = next_due(settings, preset, now)
    assert due.before > now
    assert timedelta(0) < due.before - due.send_at <= timedelta(1)
    assert due.send_at.hour == settings.send_hour
    assert due.period.last == due.send_at.date() - timedelta(1)


@given(SETTINGS, st.sampled_from(PRESETS), MOMENTS)
def test_no_report_is_due_between_now_and_the_next_one(
    settings: Reports, preset: Preset, now: datetime
) -> None:
    due = next_due(settings, preset, now)
    assert next_due(settings, preset, due.before - timedelta(seconds=1)) == due


@given(SETTINGS, MOMENTS)
def test_all_but_the_daily_report_are_reminded_of_before_their_draft(
    settings: Reports, now: datetime
) -> None:
    assert next_due(settings, Preset.DAY, now).remind_at is None
    due = next_due(settings, Preset.WEEK, now)
    if settings.remind_days:
        assert due.remind_at == due.send_at - timedelta(settings.remind_days)
    else:
        assert due.remind_at is None


def test_only_chosen_kinds_are_drafted_the_earliest_first() -> None:
    chosen = Reports(send=("nam", "ngay", "tuan"))
    found = due_reports(chosen, NOW)
    assert [due.preset for due in found] == [Preset.DAY, Preset.WEEK, Preset.YEAR]
    assert due_reports(Reports(send=()), NOW) == []


def test_a_campaign_is_reported_on_after_its_last_day() -> None:
    wave = Wave("Mùa diều", Period(date(2026, 11, 1), date(2026, 12, 31)))
    [due] = due_reports(Reports(send=("dot",)), NOW, [wave])
    assert (due.preset, due.campaign, due.period) == (Preset.WAVE, "Mùa diều", wave.period)
    assert due.send_at == moment("2027-01-01T07:00")
    assert due.before == moment("2027-01-04T00:00")
    assert due.remind_at == moment("2026-12-31T07:00")


@pytest.mark.parametrize(
    ("now", "left"), [("2027-01-03T23:59", 1), ("2027-01-04T00:00", 0), ("2026-01-01T00:00", 1)]
)
def test_a_campaign_counts_until_its_report_must_be_in(now: str, left: int) -> None:
    wave = Wave("Mùa diều", Period(date(2026, 11, 1), date(2026, 12, 31)))
    assert len(due_reports(Reports(send=("dot",)), moment(now), [wave])) == left


def test_campaigns_are_those_of_the_knowledge_but_no_samples(
    small_files: Files, small_knowledge: Knowledge
) -> None:
    name = "notices/mua-dieu.yaml"
    real = load(
        {**small_files, name: small_files[name].replace(b"sample: true", b"sample: false")}
    )
    expected = Wave("Mùa diều 2026", Period(date(2026, 11, 1), date(2026, 12, 31)))
    assert waves(real) == [expected]
    assert waves(small_knowledge) == []
