from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.ages import Age, find_ages
from bot.language.text import words


def ages(message: str) -> list[Age]:
    return find_ages(words(message))


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("bé 5 tuổi", [5]),
        ("con toi 5 tuoi", [5]),
        ("từ đủ tuổi 14 trở lên", [14]),
        ("cụ 100 tuổi", [100]),
        ("18 tháng tuổi", [1]),
        ("bé 11 tháng tuổi", [0]),
        ("36 tháng tuổi", [3]),
        ("con tôi 20 tháng", [1]),
        ("cháu nhà mình 6 tháng", [0]),
        ("học lớp 1", [6]),
        ("con sắp vào lớp 1", [5]),
        ("bé chưa vào lớp 1", [5]),
        ("cháu học lớp 4", [9]),
        ("lớp 12", [17]),
        ("một đứa 5 tuổi một đứa 14 tuổi", [5, 14]),
    ],
)
def test_ages_are_read_in_whole_years(message, years):
    assert ages(message) == [Age(number) for number in years]


@pytest.mark.parametrize(
    ("message", "born"),
    [
        ("sinh 2011", 2011),
        ("sinh năm 2011", 2011),
        ("sn 1985", 1985),
        ("cháu sinh ngày 5/3/2011", 2011),
        ("sinh ngày 05.03.2011", 2011),
        ("mẹ tôi sinh vào năm 1949", 1949),
    ],
)
def test_years_of_birth_are_kept_as_years(message, born):
    assert ages(message) == [Age(None, born)]


@pytest.mark.parametrize(
    "message",
    [
        "sn 85",
        "sinh 85",
        "sinh 3011",
        "3 tháng nữa",
        "con tôi 3 tháng nữa",
        "bé làm 2 tháng rồi",
        "con tôi làm 2 tháng trước",
        "chờ 3 tháng",
        "37 tháng tuổi thẻ",
        "lớp 13",
        "lớp 0",
        "lớp 0121",
        "lớp học",
        "tuổi",
        "mấy tuổi",
        "1000 tuổi",
        "năm 2011",
        "sinh viên năm 2024",
        "thu sinh trắc học 2024",
        "sinh con sau khi cưới hồi đầu năm 2024",
        "",
    ],
)
def test_what_only_looks_like_an_age_is_none(message):
    assert ages(message) == []


def test_an_age_is_itself_in_any_year_and_a_year_of_birth_is_counted():
    assert Age(5).in_year(2026) == 5
    assert Age(None, 2011).in_year(2026) == 15


PIECES = "con bé cháu sinh sn tuổi tháng lớp sắp 5 14 0121 2011 5/3/2011 ² ٣ ① 000036 nữa".split()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
@example(["²", "tuổi"])
@example(["①", "tháng", "tuổi"])
@example(["lớp", "²"])
def test_any_order_of_words_gives_ages_that_a_person_can_have(pieces):
    for age in ages(" ".join(pieces)):
        assert (age.years is None) != (age.born is None)
        assert 0 <= age.in_year(2026) <= 999


def test_grades_follow_each_other_year_by_year():
    usual = [ages(f"lớp {grade}")[0].in_year(2026) for grade in range(1, 13)]
    assert {later - earlier for earlier, later in pairwise(usual)} == {1}
