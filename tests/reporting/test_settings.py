from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Reports, load
from bot.errors import ConfigError
from bot.reporting.periods import Preset


def settings(folder: Path, text: str) -> Reports:
    file = folder / "config.yaml"
    file.write_text(f"reports: {{{text}}}\n", "utf-8")
    return load(file, environment={}).reports


def test_nothing_is_made_up_of_whom_a_report_is_from() -> None:
    told = Reports()
    assert {told.superior, told.office, told.symbol, told.place, told.addressee} == {""}
    assert {told.signer_title, told.signer} == {""}
    assert told.basis == told.recipients == told.poster_topics == ()


def test_reports_are_due_as_the_plans_say_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    told = Reports()
    assert (told.day_before, told.week_before, told.month_before) == (8, 4, 20)
    assert (told.quarter_before, told.year_before) == (20, 15)
    assert settings(tmp_path, "month_before: 25, send: [thang]").month_before == 25


def test_every_kind_that_can_be_sent_is_a_kind_of_report() -> None:
    assert set(Reports().send) == {kind.value for kind in Preset} - {"ngay"}
    assert Reports(send=tuple(kind.value for kind in Preset)).send


@pytest.mark.parametrize(
    "text",
    [
        "month_before: 31", "month_before: 1", "week_before: 0", "week_before: 8",
        "day_before: 0", "send_hour: 24", "remind_days: -1", "wave_days: 0", "send: [tuần]",
        "ofice: x", "basis: một câu", "month_before: hai mươi",
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=rf"reports\.{text.partition(':')[0]}"):
        settings(tmp_path, text)
