import re
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.births import Birth, Said, find_births, find_past_ages
from bot.language.births.ages import OLDEST_TOLD
from bot.language.text import clean, fold

PHRASES = yaml.safe_load(
    Path(__file__).with_name("phrases").joinpath("births.yaml").read_text(encoding="utf-8")
)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = st.dates(date(2024, 1, 1), date(2060, 12, 31))
CASES = [
    pytest.param(group["now"], phrase["text"], phrase["births"], id=phrase["text"])
    for group in PHRASES["births"]
    for phrase in group["phrases"]
]


def births(text: str, day: date) -> list[Birth]:
    return find_births(clean(text), datetime.combine(day, time(10), VIETNAM))


def told(text: str, day: date) -> list[dict[str, object]]:
    return [
        {"first": birth.first, "last": birth.last, "said": birth.said.value, "who": birth.who}
        | ({"exact": True} if birth.exact_age else {})
        for birth in births(text, day)
    ]


def years_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@pytest.mark.parametrize(("day", "text", "expected"), CASES)
def test_a_phrase_means_days_of_birth(day, text, expected):
    assert told(text, day) == expected


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(group["now"], text, id=text or "empty")
        for group in PHRASES["traps"]
        for text in group["phrases"]
    ],
)
def test_what_only_looks_like_a_birth_is_none(day, text):
    assert told(text, day) == []


@pytest.mark.parametrize(("day", "text", "expected"), CASES)
@pytest.mark.parametrize("write", [str.upper, str.title], ids=lambda f: f.__name__)
def test_capitals_change_nothing(day, text, expected, write):
    assert told(write(text), day) == expected


LOST_WITHOUT_MARKS = {"em đẻ năm 2004", "mới đẻ được 3 tháng"}  # de: để
ANOTHER_PERSON_WITHOUT_MARKS = {
    "em lớp 11 còn em gái em lớp 8",  # con: còn
    "chồng em 35t còn em 31t",
    "còn tôi 41",
    "bà cụ chín hai tuổi",  # ba: ba
    "bà năm nhà bên 85 tuổi đi không nổi",
    "cụ cố nhà em đã hơn chín mươi tuổi, nằm một chỗ",  # cu: cũ
}


@pytest.mark.parametrize(("day", "text", "expected"), CASES)
def test_marks_left_off_change_nothing(day, text, expected):
    expected = [] if text in LOST_WITHOUT_MARKS else expected
    found = told(fold(text), day)
    if text in ANOTHER_PERSON_WITHOUT_MARKS:
        found, expected = ([birth | {"who": ""} for birth in each] for each in (found, expected))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("con em sinh năm 2012 ở đây", ["sinh năm 2012"]),
        ("Năm sinh: 2012, nam", ["Năm sinh: 2012"]),
        ("s.n 1985", ["s.n 1985"]),
        ("mẹ 60 tuổi, con 13", ["60 tuổi", "13"]),
        ("bé nhà em chưa đủ 14 tuổi ạ", ["chưa đủ 14 tuổi"]),
        ("tháng sau con tròn 14 rồi", ["tháng sau con tròn 14"]),
        ("cho con 2k12", ["2k12"]),
        ("con vào lớp 1 rồi", ["lớp 1"]),
        ("người từ đủ 14 tuổi trở lên phải làm", ["đủ 14 tuổi trở lên"]),
        ("Cháu 14t2th nhé", ["14t2th"]),
        ("mẹ em U60 rồi", ["U60"]),
        ("xe chở 14 t hàng", []),  # tons: only `14t` is an age
    ],
)
def test_the_span_is_the_words_that_tell_the_birth(text, words):
    found = births(text, date(2026, 11, 22))
    assert [text[slice(*birth.span)] for birth in found] == words


def test_ages_at_which_a_card_was_made_are_no_births_but_are_known():
    moment = datetime(2026, 11, 22, 10, tzinfo=VIETNAM)
    text = "mẹ em làm thẻ hồi 58 tuổi, giờ 61 tuổi"
    assert find_past_ages(text, moment) == [58]
    assert [birth.first.year for birth in find_births(text, moment)] == [1964]
    assert find_past_ages("14 tuổi làm được chưa", moment) == []
    assert find_past_ages("làm thẻ ở đâu", moment) == []


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2027, 5, 31), 2012),
        (date(2027, 9, 1), 2013),
        (date(2027, 9, 5), 2013),
        (date(2027, 12, 31), 2013),
        (date(2028, 2, 29), 2013),
    ],
)
def test_a_grade_counts_by_the_school_year_which_turns_on_1_september(day, year):
    (birth,) = births("con học lớp 9", day)
    assert (birth.first, birth.last) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize("day", [date(2027, 6, 1), date(2027, 7, 15), date(2027, 8, 31)])
def test_in_summer_a_grade_may_be_the_one_finished_or_the_next(day):
    (birth,) = births("con học lớp 9", day)
    assert (birth.first, birth.last) == (date(2012, 1, 1), date(2013, 12, 31))


def test_grades_follow_each_other_year_by_year():
    day = date(2026, 11, 22)
    firsts = [births(f"lớp {grade}", day)[0].first.year for grade in range(1, 13)]
    assert firsts == list(range(2020, 2008, -1))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 119), DAYS)
@example(14, date(2028, 2, 29))
@example(15, date(2027, 2, 28))
@example(16, date(2028, 2, 29))
@example(14, date(2026, 12, 31))
@example(0, date(2027, 1, 1))
def test_an_age_said_as_complete_is_that_of_all_born_then_and_of_nobody_else(years, day):
    (birth,) = births(f"đủ {years} tuổi", day)
    assert birth.exact_age
    inside = {years_on(birth.first, day), years_on(birth.last, day)}
    before, after = (
        date.fromordinal(birth.first.toordinal() - 1),
        date.fromordinal(birth.last.toordinal() + 1),
    )
    assert inside == {years}
    assert (years_on(before, day), years_on(after, day)) == (years + 1, years - 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 119), DAYS)
def test_an_age_said_plainly_is_also_of_those_who_reach_it_by_new_year(years, day):
    (plain,) = births(f"{years} tuổi", day)
    (exact,) = births(f"đủ {years} tuổi", day)
    assert (plain.first, plain.last) == (exact.first, date(day.year - years, 12, 31))
    assert plain.last >= exact.last


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 72), DAYS)
@example(1, date(2027, 3, 31))
@example(12, date(2028, 2, 29))
def test_months_follow_each_other_without_gap(months, day):
    (older,) = births(f"{months + 1} tháng tuổi", day) if months < 72 else births("6 tuổi", day)
    (younger,) = births(f"{months} tháng tuổi", day)
    if months < 72:
        assert younger.first.toordinal() == older.last.toordinal() + 1
    assert younger.first <= younger.last


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1945, 1, 1), date(2023, 12, 31)), DAYS, st.sampled_from("/-."))
def test_a_day_of_birth_is_itself_on_any_day(born, day, sign):
    text = f"sinh ngày {born.day:02}{sign}{born.month}{sign}{born.year}"
    (birth,) = births(text, day)
    assert (birth.first, birth.last, birth.said) == (born, born, Said.DAY)


PIECES = """
con bé cháu mẹ em tôi ngoại bà sinh sn tuổi tháng năm lớp sắp chưa đủ tròn hơn gần trên dưới đến
từ và nữa Tết qua sau trước 5 14 60 0121 2011 5/3/2011 3/87 29/2/2012 2k3 2k 9x t th 7t
² ٣ ① 000036 mười bốn lăm năm nghìn không một hai mươi quý tị tuổi, . / - : ( \n cấp làm thẻ ngày
mai rưỡi trở lên
""".split()
EXPECTED = re.compile("du|sap|chuan|bi|kien")


def check(text: str, day: date) -> None:
    cleaned = clean(text)
    found = births(text, day)
    end = 0
    for birth in found:
        assert birth.first <= birth.last
        assert birth.last <= day or EXPECTED.search(fold(cleaned).lower())
        assert end <= birth.span[0] < birth.span[1] <= len(cleaned)
        assert cleaned[slice(*birth.span)].strip()
        end = birth.span[1]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]), DAYS)
@example(["²", "tuổi"], " ", date(2026, 11, 22))
@example(["tuổi", "①"], " ", date(2026, 11, 22))
@example(["lớp", "²"], " ", date(2026, 11, 22))
def test_any_order_of_words_gives_births_that_can_be(pieces, between, day):
    check(between.join(pieces), day)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), DAYS)
@example("İ 14 tuổi", date(2026, 11, 22))
@example("가 14 tuổi", date(2026, 11, 22))
@example("14 tuổ\u0309i", date(2026, 11, 22))
def test_any_text_gives_births_that_can_be(text, day):
    check(text, day)


@pytest.mark.parametrize("letter", ["İ", "가", "ﬁ", "ẞ", "𝟏𝟒"])
def test_letters_that_change_their_length_move_no_span(letter):
    text = clean(f"{letter} con 14 tuổi {letter}")
    (birth,) = births(text, date(2026, 11, 22))
    assert text[slice(*birth.span)] == "14 tuổi"


@pytest.mark.parametrize(
    "piece",
    ["1 ", "một ", "sinh ", "14 tuổi ", "5/", "5/3/2012 ", "năm ", "tháng 5 ", "con 5 ", "đủ "],
)
def test_the_longest_messages_are_read_to_their_end(piece):
    text = (piece * 4096)[:4096]
    for birth in births(text, date(2026, 11, 22)):
        assert birth.first <= birth.last


def test_an_expected_birth_may_lie_ahead_and_no_other():
    day = date(2026, 11, 22)
    assert births("vợ em sắp sinh tháng 3/2027", day)[0].first == date(2027, 3, 1)
    assert births("em sinh tháng 3/2027", day) == []
    assert births("em sinh 2027", day) == []


ISSUED = [
    "thẻ cấp ngày {day}, tôi {age} tuổi", "cccd cấp {day} mà tôi {age} tuổi rồi",
    "thẻ làm năm {year}, em {age} tuổi", "cccd {year} tôi {age} tuổi",
    "thẻ cấp năm ngoái, tôi {age} tuổi", "em làm thẻ cách đây 3 năm, em {age} tuổi",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.integers(20, 90), st.dates(date(2017, 1, 1), date(2026, 11, 21)), st.sampled_from(ISSUED)
)
def test_an_age_behind_the_day_of_issue_is_that_of_today(age, issued, words):
    day = date(2026, 11, 22)
    text = words.format(age=age, day=f"{issued:%d/%m/%Y}", year=issued.year)
    (alone,), (beside,) = births(f"tôi {age} tuổi", day), births(text, day)
    assert (beside.first, beside.last) == (alone.first, alone.last)


@pytest.mark.parametrize("text", ["1901 sáu mươi tuổi", "năm 1902 bà 80 tuổi"])
def test_an_age_in_a_year_long_past_makes_nobody_older_than_people_get(text):
    day = date(2026, 11, 22)
    for birth in births(text, day):
        assert birth.first.year >= day.year - OLDEST_TOLD
