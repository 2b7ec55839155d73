from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.births import Card, Issue, find_births, find_issue
from bot.language.text import clean, fold

PHRASES = yaml.safe_load(
    Path(__file__).with_name("phrases").joinpath("births.yaml").read_text(encoding="utf-8")
)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 22)
CASES = [
    pytest.param(group["now"], phrase, id=phrase["text"])
    for group in PHRASES["issues"]
    for phrase in group["phrases"]
]


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), VIETNAM)


def issue(text: str, day: date = DAY) -> Issue | None:
    return find_issue(clean(text), at(day))


@pytest.mark.parametrize(("day", "phrase"), CASES)
@pytest.mark.parametrize("write", [str, fold, str.upper], ids=lambda f: f.__name__)
def test_a_phrase_tells_the_card_and_its_days_of_issue(day, phrase, write):
    found = issue(write(phrase["text"]), day)
    assert found is not None
    expected = (phrase["first"], phrase["last"], phrase["card"])
    assert (found.first, found.last, found.card) == expected


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(group["now"], text, id=text or "empty")
        for group in PHRASES["no_issues"]
        for text in group["phrases"]
    ],
)
def test_what_tells_of_no_card_in_hand_is_none(day, text):
    assert issue(text, day) is None


@pytest.mark.parametrize(
    ("text", "born", "issued"),
    [
        ("em sinh 2003 làm cccd 2021", 2003, 2021),
        ("em sinh 2003, thẻ cấp 2021", 2003, 2021),
        ("làm cccd năm 2021, em sinh năm 2003", 2003, 2021),
        ("mẹ 1966 làm cmnd năm 2012", 1966, 2012),
        ("Ngày sinh: 5/3/2003. Ngày cấp: 10/05/2021", 2003, 2021),
        ("thẻ cấp cho con 2012 hồi năm ngoái", 2012, 2025),
    ],
)
def test_a_birth_is_no_issue_and_an_issue_no_birth(text, born, issued):
    (birth,) = find_births(clean(text), at(DAY))
    found = issue(text)
    assert birth.first.year == born
    assert found is not None
    assert found.first is not None
    assert found.first.year == issued
    assert found.span[1] <= birth.span[0] or birth.span[1] <= found.span[0] or issued == 2025


def test_the_span_is_from_the_card_or_the_verb_to_the_date():
    for text, words in [
        ("em làm cccd năm 2021 rồi", "cccd năm 2021"),
        ("cmnd của mẹ cấp năm 2012 ạ", "cmnd của mẹ cấp năm 2012"),
        ("đang dùng cmnd cũ", "cmnd"),
    ]:
        found = issue(text)
        assert found is not None
        assert text[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("có cccd gắn chip", Card.CCCD),
        ("thẻ mã vạch", Card.CCCD),
        ("căn cước công dân cũ", Card.CCCD),
        ("chứng minh thư hết hạn", Card.CMND),
        ("cmt của bố", Card.CMND),
        ("đang dùng thẻ căn cước mới", Card.CAN_CUOC),
    ],
)
def test_the_kind_of_card_is_told_by_its_name(text, card):
    assert issue(text) == Issue(None, None, card, issue(text).span)


NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười".split()
NUMBERS += ["mười một", "mười hai", "mười ba", "mười bốn", "mười lăm", "mười sáu", "mười bảy"]
NUMBERS += ["mười tám", "mười chín", "hai mươi", "hai mươi mốt", "hai mươi lăm", "ba mươi tư"]
COUNTS = [*range(1, 22), 25, 34]


@pytest.mark.parametrize(("number", "count"), list(zip(NUMBERS, COUNTS, strict=True)))
@pytest.mark.parametrize("unit", ["ngày", "tuần", "tháng", "năm"])
def test_a_number_in_words_is_the_same_as_in_digits(number, count, unit):
    for words in ("cách đây {}", "gần {} trước", "hơn {} trước"):
        told = f"em làm cccd {words.format(f'{number} {unit}')}"
        digits = f"em làm cccd {words.format(f'{count} {unit}')}"
        assert days_of(told) == days_of(digits)


@pytest.mark.parametrize(("number", "month"), list(zip(NUMBERS[:12], range(1, 13), strict=True)))
@pytest.mark.parametrize("write", [str, fold], ids=lambda f: f.__name__)
def test_a_month_in_words_is_that_month_of_the_year_named(number, month, write):
    if (month, write) == (6, fold):
        return  # `thang sau` is the next month
    number = "tư" if month == 4 else number
    found = days_of(write(f"thẻ cấp tháng {number} năm ngoái"))
    first = date(2025, month, 1)
    assert found == (first, (first + timedelta(31)).replace(day=1) - timedelta(1))


@pytest.mark.parametrize(
    ("words", "back"),
    [("hôm nay", 0), ("bữa nay", 0), ("hôm qua", 1), ("bữa qua", 1), ("ngày hôm qua", 1),
     ("hôm kia", 2)],
)  # fmt: skip
def test_a_card_made_on_a_day_just_past(words, back):
    day = DAY - timedelta(back)
    assert days_of(f"em mới làm cccd {words}") == (day, day)


def days_of(text: str) -> tuple[date | None, date | None]:
    found = issue(text)
    return (found.first, found.last) if found else (None, None)


@pytest.mark.parametrize("sign", "/-.")
def test_a_day_behind_the_verb_is_no_school(sign):
    found = issue(f"thẻ cấp 1{sign}9{sign}2019")
    assert found is not None
    assert found.first == found.last == date(2019, 9, 1)
    assert issue("học cấp 1 năm 2019") is None


@pytest.mark.parametrize(
    "text", ["cuối tháng này cấp cccd ở đâu", "hôm nay cấp cccd ở đâu", "tuần này cấp thẻ không"]
)
def test_a_time_to_come_is_no_issue_where_cards_are_issued_then(text):
    assert issue(text) is None


PIECES = """
thẻ cccd cmnd căn cước công dân gắn chip cấp làm đổi sinh năm tháng ngày 2021 15/3/2022 5 trước
ngoái hôm qua cách đây 3 nửa mấy vừa mới đã chưa có con mẹ Tết đầu cuối , . / 2027 29/2 nay
rồi hồi từ
""".split()


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=12), st.dates(date(2024, 1, 1), date(2060, 12, 31))
)
def test_any_order_of_words_gives_an_issue_that_can_be(pieces, day):
    text = clean(" ".join(pieces))
    found = find_issue(text, at(day))
    if found is None:
        return
    assert 0 <= found.span[0] < found.span[1] <= len(text)
    assert (found.first is None) == (found.last is None)
    if found.first is not None and found.last is not None:
        assert found.first <= found.last <= day
    else:
        assert found.card is not None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_any_text_can_be_read(text, day):
    found = find_issue(clean(text), at(day))
    assert found is None or found.card is not None or found.first is not None


@pytest.mark.parametrize("piece", ["cccd ", "cấp 2021 ", "cấp 5/3 ", "làm ", "cách đây "])
def test_the_longest_messages_are_read_to_their_end(piece):
    found = issue((piece * 4096)[:4096])
    assert found is None or found.span[0] < found.span[1]
