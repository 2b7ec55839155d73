from datetime import date

import pytest

from bot.assistant.age_bands import bands
from bot.content.parameters import Parameters

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("years", "named"),
    [
        ((0, 0), ("duoi-6",)),
        ((5, 5), ("duoi-6",)),
        ((6, 6), ("6-den-14",)),
        ((13, 13), ("6-den-14",)),
        ((14, 14), ("tu-14",)),
        ((100, 100), ("tu-14",)),
        ((1449, 1449), ("tu-14",)),
        ((5, 6), ("duoi-6", "6-den-14")),
        ((13, 14), ("6-den-14", "tu-14")),
        ((5, 14), ("duoi-6", "6-den-14", "tu-14")),
    ],
)
def test_ages_fall_in_one_band_or_straddle_the_lines_between(years, named, small_knowledge):
    assert bands(*years, DAY, small_knowledge.parameters) == named


def test_without_the_lines_of_the_law_there_are_no_bands(small_knowledge):
    before_the_law = date(2023, 12, 31)
    assert bands(5, 5, before_the_law, small_knowledge.parameters) == ()
    assert bands(5, 5, DAY, Parameters([])) == ()
