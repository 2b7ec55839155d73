from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from bot.reporting.charts import charts
from bot.reporting.periods import Period
from bot.reporting.sheet import drawable
from tests.reporting.conftest import DECEMBER, Gathered

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def area(png: bytes, colour: tuple[int, int, int]) -> int:
    """How many pixels have a colour."""
    image = picture(png)
    found = image.getcolors(image.width * image.height) or []
    return sum(count for count, each in found if each == colour)


def test_a_full_period_has_four_charts_that_are_pictures(gathered: Gathered) -> None:
    drawn = charts(gathered())
    assert set(drawn) == {"cau-hoi-theo-ngay", "chu-de", "ty-le-dat", "luy-ke"}
    for png in drawn.values():
        assert png.startswith(b"\x89PNG")
        assert picture(png).width > 900
        assert area(png, (255, 255, 255)) < 0.99 * picture(png).width * picture(png).height


def test_bars_are_as_long_as_what_they_stand_for(gathered: Gathered) -> None:
    report, unanswered = gathered(), (0xD5, 0x5E, 0x00)
    days = tuple(replace(day, unanswered=0) for day in report.days)
    before, after = (
        area(charts(each)["cau-hoi-theo-ngay"], unanswered)
        for each in (report, replace(report, days=days))
    )
    assert before > 4 * after


def test_what_there_is_nothing_of_is_not_drawn(gathered: Gathered) -> None:
    quiet = Period(date(2026, 8, 1), date(2026, 8, 31))
    assert charts(gathered(quiet)) == {}
    first = Period(date(2026, 12, 1), date(2026, 12, 1))
    assert set(charts(gathered(first))) == {"chu-de", "ty-le-dat", "luy-ke"}


def test_the_same_figures_make_the_same_pictures(gathered: Gathered) -> None:
    assert charts(gathered()) == charts(gathered())


def test_a_target_of_nothing_and_one_that_was_passed_can_be_drawn(gathered: Gathered) -> None:
    report = gathered()
    none, over = (replace(report.progress[0], target=target) for target in (0, 1))
    assert charts(replace(report, progress=(none, over)))["ty-le-dat"]


@pytest.mark.parametrize("letters", [LETTERS, LETTERS.upper(), "0123456789–…“”•%/⚠"])
def test_the_font_has_every_letter(letters: str) -> None:
    assert drawable(letters) == letters


def test_a_year_is_drawn_with_all_its_days(gathered: Gathered) -> None:
    year = Period(date(2026, 1, 1), DECEMBER.last)
    assert picture(charts(gathered(year))["cau-hoi-theo-ngay"]).width > 900
