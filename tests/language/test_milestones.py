"""Ages of renewal that are named for themselves, ages at issue, printed days, impossible days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.births import find_births, find_expiry, find_impossible, find_issue
from bot.language.text import clean, fold

NOW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TO_COME = [
    "đến {age} tuổi có phải đổi không",
    "tới {age} tuổi thì phải đổi lại à",
    "khi {age} tuổi có cần đổi thẻ nữa không",
    "đủ {age} tuổi có phải làm lại không",
    "qua mốc {age} tuổi thẻ còn dùng được không",
    "thì {age} tuổi có phải thay thẻ không",
    "có phải đổi khi {age} tuổi không",
    "lúc {age} tuổi thẻ hết hạn à",
]
PRESENT = [
    "con em {age} tuổi có phải đổi thẻ không",
    "tôi đã đủ {age} tuổi, đổi thẻ ở đâu",
    "em vừa tròn {age} tuổi thì đổi thẻ sao",
    "mẹ tôi năm nay {age} tuổi phải đổi thẻ không",
    "bố em tới {age} tuổi rồi, đổi thẻ thế nào",
    "chồng tôi hơn {age} tuổi có phải đổi không",
]
AGES = st.integers(3, 99)
BIRTHS = st.dates(date(1930, 1, 1), date(2024, 1, 1))


def persons(text: str) -> list[tuple[date, date]]:
    """The births of persons, milestones aside."""
    found = find_births(clean(text), NOW)
    return [(birth.first, birth.last) for birth in found if not birth.milestone]


def ages(text: str) -> tuple[int, int] | None:
    issue = find_issue(clean(text), NOW)
    return issue.ages if issue else None


@settings(max_examples=150, deadline=None)
@given(BIRTHS, AGES, st.sampled_from(TO_COME), st.booleans())
def test_a_milestone_beside_a_birth_changes_nothing(born, age, words, marked):
    told = f"Tôi sinh ngày {born:%d/%m/%Y}"
    text = f"{told}, {words.format(age=age)}"
    write = str if marked else fold
    if not marked and "toi {age}" in fold(words):
        return  # `toi 25 tuoi` may be `tôi 25 tuổi`
    assert persons(write(text)) == persons(write(told)) == [(born, born)]


@settings(max_examples=60, deadline=None)
@given(
    AGES,
    AGES,
    st.sampled_from(["đợi {age} tuổi", "chờ đủ {age} tuổi", "đợi con đủ {age}", "đợi đến {age}t"]),
)
def test_an_age_that_is_waited_for_is_nobodys(now, awaited, words):
    told = f"bé nhà em {now} tuổi"
    text = f"{told} làm luôn hay {words.format(age=awaited)}"
    assert persons(text) == persons(told)


@settings(max_examples=60, deadline=None)
@given(AGES, st.sampled_from(PRESENT))
def test_the_age_of_a_person_stays_one(age, words):
    assert len(persons(words.format(age=age))) == 1


@pytest.mark.parametrize("words", TO_COME[:3])
def test_a_milestone_alone_is_nobodys_age(words):
    assert persons(words.format(age=25)) == []


def test_somebody_else_beside_a_birth_keeps_an_own_age():
    text = "tôi sinh 5/6/1990, con tôi đủ 14 tuổi có phải đổi thẻ không"
    assert len(persons(text)) == 2


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("đến 40 tuổi thì phải đổi thẻ", [True]),  # the first word says so
        ("đủ 40 tuổi có được thả diều không", [False]),  # no renewal is asked about
        ("sáu mươi hai", [False]),
        ("dạ 12/3/1987 ạ", [False]),
        ("em sinh 5/6/1985, toi 40 tuoi co phai doi the khong", [False, True]),
        ("em sinh 5/6/1990, 36 tuoi co phai doi the khong", [False, False]),
        ("toi sinh 5/6/1990, con 14 tuoi co phai doi the khong", [False, False]),
        ("em sinh 5/6/1966, du 60 tuoi co phai doi the khong", [False, True]),
    ],
)
def test_an_age_is_a_milestone_only_where_it_is_said_to_be_reached(text, milestones):
    assert [birth.milestone for birth in find_births(clean(text), NOW)] == milestones


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 90),
    st.sampled_from([
        "thẻ làm lúc {age} tuổi", "thẻ cấp hồi {age} tuổi", "cccd làm năm {age} tuổi",
        "em làm thẻ khi {age} tuổi",
        "bé có thẻ từ lúc {age} tuổi", "cháu đã có căn cước hồi {age} tuổi",
        "có cccd từ {age} tuổi",
            "căn cước của tôi làm lúc {age} tuổi", "tôi có thẻ làm lúc {age} tuổi",
    ]),
)  # fmt: skip
def test_the_age_at_issue_is_an_interval_of_months(age, words):
    assert ages(words.format(age=age)) == (12 * age, 12 * age + 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thẻ cấp lúc 37 tuổi rưỡi", (447, 453)),
        ("thẻ làm lúc 13 tuổi 4 tháng", (160, 160)),
        ("có phải đổi lúc 25 tuổi không", None),
        ("sẽ làm thẻ lúc 14 tuổi", None),
        ("không đi làm thẻ lúc 14 tuổi", None),
        ("phải có thẻ từ 14 tuổi à", None),
        ("con chưa có thẻ lúc 14 tuổi", None),
        ("làm thẻ lúc 22 tuổi hay làm lúc 23 tuổi", None),
        ("thẻ cấp ngày 5/3/2021 lúc 20 tuổi", None),  # the day tells more
    ],
)
def test_an_age_at_issue_is_one_only_where_a_card_was_made(text, expected):
    assert ages(text) == expected


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(2015, 1, 1), date(2060, 1, 1)),
    st.sampled_from([
        "thẻ hết hạn ngày {day}", "trên thẻ ghi có giá trị đến {day}", "cccd hạn đến {day}",
        "thẻ ghi hết hạn {day} thì sao", "hạn sử dụng thẻ {day}",
    ]),
    st.booleans(),
)  # fmt: skip
def test_the_day_printed_on_a_card_is_read(day, words, marked):
    text = words.format(day=f"{day:%d/%m/%Y}")
    assert find_expiry(clean(text if marked else fold(text)), NOW) == (day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("thẻ ông ghi ngày hết hạn 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("thẻ ghi hạn 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("cccd hết hạn tháng 5/2027", date(2027, 5, 1), date(2027, 5, 31)),
    ],
)
def test_a_month_or_a_year_printed_on_a_card_is_read_as_one(text, first, last):
    for write in (str, fold):
        assert find_expiry(clean(write(text)), NOW) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["thẻ cấp ngày 5/3/2021", "gia hạn 2025 được không", "quá hạn 2 năm rồi",
     "hạn nộp hồ sơ đến 5/3/2027", "luật có hiệu lực đến 1/7/2027",
     "tôi sinh 5/3/1990, thẻ hết hạn rồi", "hạn kích hoạt đến 5/12/2026"],
)  # fmt: skip
def test_other_days_are_no_expiry(text):
    assert find_expiry(clean(text), NOW) is None


@settings(max_examples=100, deadline=None)
@given(st.integers(1900, 2026), st.integers(1, 12), st.integers(1, 31))
def test_a_day_of_birth_is_impossible_where_the_calendar_has_none(year, month, day):
    try:
        real = date(year, month, day) <= NOW.date()
    except ValueError:
        real = False
    found = find_impossible(f"sinh {day}/{month}/{year}", NOW)
    assert bool(found) is not real


@pytest.mark.parametrize(
    "text", ["sinh tháng 5/2010", "sinh 5/2010", "sinh tháng 5 năm 2010", "sinh năm 2010"]
)
def test_a_birth_without_its_day_is_not_impossible(text):
    assert find_impossible(clean(text), NOW) == []


def test_a_birth_to_come_is_told_from_one_that_is_expected():
    assert [each.to_come for each in find_impossible("em sinh năm 2031 đổi thẻ", NOW)] == [True]
    assert find_impossible("con dự sinh tháng 3/2027", NOW) == []
    tomorrow = NOW.date() + timedelta(1)
    assert find_impossible(f"bé sinh {tomorrow:%d/%m/%Y}", NOW)
